"""A worker who is writing a note, in a process of its own that the test kills.

Usage: ``python -m tests.journeys.noting PROFILE PASSPHRASE TEXT``. Types the text beside
the question in sight, presses nothing, and prints one line when a pause has passed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from intake_app.bootstrap.program import build
from intake_app.services.half_typed import HalfTypedWords
from intake_app.ui.application import started_application
from tests.pages.office import Office
from tests.vault.cheap import CHEAP

NOTE = "Note beside this question"


def write(folder: Path, passphrase: str, text: str) -> None:
    """Type a note and leave it at that."""
    office = Office(build(cost=CHEAP), folder, passphrase)
    office.start()
    talk = office.go_on()
    talk.topic("Money", "Do you get the money you earn")
    talk.press("Add a note")
    talk.fill(NOTE, text)
    profile = office.root.profile
    (line,) = profile.conversations.lines()
    on_disk = HalfTypedWords(profile._place)
    talk.wait_until(lambda: on_disk.read(line.case.id), "a pause in typing")
    sys.stdout.write("paused\n")
    sys.stdout.flush()
    talk.wait_for("somebody pulls the plug")


if __name__ == "__main__":
    application = started_application()
    write(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
