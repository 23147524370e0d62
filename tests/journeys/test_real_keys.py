"""Real keys on a real display: cover, languages while typing, killed and taken up again.

The X server (Xvfb) and the keys (xdotool) are the system's own; the program runs in a
process of its own and is not touched but by keys. What it shows is told by
`tests.journeys.on_display`, with the moment at which it had been painted.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from system_packages import started_by_tests
from tests.services.conftest import opening
from tests.vault.cheap import PASSPHRASE

XVFB, XDOTOOL = started_by_tests("Xvfb"), started_by_tests("xdotool")
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform != "linux", reason="the display and the keys are Linux's"),
]

ROOT = Path(__file__).resolve().parents[2]
PIN = "472913"
COVER_S = 0.200
"""From the key to the painted page (screens, "Locking"); the quickest of a few, as others' work
on the machine is not the program's."""
AT_ONCE_S = 2.0
"""Far above what is wanted; docs/benchmarks.md has the figures."""


@pytest.fixture(scope="module")
def display():
    """Give the name of a display that nobody sees."""
    told, tells = os.pipe()
    command = [XVFB, "-displayfd", str(tells), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(tells,), stderr=subprocess.DEVNULL) as server:
        os.close(tells)
        with os.fdopen(told) as line:
            yield f":{line.readline().strip()}"
        server.terminate()


class OnDisplay:
    """The program in a process of its own, and the hands in front of it."""

    def __init__(self, folder, environment):
        self.environment = environment
        self.seen = {}
        command = [sys.executable, "-m", "tests.journeys.on_display", str(folder)]
        self.process = subprocess.Popen(
            [*command, PASSPHRASE.reveal().decode()],
            cwd=ROOT,
            env=environment | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.wait(lambda seen: seen)
        self._hand("windowfocus", "--sync", str(self.seen["window"]))
        self.wait(lambda seen: seen["is_active"])

    def press(self, *keys):
        """Press keys, and return the moment at which the first went down."""
        before = time.monotonic()
        self._hand("key", *keys)
        return before

    def type(self, letters):
        """Type letters one after another."""
        self._hand("type", "--delay", "5", letters)

    def title(self):
        """Return the title as everybody on the display can read it."""
        return self._hand("getwindowname", str(self.seen["window"])).strip()

    def wait(self, happened):
        """Read what is told until this can be seen, and return the moment it was painted."""
        while not happened(self.seen):
            line = self.process.stdout.readline()
            assert line, f"the program ended; last seen: {self.seen}"
            self.seen = json.loads(line)
        return self.seen.get("at", 0.0)

    def kill(self):
        """End it as a battery does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def _hand(self, *what):
        done = subprocess.run(
            [XDOTOOL, *what], env=self.environment, capture_output=True, check=True, text=True
        )
        return done.stdout


@pytest.fixture
def start(program, display, tmp_path):
    """Give the way to start the program on a profile in which a conversation has begun."""
    profile = program.profiles.create(tmp_path / "profile", PASSPHRASE, language="en")
    profile.choose_pin(PIN)
    profile.conversations.begin(opening())
    profile.close()
    environment = os.environ | {"DISPLAY": display, "HOME": str(tmp_path)}
    with contextlib.ExitStack() as ends:

        def begin():
            started = OnDisplay(tmp_path / "profile", environment)
            ends.callback(started.kill)
            return started

        yield begin


def at_free_text(app):
    """Answer by keys until the question is one that is answered in free words."""
    app.press("Return")
    app.wait(lambda seen: seen["node"] == "/data/work/R03")
    app.press("1")
    app.wait(lambda seen: seen["value"] == "yes")
    app.press("Return")
    app.wait(lambda seen: seen["node"] == "/data/work/R03_note")


def cover_and_return(app):
    """Cover and come back; return how long the cover took, and the title meanwhile."""
    pressed = app.press("F9")
    painted = app.wait(lambda seen: seen["is_covered"])
    title = app.title()
    app.press(*PIN)
    app.wait(lambda seen: not seen["is_covered"])
    return painted - pressed, title


def test_one_key_covers_the_screen_and_the_title_and_the_pin_brings_both_back(start):
    app = start()
    app.press("1")
    app.wait(lambda seen: seen["value"] and seen["is_saved"])
    before = app.title()

    rounds = [cover_and_return(app) for _ in range(5)]

    assert min(taken for taken, _ in rounds) < COVER_S
    assert {title for _, title in rounds} == {"Opening hours"}
    assert (before, app.title()) == ("Intake", "Intake")
    assert app.seen["value"] == "water-food"


def test_the_next_question_is_there_after_a_digit_and_enter(start):
    app = start()

    app.press("1")
    app.wait(lambda seen: seen["value"] == "water-food")
    pressed = app.press("Return")
    painted = app.wait(lambda seen: seen["node"] == "/data/work/R03")

    assert painted - pressed < AT_ONCE_S


def test_languages_change_in_the_middle_of_a_word_that_is_being_typed(start):
    app = start()
    at_free_text(app)

    app.type("they sa")
    app.wait(lambda seen: seen["typed"] == "they sa")
    pressed = app.press("ctrl+l")
    painted = app.wait(lambda seen: seen["languages"] == ["ti", "en"])
    app.type("id so")
    app.wait(lambda seen: seen["typed"] == "they said so")
    app.press("ctrl+l")
    app.wait(lambda seen: seen["languages"] == ["en", "ti"])

    assert painted - pressed < AT_ONCE_S
    assert app.seen["typed"] == "they said so"
    assert app.seen["node"] == "/data/work/R03_note"


def test_killed_in_the_middle_of_a_word_it_goes_on_there(start):
    app = start()
    at_free_text(app)
    app.type("they sa")
    app.wait(lambda seen: seen["value"] == "they sa" and seen["is_saved"])
    app.kill()

    again = start()

    assert again.seen["node"] == "/data/work/R03_note"
    assert again.seen["typed"] == "they sa"
    again.type("id")
    again.wait(lambda seen: seen["typed"] == "they said")


def test_s02_somebody_comes_in_mid_word_and_nothing_of_it_is_seen_or_lost(start):
    app = start()
    at_free_text(app)

    app.type("they sa")
    app.press("F9")
    app.wait(lambda seen: seen["is_covered"])
    app.wait(lambda seen: seen["value"] == "they sa" and seen["is_saved"])
    title = app.title()
    app.press(*PIN)
    app.wait(lambda seen: not seen["is_covered"] and seen["is_active"])
    app.type("id")
    app.wait(lambda seen: seen["typed"] == "they said")

    assert title == "Opening hours"
