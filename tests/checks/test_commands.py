"""What README and the help promise about ``dev.py`` and the locks."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev
import system_packages
from system_packages import Need

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENT = re.compile(r"^([a-z0-9-]+)==([^ ]+)", re.MULTILINE)


def pinned(name: str) -> dict[str, set[str]]:
    """Return the versions that a lock allows, by package."""
    found: dict[str, set[str]] = {}
    text = (ROOT / "packaging" / "locks" / f"{name}.txt").read_text(encoding="ascii")
    for package, version in REQUIREMENT.findall(text):
        found.setdefault(package, set()).add(version)
    return found


def test_the_help_names_every_command():
    command = (sys.executable, str(ROOT / "packaging" / "dev.py"), "--help")

    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout

    assert [name for name in dev.COMMANDS if f"\n  {name} " not in shown] == []


def test_every_script_that_a_command_runs_is_there():
    source = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")

    scripts = set(re.findall(r'script\("(\w+)"\)', source))

    assert scripts
    assert [name for name in scripts if not (ROOT / "packaging" / f"{name}.py").is_file()] == []


def test_readme_names_only_commands_that_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    named = set(re.findall(r"dev\.py ([a-z]+)", readme))

    assert named
    assert named <= set(dev.COMMANDS)


@pytest.mark.parametrize("name", ["app", "audio", "dev"])
def test_every_pin_of_a_lock_has_a_hash_and_no_host(name):
    text = (ROOT / "packaging" / "locks" / f"{name}.txt").read_text(encoding="ascii")

    blocks = re.split(r"\n(?=[a-z])", text.strip())

    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


@pytest.mark.parametrize("name", ["audio", "dev"])
def test_every_other_lock_holds_the_programs_at_the_same_versions(name):
    app, everything = pinned("app"), pinned(name)

    assert {name: everything.get(name) for name in app} == app


def test_every_direct_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]

    def named(*lines):
        return {re.split(r"[^A-Za-z0-9-]", line, maxsplit=1)[0].lower() for line in lines}

    everything = named(*project["dependencies"], *extras["dev"], *extras["audio"])
    assert everything - set(pinned("dev")) == named(project["name"])
    assert named(*project["dependencies"], *extras["audio"]) <= set(pinned("audio"))


def test_both_qt_pins_stand_in_the_lock():
    versions = sorted(pinned("app")["pyside6-essentials"])

    assert [version.rsplit(".", 1)[0] for version in versions] == ["6.11", "6.12"]
    assert sorted(pinned("audio")["pyside6-addons"]) == versions


def test_nothing_is_missing_on_the_machine_that_runs_the_tests():
    assert system_packages.missing(Need.QT, python_venv=False) == []


def test_a_missing_library_is_named_by_its_package(monkeypatch):
    monkeypatch.setitem(system_packages.DRAWING, "libno-such-library.so.9", "libno-such9")

    missing = system_packages.missing(Need.QT, python_venv=False)

    assert missing == ["libno-such9"]
    assert system_packages.apt_line(missing).endswith(" libno-such9")
