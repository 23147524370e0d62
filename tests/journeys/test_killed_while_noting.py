"""Killing the program while a note is being written: its words are there after a restart."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.noting import NOTE
from tests.services.conftest import opening
from tests.vault.cheap import PASSPHRASE

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
TEXT = "she looked at the door and"


def test_a_note_in_the_making_is_there_after_the_power_was_cut(profile, started):
    made = profile("office")
    live = made.conversations.begin(opening())
    made.close()

    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.journeys.noting",
            str(made.folder),
            PASSPHRASE.reveal().decode(),
            TEXT,
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as child:
        told = child.stdout.readline()
        child.kill()
    office = started("office")
    talk = office.go_on()
    talk.wait_until(lambda: talk._field(NOTE) is not None, "the note in the making")

    assert told == b"paused\n"
    assert talk.field_text(NOTE) == TEXT
    talk.press("Keep the note")
    talk.wait_saved()
    events = office.root.profile._place.read_interview(live.interview.id).events
    assert [event.value for event in events if event.value == TEXT] == [TEXT]
