"""What is done while the disk, the power or the process fails: the program's own services."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import replace
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from intake_app.bootstrap.program import build
from intake_app.domain.answer import EventKind
from intake_app.domain.case import AgeBranch
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.exchange.folder import FolderMailbox
from intake_app.packet.sealing import packet_name
from intake_app.services.agreement import text_of_record
from intake_app.services.contacts import OwnOffice
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
PROFILE, STICK = "profile", "stick"
REFERRALS = 3
MAILBOX = "a" * 26
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
    words = words_of(profile)
    assert profile.opening.agreement.is_good, profile.opening.agreement
    return [said.partition(" ")[0] for said in words]


def words_in(program: Program, folder: Path) -> tuple[str, ...]:
    """Open a profile and return its answers, whole."""
    profile = program.profiles.unlock(folder, PASSPHRASE)
    try:
        return words_of(profile)
    finally:
        profile.close()


def words_of(profile: OpenProfile) -> tuple[str, ...]:
    """Return the answers of the only conversation, oldest first.

    Raises:
        AssertionError: The journal has a hole.
    """
    interview = profile.conversations.lines()[0].interview
    events = profile._place.read_interview(interview.id).events
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    return tuple(event.value for event in events if event.kind is EventKind.ANSWERED)


def look(folder: Path, tell: Tell) -> None:
    """Open the profile, say how many answers there are, and lock."""
    tell(str(len(answers_in(build(cost=CHEAP), folder))))


def answer_while_the_disk_fills(folder: Path, tell: Tell) -> None:
    """Answer; something else fills the disk; answer on, finish, and lock."""
    ballast.BALLAST_BYTES = 8 << 20  # the real reserve: it is what this is about
    profile = build(cost=CHEAP).profiles.unlock(folder, PASSPHRASE)
    live = profile.conversations.resume(profile.conversations.lines()[0].interview.id)
    for number in range(1, 31):
        if number == 6:
            leave_free(folder.parent / "something else", 0)
        live.answer(NODE, f"{number} " + "word " * 200).saved.result()
        tell(str(number))
    profile.conversations.finish(live)
    tell("finished")
    profile.close()


def leave_free(filler: Path, room: int) -> None:
    """Fill the disk of `filler` but for about `room` bytes."""
    with filler.open("wb", buffering=0) as file:
        for piece in (1 << 20, 1 << 10):
            with contextlib.suppress(OSError):
                while file.write(bytes(piece)) == piece:
                    pass
        size = file.tell()
        file.truncate(max(0, size - room))


def put_files(folder: Path, tell: Tell) -> None:
    """Put files of 64 KiB to 1 MiB on a stick, without end, and say each once it is there."""
    box, chance = FolderMailbox(folder, MAILBOX), Random(os.getpid())
    while True:
        content = chance.randbytes(chance.choice((1, 4, 16)) << 16)
        name = packet_name(content)
        box.put(name, content)
        tell(name)


def answer_there(folder: Path, tell: Tell) -> None:
    """`answer` with the profile that lies in `folder`."""
    answer(folder / PROFILE, tell)


def made_with_answers(folder: Path) -> Program:
    """Make a profile in `folder` with one person and `ANSWERS` answers; return the program."""
    program = made(folder / PROFILE)
    answer(folder / PROFILE, lambda _: None)
    return program


def erase(folder: Path, tell: Tell) -> None:
    """Erase the only person, and lock."""
    profile = build(cost=CHEAP).profiles.unlock(folder / PROFILE, PASSPHRASE)
    for line in profile.conversations.lines():
        profile.conversations.erase(line.case.id)
        tell(str(line.case.id))
    profile.close()


def made_with_stick(folder: Path) -> Program:
    """Make a desk in `folder`, and a stick with `REFERRALS` referrals to it."""
    program = made(folder / PROFILE)
    desk = program.profiles.unlock(folder / PROFILE, PASSPHRASE)
    worker = program.profiles.create(folder / "other", PASSPHRASE, language="en")
    worker.contacts.make_own(OwnOffice(name="Team (invented)"))
    desk.contacts.make_own(OwnOffice(name="House (invented)"))
    desk.contacts.add(worker.contacts.own_file())
    house = worker.contacts.add(desk.contacts.own_file())
    (folder / STICK).mkdir()
    for _ in range(REFERRALS):
        case = worker.conversations.begin(opening()).case
        draft = worker.referrals.draft(case.id, house)
        scope = replace(draft.whole(("need",)), purpose="A bed")
        worker.referrals.agree(case.id, scope, Manner.VOICE, text_of_record(LANGUAGES))
        record = worker.referrals.make(case.id, house)
        worker.referrals.send(record.id, folder / STICK)
    worker.close()
    desk.close()
    shutil.rmtree(folder / "other")
    return program


def take_in(folder: Path, tell: Tell) -> None:
    """Open the stick, say what is in then, and lock."""
    program = build(cost=CHEAP)
    profile = program.profiles.unlock(folder / PROFILE, PASSPHRASE)
    for record in profile.inbox.open_stick((folder / STICK,)).taken:
        tell(str(record.id))
    profile.close()
    program.guard.close()
