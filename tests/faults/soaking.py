"""A long day at the real window, a hundred times as fast: answers, languages, pauses, cover.

Usage: ``python -m tests.faults.soaking PROFILE PASSPHRASE SECONDS``. After a tenth of the time
and at the end it prints what is held: references to None, resident kilobytes, open files.
"""

from __future__ import annotations

import gc
import os
import sys
import time
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


def soak(office: Office, seconds: float) -> None:
    """Use the window for so long, and say twice what is held."""
    talk = office.go_on()
    begin, rounds, warm = time.monotonic(), 0, False
    while (passed := time.monotonic() - begin) < seconds:
        for topic, question in TOPICS.items():
            talk.topic(topic, question)
            talk.choose("2" if talk.is_chosen(1) else "1")
            talk.wait_saved()
            talk.keys("Ctrl+L", "Ctrl+L")
            talk.press("Next")
        office.cover_and_return()
        rounds += 1
        if not warm and passed > seconds / 10:
            warm = True
            say(rounds)
    say(rounds)


def say(rounds: int) -> None:
    """Print what is held now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    resident = pages * os.sysconf("SC_PAGE_SIZE") >> 10
    files = sum(1 for _ in Path("/proc/self/fd").iterdir())
    sys.stdout.write(f"{rounds} {sys.getrefcount(None)} {resident} {files}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    application = started_application()
    there = Office(build(cost=CHEAP), Path(sys.argv[1]), sys.argv[2])
    there.start()
    soak(there, float(sys.argv[3]))
    there.close()
