"""How long the real program takes from its start to the lock screen, beside an empty window."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench_figures import Figure, Part, median
from bench_office import LEAST_COST, PASSPHRASE
from intake_app.bootstrap.program import build
from intake_app.guard.successor import start_successor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RATIO = 2.0
TIMES = 15
PATIENCE_S = 60.0
BARE = (sys.executable, str(Path(__file__).resolve().parent / "bench_bare_window.py"))


def measure() -> Iterator[Figure]:
    """Give the times from a new process to its first paint; both kinds in turn, all warm."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "profile"
        build(cost=LEAST_COST).profiles.create(folder, PASSPHRASE, language="en").close()
        # As installed: with compiled modules, wherever this checkout keeps or forbids them.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(name) / "compiled")
        ours = ["--profile", str(folder), "--language", "en"]
        real, bare = [], []
        for turn in range(TIMES + 1):
            took = _paint(ours), _paint([], BARE)
            if turn:  # the first ones read everything from the disk
                real.append(took[0])
                bare.append(took[1])
    yield Figure(
        what="start -> lock screen painted",
        note=f"warm, {TIMES} starts of each in turn",
        parts=[
            Part(label="median", value=median(real)),
            Part(label="worst", value=max(real)),
            Part(label="bare PySide6 window", value=median(bare)),
            Part(label="ratio", value=median(real) / median(bare), unit="", at_most=RATIO),
        ],
    )


def _paint(arguments: Sequence[str], command: Sequence[str] | None = None) -> float:
    """Start a process and end it; return the milliseconds up to its first paint."""
    begin = time.perf_counter()
    started = start_successor(arguments, command=command)
    try:
        if not started.wait_ready(PATIENCE_S):
            raise RuntimeError("nothing was painted")
        return (time.perf_counter() - begin) * 1000
    finally:
        started.end()
