"""What grows while the program is used for long."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults import jobs
from tests.faults.scorecard import Row, UntestedError
from tests.vault.cheap import PASSPHRASE

if TYPE_CHECKING:
    from tests.faults.scorecard import Round

ROOT = Path(__file__).resolve().parents[2]
GROWTH = 1.05
DRIFT = 200
"""So many references to None may be fewer, by what happens to be held at a moment.

Losing them is what kills (PySide6 6.12 before Python 3.12, docs/decisions/0001); that PySide6
gains some with each event is a counter that grows and no memory.
"""


def _soak(round_: Round) -> tuple[str, bool]:
    if not Path("/proc/self/statm").exists():
        raise UntestedError("memory and files are counted in /proc")
    folder = round_.folder / "profile"
    program = jobs.made(folder)
    profile = program.profiles.unlock(folder, PASSPHRASE)
    profile.choose_pin("472913")
    profile.close()
    command = [sys.executable, "-m", "tests.faults.soaking", str(folder)]
    done = subprocess.run(
        [*command, PASSPHRASE.reveal().decode(), str(round_.times(50, 10))],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    first, last = ([int(part) for part in line.split()] for line in done.stdout.splitlines())
    rounds, nones, resident, files = (b - a for a, b in zip(first, last, strict=True))
    grown = last[2] / first[2]
    seen = (
        f"{3 * rounds} questions and {rounds} covers: memory {grown - 1:+.1%} "
        f"({resident:+} KiB), {files:+} files, {nones:+} references to None"
    )
    return seen, grown < GROWTH and files <= 0 and nones > -DRIFT


ROWS = (
    Row(
        number=24,
        what="a long day at the real window (50 s, no pause between two keys)",
        wanted="memory grows by less than 5%, no file left open, no reference lost",
        measure=_soak,
    ),
)
