"""What the doctor says of a machine and of the place where a profile is or shall be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from intake_app.services.doctor import Doctor, Health, missing_parts
from intake_app.store.ballast import BALLAST_NAME

ROOT = Path(__file__).resolve().parents[2]


def of_place(folder):
    return {symptom.name: symptom for symptom in Doctor().examine(folder)}


def test_a_folder_that_is_not_there_is_told_as_that(tmp_path):
    found = of_place(tmp_path / "no" / "such" / "place")

    assert found["profile"].health is Health.BAD
    assert found["profile"].found.msgid == "There is no folder {folder}."
    assert found["access"].found.msgid == "A folder can be made in {folder}."
    assert found["access"].found.values == {"folder": str(tmp_path)}
    assert found["space"].found.values["count"] > 0
    assert "reserve" not in found


def test_the_nearest_folder_of_a_relative_path_is_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    found = of_place(Path("no/such/place"))

    assert found["access"].found.values == {"folder": str(tmp_path)}


def test_an_empty_folder_will_do(tmp_path):
    found = of_place(tmp_path)

    assert found["profile"].health is found["access"].health is Health.GOOD
    assert found["profile"].found.msgid == "This folder is empty: a profile can be set up in it."


def test_a_folder_with_other_things_in_it_holds_no_profile(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")

    found = of_place(tmp_path)

    assert found["profile"].health is Health.BAD
    assert found["profile"].advice is not None


def test_a_file_is_no_folder(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("mine")

    found = of_place(file)

    assert found["profile"].health is Health.BAD
    assert found["profile"].found.msgid == "{folder} is a file, not a folder."


def test_a_name_that_no_disk_can_hold_is_told_and_not_raised(tmp_path):
    found = of_place(tmp_path / ("n" * 5000))

    assert found["profile"].health is Health.BAD


def test_a_profile_is_seen_with_its_reserve(worker):
    folder = worker.folder

    whole = of_place(folder)
    (folder / BALLAST_NAME).unlink()
    without = of_place(folder)

    assert whole["profile"].found.msgid == "There is a profile in this folder."
    assert whole["reserve"].health is Health.GOOD
    assert without["reserve"].health is Health.CAUTION
    assert without["reserve"].advice is not None


def test_a_damaged_key_file_is_told(worker):
    folder = worker.folder
    (folder / "vault.json").write_text("{}")

    found = of_place(folder)

    assert found["profile"].health is Health.BAD
    assert found["profile"].found.msgid == "The key file of this profile is damaged."


def test_no_part_is_missing_here():
    assert missing_parts() == []


@pytest.mark.parametrize(("library", "symptom"), [("sqlcipher3", "store"), ("PySide6", "drawing")])
def test_a_library_that_cannot_be_loaded_is_a_finding(library, symptom):
    script = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "from intake_app.services.doctor import Doctor\n"
        "print(*[s.name for s in Doctor().examine() if s.health == 'bad'])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [symptom]


def test_parts_that_are_not_built_are_named(tmp_path):
    package = tmp_path / "intake_app"
    package.mkdir()
    for entry in (ROOT / "intake_app").iterdir():
        if entry.name not in {"_built", "__pycache__"}:
            (package / entry.name).symlink_to(entry)
    script = "from intake_app.services.doctor import missing_parts; print(*missing_parts())"

    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert {"catalogs/ar", "forms/adult-rapid-screen"} <= set(done.stdout.split())
