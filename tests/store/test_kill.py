"""Killing the program while it stores answers, as a flat battery or a crash does."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from intake_app.store.check import check_store
from tests.store.conftest import ANCHOR_KEY, INTERVIEW, KEY, open_store

ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import sys, pathlib
from tests.store.conftest import INTERVIEW, add_case, answer, open_store
store = open_store(pathlib.Path(sys.argv[1]))
if store.opened.created:
    store.run(add_case)
while True:
    seq = store.run(lambda units: answer(units, "/data/q", "x" * 300))
    sys.stdout.write(f"{seq}\\n")
    sys.stdout.flush()
"""


def acknowledged_until_killed(folder, answers):
    """Run a child that stores answers, kill it after some, return the last it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    for _ in range(answers):
        assert child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    rest = child.stdout.read().split(b"\n")
    child.stdout.close()
    child.wait()
    complete = [line for line in rest[:-1] if line]
    return int(complete[-1]) if complete else None


def events(units):
    with units.begin() as unit:
        return [event.seq for event in unit.interviews.events(INTERVIEW)]


def kill_and_look(folder, rounds):
    for number in range(rounds):
        last = acknowledged_until_killed(folder, 3 + number % 7)

        found = check_store(folder, key=KEY, anchor_key=ANCHOR_KEY)
        store = open_store(folder, create=False)
        kept = store.run(events)
        store.close()

        assert found.ok
        assert store.opened.agreement.is_good
        assert kept == list(range(1, len(kept) + 1))
        assert last is None or kept[-1] in {last, last + 1}
        assert kept[-1] >= 3


def test_a_killed_program_loses_no_acknowledged_answer(folder):
    kill_and_look(folder, 10)


@pytest.mark.slow
def test_fifty_kills_lose_no_acknowledged_answer(folder):
    kill_and_look(folder, 50)
