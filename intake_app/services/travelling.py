"""Before a border or a checkpoint: what is still only on this laptop, and destroying it all.

Nobody can be made to open what is not there (domain brief, A, "Border search").
So what was agreed is sent first, its receipt is waited for, and then the whole
profile goes; the worker begins again with a new one behind the border.
"""

from __future__ import annotations

import logging
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.answer import EventKind
from intake_app.domain.errors import FolderReadOnlyError, IntakeError
from intake_app.domain.packet import REFERRALS, REFERRED, Direction, PacketKind, Status
from intake_app.services.holders import files_of
from intake_app.services.holds import hold_among
from intake_app.vault import destruction

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.case import CaseLine
    from intake_app.domain.ids import CaseId, Fingerprint
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.repositories import Unit
    from intake_app.domain.secret import Secret
    from intake_app.services.workplace import Workplace
    from intake_app.store.profile_lock import ProfileLock
    from intake_app.store.thread import StoreThread
    from intake_app.vault.vault import OpenVault

log = logging.getLogger(__name__)

_EVERYONE: Final = 1_000_000
_TOLD: Final = frozenset(
    {
        EventKind.ANSWERED,
        EventKind.CLEARED,
        EventKind.REPEAT_ADDED,
        EventKind.NOTE,
        EventKind.UNCLEAR,
        EventKind.TRANSLATION,
        EventKind.CALENDAR,
        EventKind.DISCLOSURE,
        EventKind.AMENDED,
    }
)
"""What adds something to what is written about a person."""


class Standing(StrEnum):
    """How far what a person agreed to share has come."""

    HERE = "here"
    """Nothing was shared, or it was taken back: it stands on this laptop alone."""
    MADE = "made"
    """A file was made, and is on no stick."""
    SENT = "sent"
    """On a stick; no answer is in yet."""
    TOLD = "told"
    """Given on paper or by phone: nothing signed will ever come."""
    DECLINED = "declined"
    CHANGED = "changed"
    """Accepted, and more was written down since."""
    ACCEPTED = "accepted"
    """The receiver's signed answer is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHere:
    """One person of this laptop.

    Attributes:
        receiver: The office that the standing is about, or "".
        is_held: Whether it has to be kept for a court or a lawyer (`services.holds`).
    """

    case_id: CaseId
    code: str
    standing: Standing
    receiver: str = ""
    is_held: bool = False

    @property
    def is_safe(self) -> bool:
        """Whether an office has confirmed that it has what was agreed."""
        return self.standing is Standing.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIsHere:
    """What goes with this laptop.

    Attributes:
        people: Everyone written down here, those who are not safe elsewhere first.
        answers: How many answers and notices of ours are on no stick yet.
        arrived: How many referrals came in; who sent them has them still.
    """

    people: tuple[PersonHere, ...]
    answers: int
    arrived: int

    @property
    def only_here(self) -> int:
        """How many people no office has confirmed to have."""
        return sum(not person.is_safe for person in self.people)

    @property
    def held(self) -> int:
        """How many people there is something of that has to be kept."""
        return sum(person.is_held for person in self.people)

    @property
    def undelivered(self) -> int:
        """How many people and answers would be lost."""
        return self.only_here + self.answers


class Travelling:
    """Looks what is here. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def look(self) -> WhatIsHere:
        """Return everyone written down here and how far what they agreed to share has come."""

        def work(unit: Unit) -> WhatIsHere:
            people = [_person(unit, line) for line in unit.cases.lines(_EVERYONE)]
            came = [
                record
                for kind in REFERRALS
                for record in unit.packets.find(direction=Direction.IN, kind=kind)
            ]
            return WhatIsHere(
                people=tuple(sorted(people, key=lambda who: who.is_safe and not who.is_held)),
                answers=_unsent(unit),
                arrived=len(came),
            )

        return self._place.do(work)


def is_the_word(typed: str, word: str) -> bool:
    """Whether someone typed the word that was asked for; capitals and blanks do not count."""
    return _plain(typed) == _plain(word)


def destroy(vault: OpenVault, store: StoreThread, lock: ProfileLock, passphrase: Secret) -> None:
    """Destroy an open profile: key slots first, then everything in its folder.

    Killed in between, the next start goes on with it (`Profiles.finish_destruction`).

    Raises:
        WrongPassphraseError: It is not the passphrase; nothing was destroyed.
        FolderReadOnlyError: The folder cannot be written to; nothing was destroyed.
        ProfileLeftoversError: Nobody can open anything any more, but files are left.
    """
    vault.check_passphrase(passphrase)
    try:
        vault.destroy_slots()
    except FolderReadOnlyError:
        if not destruction.is_begun(vault.folder):
            raise
    try:
        store.close()
    except IntakeError as error:
        log.info("store not closed before it goes: %s", error.code)
    vault.close()
    try:
        destruction.finish(vault.folder)
    finally:
        lock.release()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()


def _unsent(unit: Unit) -> int:
    kinds = [kind for kind in PacketKind if kind not in REFERRED]
    found = [r for kind in kinds for r in unit.packets.find(direction=Direction.OUT, kind=kind)]
    return sum(record.status is Status.MADE and bool(record.sealed) for record in found)


def _person(unit: Unit, line: CaseLine) -> PersonHere:
    standing, receiver = _standing(unit, line.case.id)
    return PersonHere(
        case_id=line.case.id,
        code=line.case.code,
        standing=standing,
        receiver=receiver,
        is_held=hold_among(unit.remarks.of_case(line.case.id)) is not None,
    )


def _standing(unit: Unit, case_id: CaseId) -> tuple[Standing, str]:
    """Say how far the file that has come least far is; one that was accepted, how it was."""
    latest: dict[Fingerprint, PacketRecord] = {}
    for file in files_of(unit, case_id):  # newest first
        if file.status is not Status.WITHDRAWN:
            latest.setdefault(file.peer, file)
    for status, standing in (
        (Status.MADE, Standing.MADE),
        (Status.SENT, Standing.SENT),
        (Status.DELIVERED, Standing.SENT),
        (Status.ACCEPTED, Standing.ACCEPTED),
        (Status.LATER, Standing.ACCEPTED),
        (Status.THERE, Standing.ACCEPTED),
        (Status.CLOSED, Standing.ACCEPTED),
        (Status.DECLINED, Standing.DECLINED),
    ):
        for file in [one for one in latest.values() if one.status is status]:
            if standing is Standing.ACCEPTED and _written_since(unit, case_id, file.at):
                return Standing.CHANGED, _name(unit, file.peer)
            return standing, _name(unit, file.peer)
    handed = next(iter(_handed(unit, case_id)), "")
    return (Standing.TOLD, handed) if handed else (Standing.HERE, "")


def _name(unit: Unit, peer: Fingerprint) -> str:
    contact = unit.contacts.get(peer)
    return contact.card.name if contact is not None else ""


def _handed(unit: Unit, case_id: CaseId) -> Sequence[str]:
    found = unit.handed_over.find(case_id)
    return [handed.name for handed in found if any(line.said for line in handed.lines)]


def _written_since(unit: Unit, case_id: CaseId, at: datetime) -> bool:
    return any(
        event.kind in _TOLD and event.at > at
        for interview in unit.interviews.of_case(case_id)
        for event in unit.interviews.events(interview.id)
    )
