"""Plays the whole job with marked words, in a process of its own with folders of its own.

Usage: ``python -m tests.journeys.leaking FOLDER``, with HOME and TMPDIR set. The
log goes to stderr, all of it.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from intake_app.bootstrap.program import build
from intake_app.ui.application import started_application
from tests.journeys import story
from tests.pages.office import Office
from tests.vault.cheap import CHEAP

WORDS = story.Words(
    agreed="markedagreed \u12a3\u1295\u1260\u1233",
    interpreter="markedinterpreter",
    different="markeddifferent \u12dd\u1265\u12a2 zebra",
    note="markednote",
    name="markedname",
    keep_away="markedkeepaway \u0639\u0645\u0647\u0627",
    purpose="markedpurpose",
    from_shelter="markedfromshelter",
)
PASSPHRASES = ("markedteam blue lamps by a river", "markedshelter grey boats in the rain")
PINS = ("472913", "836152")


def play(folder: Path) -> None:
    """Play the story between two offices below `folder`."""
    stick = folder / "stick"
    stick.mkdir()
    program = build(cost=CHEAP)
    team = Office(program, folder / "team", PASSPHRASES[0], PINS[0])
    shelter = Office(program, folder / "shelter", PASSPHRASES[1], PINS[1])
    story.get_to_know_each_other(team, shelter, stick)
    talk = story.begin(team, WORDS)
    story.say_what_is_different(talk, WORDS)
    talk.key("Ctrl+L")
    team.cover_and_return()
    story.say_what_is_needed(talk, WORDS)
    story.rest_a_while(talk)
    story.share_and_leave(team, talk, stick, WORDS)
    story.accept(shelter, stick, WORDS)
    story.hear_the_answer(team, stick, WORDS)
    team.close()
    program.guard.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    application = started_application()
    play(Path(sys.argv[1]))
