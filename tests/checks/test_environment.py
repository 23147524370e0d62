from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile

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


def _wheel(folder, name, version, *, requires=()):
    """Make the smallest wheel there can be, and return its hash."""
    info = f"{name}-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {one}\n" for one in requires)
    held = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nProvides-Extra: more\n{needs}"
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{info}/METADATA", held)
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_newer_release_of_a_locked_package_does_not_stop_the_installation(root, tmp_path):
    needed = _wheel(tmp_path, "needed", "1")
    needing = _wheel(tmp_path, "needing", "1", requires=["needed[more]>=1"])
    _wheel(tmp_path, "needed", "2")  # came out after the lock was written
    (root / environment.LOCK).write_text(
        f"needed==1 --hash=sha256:{needed}\nneeding==1 --hash=sha256:{needing}\n", encoding="utf-8"
    )
    subprocess.run([sys.executable, "-m", "venv", "--clear", ".venv"], cwd=root, check=True)
    pip = (environment.python(root), "-m", "pip", "install", "--no-index", "--find-links", tmp_path)

    installed = subprocess.run(
        [*pip, *environment.LOCKED], cwd=root, capture_output=True, check=False, text=True
    )

    assert installed.returncode == 0, installed.stderr
