"""The locks: every version and hash of everything that is installed, for all platforms at once."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = {"app": (), "audio": ("audio",), "dev": ("dev",)}
"""Each lock and the extras of the project that it holds beside what the program needs."""

BASE = "packaging/locks/app.txt"
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",  # the files name no host: every machine has its own way to the packages
    "--no-header",
    "--no-annotate",
    "--python-version",
    "3.11",
    "--quiet",
)


def write(root: Path, *, upgrade: bool) -> int:
    """Write the locks and return the exit status; versions stay unless `upgrade`.

    The others hold all of ``app.txt``, at the same versions.
    """
    uv = shutil.which("uv", path=str(root / ".venv" / "bin")) or shutil.which("uv")
    if uv is None:
        print("error: uv is needed to write the locks: install it and try again")
        return 1
    for name, extras in LOCKS.items():
        more = [part for extra in extras for part in ("--extra", extra, "--constraint", BASE)]
        command = (uv, "pip", "compile", *OPTIONS, *(("--upgrade",) if upgrade else ()), *more)
        target = ("pyproject.toml", "--output-file", f"packaging/locks/{name}.txt")
        status = subprocess.run((*command, *target), cwd=root, check=False).returncode
        if status:
            return status
    return 0
