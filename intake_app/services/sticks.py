"""Sticks and shared folders as such: when they may be ejected, and what of ours may go from them.

exchange.md, section 2, 6: a file is deleted by the office that made it alone, and
only when something signed shows that it arrived, and some time after that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from intake_app.domain.message import M
from intake_app.domain.packet import LEFT, REFERRALS, Direction
from intake_app.domain.ports import Silent
from intake_app.domain.referral import Referral
from intake_app.exchange.folder import FolderMailbox, finish_writing
from intake_app.packet.opening import reopen
from intake_app.packet.sealing import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.contact import Card
    from intake_app.domain.ids import PacketId
    from intake_app.domain.packet import PacketKind, PacketRecord
    from intake_app.domain.ports import Progress
    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace

KEPT: Final = timedelta(days=30)
"""How long a file stays after its answer came: the other side may have to read it again."""

EJECT: Final = M("You can take the stick out after you have ejected it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OldFile:
    """A file of ours on a stick that has done its work.

    Attributes:
        office: Whom it was for.
        made: When it was made.
        answered: When the first signed answer to it came in.
        files: Where it lies under the stick: ``mailbox/name``, its parts first.
    """

    packet_id: PacketId
    kind: PacketKind
    office: str
    made: datetime
    answered: datetime
    files: tuple[str, ...]


class Sticks:
    """What one open profile does with a stick as a whole. The methods block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def make_ready(self, folder: Path) -> None:
        """Put all that was written on the stick itself; then `EJECT` may be said.

        Raises:
            PlaceGoneError: It was pulled out before all was on it.
            DiskFullError: It turned out to be full.
        """
        finish_writing(folder)

    def old_files(self, folder: Path) -> Sequence[OldFile]:
        """Return our files on a stick that may go from it, the oldest first; nothing is changed.

        They left from here, an answer to them came in at least `KEPT` ago, and they
        are still there. Files of other offices, and what has no answer, never are.

        Raises:
            OutsideFileError: The folder cannot be read.
            PlaceGoneError: It does not answer any more.
        """
        cards = [contact.card for contact in self._place.do(lambda unit: unit.contacts.all())]
        listed = [(card, FolderMailbox(folder, card.mailbox).names()) for card in cards]
        before = self._place.clock.now() - KEPT

        def work(unit: Unit) -> list[OldFile]:
            found = (
                _old_file(unit, card, name, frozenset(names), before)
                for card, names in listed
                for name in names
            )
            return [old for old in found if old is not None]

        return sorted(self._place.do(work), key=lambda old: old.made)

    def take_off(
        self, folder: Path, chosen: Collection[PacketId], progress: Progress | None = None
    ) -> int:
        """Delete what `old_files` returned and somebody chose; return how many went.

        Whether each may go is looked at again. Stopped or pulled out in between, what
        is left shows the next time.

        Raises:
            FolderReadOnlyError: The stick cannot be written to.
            PlaceGoneError: It does not answer any more.
            Cancelled: The user stopped; what went is gone.
        """
        progress = progress or Silent()
        going = [old for old in self.old_files(folder) if old.packet_id in chosen]
        for done, old in enumerate(going):
            progress.check_cancelled()
            for file in old.files:
                mailbox, _, name = file.partition("/")
                FolderMailbox(folder, mailbox).drop(name)
            self._place.do(partial(_note, packet_id=old.packet_id))
            progress.report(done + 1, len(going))
        return len(going)


def _note(unit: Unit, packet_id: PacketId) -> None:
    unit.audit.append("taken-off-stick", packet_id)


def _old_file(
    unit: Unit, card: Card, name: str, there: frozenset[str], before: datetime
) -> OldFile | None:
    """Return the packet of this name when it is ours, and answered before then."""
    packet_id = unit.packets.made_as(name)
    record = unit.packets.get(packet_id) if packet_id is not None else None
    if record is None or record.peer != card.fingerprint or record.status not in LEFT:
        return None
    answers = unit.packets.find(direction=Direction.IN, in_reply_to=record.id)
    answered = min((a.at for a in answers if a.peer == record.peer), default=None)
    if answered is None or answered > before:
        return None
    parts = sorted(there.intersection(part + SUFFIX for part in _parts_of(record)))
    return OldFile(
        packet_id=record.id,
        kind=record.kind,
        office=card.name,
        made=record.at,
        answered=answered,
        files=tuple(f"{card.mailbox}/{file}" for file in [*parts, name]),
    )


def _parts_of(record: PacketRecord) -> Sequence[str]:
    """Return the names of a packet's parts, without their ending."""
    if record.kind not in REFERRALS or not record.envelope:
        return ()
    body = reopen(record.envelope, sender=None, manifest_hash=record.manifest_hash).body
    return body.parts if isinstance(body, Referral) else ()
