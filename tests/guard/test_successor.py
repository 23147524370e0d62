"""The successor: one byte on a pipe says that it has painted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from intake_app.guard.command import HOME, clean_environment, own_command
from intake_app.guard.successor import start_successor, tell_ready

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


def test_a_successor_that_cannot_be_started_leaves_no_pipe_open():
    before = sorted(Path("/proc/self/fd").iterdir())

    with pytest.raises(FileNotFoundError):
        start_successor([], command=["/no/such/program"])

    assert sorted(Path("/proc/self/fd").iterdir()) == before


def test_a_successor_paints_even_if_nobody_waits_any_more():
    nobody, told = os.pipe()
    os.close(nobody)

    tell_ready(told)

    with pytest.raises(OSError, match="descriptor"):
        os.fstat(told)


def test_the_program_starts_itself_from_its_own_folder(monkeypatch):
    assert own_command(["--child"]) == [sys.executable, "-m", "intake_app", "--child"]
    assert (HOME / "intake_app" / "__main__.py").is_file()

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command(["--child"]) == [sys.executable, "--child"]


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
