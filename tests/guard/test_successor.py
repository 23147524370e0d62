"""The successor: one byte on a pipe says that it has painted."""

from __future__ import annotations

import sys

import pytest

from intake_app.guard.command import clean_environment
from intake_app.guard.successor import start_successor

READY = """
import sys
from intake_app.guard.successor import tell_ready
assert sys.argv[1:4] == ["--locked", "--profile", "/p"], sys.argv
tell_ready(int(sys.argv[sys.argv.index("--ready-fd") + 1]))
sys.stdin.read()
"""


@pytest.fixture
def start():
    started = []

    def start(program):
        command = [sys.executable, "-c", program]
        successor = start_successor(["--locked", "--profile", "/p"], command=command)
        started.append(successor)
        return successor

    yield start
    for successor in started:
        successor.end()


def test_a_successor_that_paints_is_ready(start):
    assert start(READY).wait_ready(60)


def test_a_successor_that_dies_is_not_ready(start):
    assert not start("raise SystemExit(1)").wait_ready(60)


def test_a_successor_that_takes_too_long_is_not_ready(start):
    assert not start("import time; time.sleep(60)").wait_ready(0.1)


def test_a_successor_inherits_the_environment_but_not_the_bundles(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("_PYI_APPLICATION_HOME_DIR", "/bundle")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/own")
    monkeypatch.setenv("DISPLAY", ":5")

    found = clean_environment()

    assert found["DISPLAY"] == ":5"
    assert found["LD_LIBRARY_PATH"] == "/usr/own"
    assert found["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
    assert "_PYI_APPLICATION_HOME_DIR" not in found
    assert "LD_LIBRARY_PATH_ORIG" not in found
