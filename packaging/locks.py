"""The locks: every version and hash of everything that is installed, for all platforms at once."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = ("app", "dev")
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
    """Write both locks and return the exit status; versions stay unless `upgrade`.

    ``dev.txt`` holds all of ``app.txt``, at the same versions.
    """
    uv = shutil.which("uv", path=str(root / ".venv" / "bin")) or shutil.which("uv")
    if uv is None:
        print("error: uv is needed to write the locks: install it and try again")
        return 1
    for name in LOCKS:
        extra = (
            () if name == "app" else ("--extra", "dev", "--constraint", "packaging/locks/app.txt")
        )
        command = (uv, "pip", "compile", *OPTIONS, *(("--upgrade",) if upgrade else ()), *extra)
        target = ("pyproject.toml", "--output-file", f"packaging/locks/{name}.txt")
        status = subprocess.run((*command, *target), cwd=root, check=False).returncode
        if status:
            return status
    return 0
