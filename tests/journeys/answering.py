"""A worker who answers without end, in a process of its own that the test kills.

Usage: ``python -m tests.journeys.answering PROFILE INTERVIEW``. Every answer that
the program has acknowledged is printed as one line, ``number node value``.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from intake_app.bootstrap.program import build
from intake_app.domain.ids import InterviewId
from tests.vault.cheap import CHEAP, PASSPHRASE

ASKED = {"R03": ("yes", "no"), "R06": ("all", "none"), "R11": ("yes", "no")}


def answer(folder: Path, interview: InterviewId) -> None:
    """Answer one question after another, and say each that is on disk."""
    program = build(cost=CHEAP)
    profile = program.profiles.unlock(folder, PASSPHRASE)
    live = profile.conversations.resume(interview)
    nodes = {live.node_named(name): values for name, values in ASKED.items()}
    for number in count():
        for node, values in nodes.items():
            value = values[number % 2]
            live.answer(node, value).saved.result()
            sys.stdout.write(f"{node} {value}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    answer(Path(sys.argv[1]), InterviewId(sys.argv[2]))
