"""Offices to measure with: real profiles in a folder of their own, gone afterwards."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.bootstrap.program import build
from intake_app.domain.case import AgeBranch
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.secret import Secret
from intake_app.services.agreement import text_of_record
from intake_app.services.contacts import OwnOffice
from intake_app.services.conversations import Opening
from intake_app.vault.slots import Cost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.contact import Contact
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.program import Program

PASSPHRASE = Secret(b"calm river paper lamp only measured")
LEAST_COST = Cost(m_kib=8 << 10, t=1, p=1)
"""Of the passphrase's key derivation, which is slow on purpose and measured by itself."""

LANGUAGES = ("en", "ti")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two offices that hold each other's card.

    Attributes:
        shelter: The desk, as the worker's contact.
        folder: Where both profiles lie, and where files can be put.
    """

    program: Program
    worker: OpenProfile
    desk: OpenProfile
    shelter: Contact
    folder: Path


@contextlib.contextmanager
def one_office() -> Iterator[tuple[Program, OpenProfile]]:
    """Give the program and one open profile."""
    with tempfile.TemporaryDirectory() as folder:
        program = build(cost=LEAST_COST)
        profile = program.profiles.create(Path(folder) / "worker", PASSPHRASE, language="en")
        try:
            yield program, profile
        finally:
            profile.close()
            program.guard.close()


@contextlib.contextmanager
def two_offices() -> Iterator[Pair]:
    """Give two open profiles that hold each other's card."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as ends:
        folder = Path(name)
        program = build(cost=LEAST_COST)
        ends.callback(program.guard.close)
        worker, desk = (
            program.profiles.create(folder / who, PASSPHRASE, language="en")
            for who in ("worker", "desk")
        )
        ends.callback(worker.close)
        ends.callback(desk.close)
        worker.contacts.make_own(OwnOffice(name="Team (invented)"))
        desk.contacts.make_own(OwnOffice(name="House (invented)"))
        desk.contacts.add(worker.contacts.own_file())
        shelter = worker.contacts.add(desk.contacts.own_file())
        yield Pair(program=program, worker=worker, desk=desk, shelter=shelter, folder=folder)


def adult() -> Opening:
    """Return what the opening screens found out; an adult who agreed to all that is needed."""
    return Opening(
        can_talk=True,
        age=AgeBranch.ADULT,
        languages=LANGUAGES,
        items={
            ConsentItem.TALK: Choice.YES,
            ConsentItem.WRITE: Choice.YES,
            ConsentItem.KEEP: Choice.YES,
        },
        manner=Manner.VOICE,
        text=text_of_record(LANGUAGES, rendered_by="Interpreter A"),
    )
