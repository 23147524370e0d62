"""What is done while the disk, the power or the process fails: the program's own services."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import TYPE_CHECKING

from intake_app.bootstrap.program import build
from intake_app.domain.answer import EventKind
from intake_app.domain.case import AgeBranch
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.services.agreement import text_of_record
from intake_app.services.conversations import Opening
from intake_app.store import ballast
from tests.vault.cheap import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from intake_app.services.profiles import OpenProfile
    from intake_app.services.program import Program

    Tell = Callable[[str], None]

LANGUAGES = ("en", "ti")
NODE = "/data/work/R03_note"
ANSWERS = 12
"""How many answers one conversation gives before it is locked."""

ballast.BALLAST_BYTES = 64 << 10  # thousands of stores of eight megabytes would fill the disk


def made(folder: Path) -> Program:
    """Make a profile in `folder` with one conversation in it, closed; return the program."""
    program = build(cost=CHEAP)
    profile = program.profiles.create(folder, PASSPHRASE, language="en")
    profile.conversations.begin(opening())
    profile.close()
    return program


def rehearse(folder: Path) -> None:
    """Load everything that a job needs, by doing one."""
    made(folder)
    _answer(folder, lambda _: None, 1)


def opening() -> Opening:
    """Return what was agreed before the first question."""
    items = (ConsentItem.TALK, ConsentItem.WRITE, ConsentItem.KEEP)
    return Opening(
        can_talk=True,
        age=AgeBranch.ADULT,
        languages=LANGUAGES,
        items=dict.fromkeys(items, Choice.YES),
        manner=Manner.VOICE,
        text=text_of_record(LANGUAGES, rendered_by="Interpreter A"),
    )


def answer(folder: Path, tell: Tell) -> None:
    """Open the profile, answer `ANSWERS` times, and lock."""
    _answer(folder, tell, ANSWERS)


def answer_on(folder: Path, tell: Tell) -> None:
    """Open the profile and answer until the end."""
    _answer(folder, tell, None)


def _answer(folder: Path, tell: Tell, times: int | None) -> None:
    profile = build(cost=CHEAP).profiles.unlock(folder, PASSPHRASE)
    live = profile.conversations.resume(profile.conversations.lines()[0].interview.id)
    before = sum(event.kind is EventKind.ANSWERED for event in live.journal.events)
    chance = Random(before)
    for number in count(before + 1) if times is None else range(before + 1, before + times + 1):
        words = "word " * chance.choice((1, 10, 1200))
        live.answer(NODE, f"{number} {words}").saved.result()
        tell(str(number))
    profile.close()


def answers_in(program: Program, folder: Path) -> Sequence[str]:
    """Open a profile and return its answers by the numbers they begin with, looked over.

    Raises:
        AssertionError: Something is damaged, or the anchor misses something.
        IntakeError: It cannot be opened.
    """
    profile = program.profiles.unlock(folder, PASSPHRASE)
    try:
        return _answers(profile)
    finally:
        profile.close()


def _answers(profile: OpenProfile) -> Sequence[str]:
    interview = profile.conversations.lines()[0].interview
    events = profile._place.read_interview(interview.id).events
    assert profile.opening.agreement.is_good, profile.opening.agreement
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    return [e.value.partition(" ")[0] for e in events if e.kind is EventKind.ANSWERED]
