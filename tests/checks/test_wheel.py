"""A wheel built from the files that git keeps holds all that the program reads at run time."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import house_rules

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def names(tmp_path) -> set[str]:
    """Build the wheel from a copy of the sources and give the names in it."""
    copy = tmp_path / "copy"
    for path in house_rules.tracked(ROOT):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, copy / path)
    command = (sys.executable, "-m", "hatchling", "build", "--target", "wheel")
    built = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = (copy / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def under(folder: str, pattern: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob(pattern)}


def test_the_wheel_holds_data_and_generated_files_and_nothing_of_the_workshop(names):
    fonts, texts = under("intake_app", "*.ttf"), under("intake_app", "*.txt")
    migrations = under("intake_app", "*.sql")
    catalogs = {
        f"intake_app/_built/catalogs/{path.name}/LC_MESSAGES/intake_app.mo"
        for path in (ROOT / "translations").iterdir()
        if (path / "LC_MESSAGES" / "intake_app.po").is_file()
    }
    forms = {
        f"intake_app/_built/forms/{path.parent.name}.json"
        for path in (ROOT / "forms").glob("*/survey.csv")
    }

    wanted = fonts | texts | migrations | catalogs | forms

    assert wanted - names == set()
    assert {name.split("/")[0] for name in names} == {"intake_app", "intake_app-0.1.0.dist-info"}
