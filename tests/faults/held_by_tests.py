"""Rows whose fault is injected by tests of the suite: they are run, and counted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.scorecard import Row, UntestedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.faults.scorecard import Round

ROOT = Path(__file__).resolve().parents[2]
_COUNT = re.compile(r"(\d+) (passed|failed|error|errors|skipped)")


def _run(tests: Sequence[str], quick: Sequence[str], round_: Round) -> tuple[str, bool]:
    """Run tests and count them; those that cannot be run here make the row untested."""
    chosen = quick if round_.is_quick and quick else tests
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts="]
    done = subprocess.run(
        [*command, "--import-mode=importlib", "--basetemp", str(round_.folder / "tests"), *chosen],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    last = done.stdout.strip().rpartition("\n")[2]
    counts = {kind: int(number) for number, kind in _COUNT.findall(last)}
    passed, skipped = counts.get("passed", 0), counts.get("skipped", 0)
    if not passed and skipped and not done.returncode:
        raise UntestedError("its tests cannot be run on this machine")
    total = sum(counts.values()) - skipped
    return f"{passed} of {total} tests passed", done.returncode == 0 and passed > 0


def _row(number: int, what: str, wanted: str, *tests: str, quick: Sequence[str] = ()) -> Row:
    return Row(number=number, what=what, wanted=wanted, measure=partial(_run, tests, quick))


_KILLED = "tests/journeys/test_killed_while_answering.py"
_VECTORS = "tests/packet/vectors"
ROWS = (
    _row(
        2,
        "the real program killed at random moments while keys are pressed",
        "no acknowledged answer lost in 50 kills",
        _KILLED,
        quick=(f"{_KILLED}::test_a_killed_program_loses_no_answer_it_has_acknowledged",),
    ),
    _row(
        15,
        "passphrase, code, PIN and words of the person in the memory after the lock",
        "none",
        "tests/journeys/test_scenarios_laptop.py::"
        "test_s11_a_laptop_taken_while_locked_holds_nothing_that_can_be_read",
    ),
    _row(
        16,
        "memory read by another program of the same user; core dumps",
        "neither",
        "tests/vault/test_hardening.py",
    ),
    _row(
        17,
        "files with a word in clear after a whole job of two offices",
        "none",
        "tests/journeys/test_nothing_leaks.py",
    ),
    _row(
        18,
        "hostile files, forms and requests: handled in time and memory, told in words",
        "all",
        "tests/guard",
        "tests/journeys/test_bad_input.py",
        quick=("tests/guard/test_process.py",),
    ),
    _row(
        19,
        "public vectors of packets, by this program and by a second one",
        "all right",
        f"{_VECTORS}/test_vectors.py",
    ),
    _row(
        20,
        "6,500 changes of a packet and of what is inside it",
        "none accepted",
        f"{_VECTORS}/test_attacks.py",
        quick=(f"{_VECTORS}/test_attacks.py::test_the_target_itself_is_good",),
    ),
    _row(
        23,
        "a bad file among good ones",
        "the others are taken in, it is named",
        "tests/services/test_exchange.py::test_one_bad_file_never_stops_the_others",
    ),
    _row(
        26,
        "stores of every earlier schema",
        "all open, every row equal",
        "tests/store/test_migrate.py",
    ),
)
