"""How this program starts itself again, from a checkout, a wheel or a frozen folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import intake_app

if TYPE_CHECKING:
    from collections.abc import Sequence

HOME = Path(intake_app.__file__).resolve().parent.parent
"""The folder that holds the package; children run in it, so that ``-m`` finds no other."""

_BUNDLE_VARIABLES = ("_MEIPASS2", "_PYI_")


def own_command(arguments: Sequence[str]) -> list[str]:
    """Return the command line that runs this program with `arguments`."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "intake_app", *arguments]


def bare_environment() -> dict[str, str]:
    """Return the environment of a guard child: what the system needs to start it at all."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {**kept, "PYTHONUTF8": "1", "PYINSTALLER_RESET_ENVIRONMENT": "1"}


def clean_environment() -> dict[str, str]:
    """Return our environment without what a frozen start added to it.

    PyInstaller's boot loader reads its own variables again unless told not to,
    and prepends its folder to the library path; it keeps the user's value in
    ``LD_LIBRARY_PATH_ORIG``.
    """
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(_BUNDLE_VARIABLES)
    }
    if getattr(sys, "frozen", False):
        original = kept.pop("LD_LIBRARY_PATH_ORIG", None)
        kept.pop("LD_LIBRARY_PATH", None)
        if original is not None:
            kept["LD_LIBRARY_PATH"] = original
    return {**kept, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
