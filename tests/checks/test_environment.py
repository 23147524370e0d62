from __future__ import annotations

import sys

import pytest

import environment
from system_packages import Need


@pytest.fixture
def root(tmp_path):
    """Make a project whose environment has an interpreter and nothing else."""
    interpreter = environment.python(tmp_path)
    interpreter.parent.mkdir(parents=True)
    interpreter.symlink_to(sys.executable)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    lock = tmp_path / environment.LOCK
    lock.parent.mkdir(parents=True)
    lock.write_text("this is no requirement\n", encoding="utf-8")
    return tmp_path


def test_a_lock_that_cannot_be_installed_is_said_and_not_taken_for_done(root, capfd):
    with pytest.raises(environment.SetUpError, match="failed"):
        environment.prepare(root, Need.QT)

    assert not (root / ".venv" / environment.STAMP).exists()
    assert capfd.readouterr().err  # what the installer itself said


def test_an_environment_made_from_the_same_lock_is_left_alone(root, capfd):
    stamp = root / ".venv" / environment.STAMP
    stamp.write_text(environment.fingerprint(root), encoding="ascii")

    environment.prepare(root, Need.QT)

    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("changed", [environment.LOCK, "pyproject.toml"])
def test_a_changed_lock_or_project_asks_for_a_new_installation(root, changed):
    before = environment.fingerprint(root)

    (root / changed).write_text("changed\n", encoding="utf-8")

    assert environment.fingerprint(root) != before
