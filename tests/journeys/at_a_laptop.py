"""A worker at a laptop of their own: a process that a test kills, or has lock itself.

Usage: ``python -m tests.journeys.at_a_laptop WHAT PROFILE PASSPHRASE``. Opens the one
conversation of the profile in the real window, answers, and says what it did, a line
for each question: its node and the answer as it is stored.
"""

from __future__ import annotations

import sys
from pathlib import Path

from intake_app.bootstrap.program import build
from intake_app.ui.application import started_application
from tests.pages.office import Office
from tests.vault.cheap import CHEAP

QUESTIONS = 28
ALL_BEFORE = 30
KEYS = {"R17": "2", "R14": "6", "R15": "13"}
"""What is chosen where the first choice would leave questions out."""
ALONE = "/data/next/R17"
HALF_TYPED = "markedhalf"
TOLD = "markedtold \u12a3\u1295\u1260\u1233"


def say(*words: str) -> None:
    """Print one line."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def answer_on(office: Office) -> None:
    """Answer 28 questions, half-type what comes next, and sit there until the end."""
    talk = office.go_on()
    for number in range(QUESTIONS):
        before, _ = talk.answer_in_sight()
        talk.answer_somehow(f"{TOLD} {number}", "2" if before == ALONE else "1")
        talk.wait_saved()
        say(*talk.answer_in_sight())
        talk.press("Next")
    talk.type(HALF_TYPED)
    talk.wait_saved()
    say(*talk.answer_in_sight())
    sys.stdin.read()


def read_on(office: Office) -> None:
    """Answer 30 questions, go on to the next one, and say nothing there."""
    talk = office.go_on()
    for number in range(ALL_BEFORE):
        before, _ = talk.answer_in_sight()
        if talk.is_typing():
            talk.type(f"{TOLD} {number}")
        else:
            talk.choose(*KEYS.get(before.rpartition("/")[2], "1"))
        talk.wait_saved()
        say(*talk.answer_in_sight())
        talk.press("Next")
    office.root.profile._place.do(lambda _: None)  # what was queued before is on the disk
    say(talk.answer_in_sight()[0])
    sys.stdin.read()


def lock(office: Office) -> None:
    """Answer in words, then lock; another process shows the neutral page from then on."""
    talk = office.go_on()
    talk.topic("Work", "different from what you were told it would be?")
    talk.choose("1")
    talk.on("What is different?")
    talk.type(TOLD)
    talk.wait_saved()
    say(*talk.answer_in_sight())
    office.root.lock()
    office.wait_until(lambda: not office.root.isVisible(), "locked")


if __name__ == "__main__":
    application = started_application()
    laptop = Office(build(cost=CHEAP), Path(sys.argv[2]), sys.argv[3])
    laptop.start()
    {"answer_on": answer_on, "read_on": read_on, "lock": lock}[sys.argv[1]](laptop)
