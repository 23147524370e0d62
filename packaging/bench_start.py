"""How long the real program takes from its start to the lock screen, beside an empty window."""

from __future__ import annotations

import os
import resource
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
    ours_ms, least_ms = (median([took for took, _ in kind]) for kind in (real, bare))
    ours_used, least_used = (median([used for _, used in kind]) for kind in (real, bare))
    yield Figure(
        what="start -> lock screen painted",
        note=f"warm, {TIMES} starts of each in turn",
        parts=[
            Part(label="median", value=ours_ms),
            Part(label="worst", value=max(took for took, _ in real)),
            Part(label="bare PySide6 window", value=least_ms),
            Part(label="ratio", value=ours_ms / least_ms, unit="", at_most=RATIO),
            Part(label="processor", value=ours_used),
            Part(label="of the bare window", value=least_used),
            Part(label="ratio", value=ours_used / least_used, unit=""),
        ],
    )


def _paint(arguments: Sequence[str], command: Sequence[str] | None = None) -> tuple[float, float]:
    """Start a process and end it; return clock and processor milliseconds to its first paint."""
    begin, used = time.perf_counter(), _children_ms()
    started = start_successor(arguments, command=command)
    try:
        if not started.wait_ready(PATIENCE_S):
            raise RuntimeError("nothing was painted")
        took = (time.perf_counter() - begin) * 1000
    finally:
        started.end()
    return took, _children_ms() - used


def _children_ms() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (spent.ru_utime + spent.ru_stime) * 1000
