"""The environment in ``.venv``: made once, brought to what the locks say, left alone otherwise."""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import system_packages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from system_packages import Need

LOCK = "packaging/locks/dev.txt"
STAMP = "installed.sha256"
# No package's own build script ever runs here. The lock names everything, so nothing is resolved:
# pip before 24 takes the newest release for a need like "coverage[toml]", which no hash allows.
LOCKED = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", LOCK)
PROJECT = ("--no-deps", "--no-build-isolation", "--editable")


class SetUpError(Exception):
    """The environment cannot be made; the text says why and what to do."""


def python(root: Path) -> Path:
    """Return the environment's interpreter, there or not."""
    inside = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    return root.joinpath(".venv", *inside)


def prepare(root: Path, need: Need) -> None:
    """Bring system libraries and ``.venv`` to what the command needs.

    Raises:
        SetUpError: Something is missing that could not be installed.
    """
    works = _works(python(root))
    uv = shutil.which("uv")
    packages = system_packages.missing(need, python_venv=not works and uv is None)
    if packages and not system_packages.install(packages):
        raise SetUpError("the system packages above are needed; install them and try again")
    importlib.invalidate_caches()  # ensurepip may have come with them
    wanted = fingerprint(root)
    stamp = root / ".venv" / STAMP
    if works and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    print(f"Bringing .venv to what {LOCK} says; the first time that is some 160 MB.", flush=True)
    if uv is None or not _by_uv(root, uv, make=not works):
        _by_pip(root, make=not _works(python(root)))
    stamp.write_text(wanted, encoding="ascii")


def _works(interpreter: Path) -> bool:
    """Whether the interpreter starts: an upgrade of the system's Python can break it."""
    if not interpreter.exists():
        return False
    probe = [str(interpreter), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


def fingerprint(root: Path) -> str:
    """Return a hash over all that decides what stands in the environment."""
    found = hashlib.sha256(os.fsencode(root))  # an editable install names the folder
    for name in (LOCK, "pyproject.toml"):
        found.update((root / name).read_bytes())
    return found.hexdigest()


def _by_uv(root: Path, uv: str, *, make: bool) -> bool:
    """Install with uv; False when it could not, so that pip is tried.

    pip may be set up for a mirror or a proxy of which uv knows nothing.
    """
    target = ("--python", str(python(root)))
    steps: list[Sequence[str]] = [
        (uv, "pip", "install", *target, *LOCKED),
        (uv, "pip", "install", *target, *PROJECT, "."),
    ]
    if make:
        steps.insert(0, (uv, "venv", "--clear", "--seed", "--python", sys.executable, ".venv"))
    return all(_runs(step, root) for step in steps)


def _by_pip(root: Path, *, make: bool) -> None:
    pip = (str(python(root)), "-m", "pip", "--disable-pip-version-check", "install")
    steps: list[Sequence[str]] = [
        (*pip, *LOCKED),
        (*pip, *PROJECT, "."),
    ]
    if make:
        steps.insert(0, (sys.executable, "-m", "venv", "--clear", ".venv"))
    for step in steps:
        if not _runs(step, root):
            raise SetUpError(f"this step failed, see above: {' '.join(step)}")


def _runs(step: Sequence[str], root: Path) -> bool:
    print(f"-- {' '.join(step)}", flush=True)
    return subprocess.run(step, cwd=root, check=False).returncode == 0
