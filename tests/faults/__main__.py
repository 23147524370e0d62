"""Prints the reliability scorecard: ``python3 packaging/dev.py faults [--quick] [ROW ...]``.

Exit status 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.faults import full, held_by_tests, long, power, processes, spoiled, sticks, sweeps
from tests.faults.scorecard import Round

MEASURED = (processes, sweeps, power, full, spoiled, sticks, long, held_by_tests)
ROWS = sorted((row for module in MEASURED for row in module.ROWS), key=lambda row: row.number)


def main() -> int:
    """Measure the rows asked for, print each as it is done, and say how many hold."""
    parser = argparse.ArgumentParser(prog="dev.py faults", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, under a minute")
    parser.add_argument("rows", nargs="*", type=int, metavar="ROW", help="only these rows")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)  # what fails here is meant to fail
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    machine = f"{platform.system()} {platform.release()}; Python {platform.python_version()}"
    run = "quick" if asked.quick else "full"
    print(f"{now}; {machine}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {run}")
    figures = []
    for row in ROWS:
        if asked.rows and row.number not in asked.rows:
            continue
        with tempfile.TemporaryDirectory() as name:
            begin = time.perf_counter()
            figure = row.run(Round(folder=Path(name), is_quick=asked.quick))
            print(f"{figure.line()} [{time.perf_counter() - begin:.0f} s]", flush=True)
        figures.append(figure)
    held = sum(figure.holds is True for figure in figures)
    failed = sum(figure.holds is False for figure in figures)
    print(f"{held} hold, {failed} failed, {len(figures) - held - failed} untested here")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
