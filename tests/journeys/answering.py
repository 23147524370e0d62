"""A worker who answers without end, in a process of its own that the test kills.

Usage: ``python -m tests.journeys.answering PROFILE PASSPHRASE``. Opens the one
conversation of the profile in the real window and answers by keys. Each answer
that the room shows as saved is printed as one line, ``node value``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from intake_app.bootstrap.program import build
from intake_app.ui.application import started_application
from tests.pages.office import Office
from tests.vault.cheap import CHEAP

TOPICS = {
    "Work": "Is your work or life here different",
    "Money": "Do you get the money you earn",
    "Freedom": "Who has your papers and your phone now?",
}


def answer(folder: Path, passphrase: str) -> None:
    """Answer one question after another, and say each that is shown as saved."""
    office = Office(build(cost=CHEAP), folder, passphrase)
    office.start()
    talk = office.go_on()
    while True:
        for topic, question in TOPICS.items():
            talk.topic(topic, question)
            talk.choose("2" if talk.is_chosen(1) else "1")
            talk.wait_saved()
            sys.stdout.write(" ".join(talk.answer_in_sight()) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    application = started_application()
    answer(Path(sys.argv[1]), sys.argv[2])
