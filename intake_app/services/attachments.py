"""What travels beside a packet: sealed once into the profile, put and taken part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.consent import still_holds
from intake_app.domain.errors import ConsentMissingError, PacketError
from intake_app.domain.ids import ConsentId
from intake_app.domain.message import M
from intake_app.domain.packet import LEFT, REFERRALS
from intake_app.domain.ports import Silent
from intake_app.domain.referral import Attachment, Referral
from intake_app.exchange.folder import FolderMailbox
from intake_app.packet.inner import read_inside
from intake_app.packet.opening import reopen
from intake_app.packet.parts import join_parts, seal_parts
from intake_app.packet.sealing import SUFFIX
from intake_app.services.asking import card_to_answer
from intake_app.services.parts_in import PartsIn
from intake_app.services.parts_out import FOLDER
from intake_app.services.trust import refuse_revoked_receiver

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    from intake_app.domain.contact import Card
    from intake_app.domain.ids import PacketId
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.ports import Progress
    from intake_app.domain.referral import AttachmentRole
    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """How many of a packet's part files are where they belong."""

    here: int
    of: int

    @property
    def are_whole(self) -> bool:
        """Whether none is missing."""
        return self.here == self.of


class Attachments:
    """What travels beside packets of one open profile. The methods block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._in = PartsIn(place)

    def seal(  # noqa: PLR0913 - what it is and for whom
        self,
        receiver: Card,
        source: BinaryIO,
        *,
        media_type: str,
        role: AttachmentRole,
        label: str = "",
        progress: Progress | None = None,
    ) -> Attachment:
        """Seal a file in parts into the profile; a referral's body then names it.

        Whether it may leave is decided where the body is made, like everything in it.

        Args:
            receiver: The only one who can open it.
            source: The file, from where it stands to its end.
            media_type: Its media type.
            role: What it is.
            label: What it is, in people's own words.
            progress: Told of the parts done.

        Raises:
            CardError: The card's recipient cannot be sealed to.
            PacketError: The file is empty, or too large.
            DiskFullError: There is no room.
            Cancelled: The user stopped.
        """
        root = self._root()
        root.mkdir(mode=0o700, exist_ok=True)
        box = FolderMailbox(root, receiver.mailbox)
        done: list[str] = []

        def put(name: str, sealed: bytes) -> None:
            box.put(name, sealed)
            done.append(name)

        try:
            sealed = seal_parts(source, receiver, put, progress or Silent())
        except BaseException:  # also when the user stops: parts of nothing are not kept
            for name in done:
                box.drop(name)
            raise
        return Attachment(
            sha256=sealed.sha256,
            size=sealed.size,
            type=media_type,
            role=role,
            label=label,
            parts=sealed.names,
        )

    def put(self, packet_id: PacketId, folder: Path, progress: Progress | None = None) -> Parts:
        """Put the part files of a referral that left beside it; those that lie there stay.

        Pulled out in between, it goes on where it was when it is called again.

        Raises:
            ConsentMissingError: The person took the agreement back, or narrowed it.
            CardError: The receiver's card was taken back.
            PacketError: No such referral left from here.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: The stick is full.
            Cancelled: The user stopped; what lies there stays.
        """
        progress = progress or Silent()
        record, names = self._place.do(lambda unit: self._to_put(unit, packet_id))
        mailbox = self._place.do(lambda unit: card_to_answer(unit, record.peer).mailbox)
        ours, theirs = FolderMailbox(self._root(), mailbox), FolderMailbox(folder, mailbox)
        for done, name in enumerate(names):
            progress.check_cancelled()
            self._place.do(lambda unit: self._to_put(unit, packet_id))  # taken back meanwhile?
            theirs.put(name + SUFFIX, ours.take(name + SUFFIX))
            progress.report(done + 1, len(names))
        return Parts(here=len(names), of=len(names))

    def came(self, packet_id: PacketId) -> Parts:
        """Return how many part files of a referral that came in are here."""
        names = self._place.do(lambda unit: self._in.names_of(unit, packet_id))
        return Parts(here=len(self._in.held(packet_id) & set(names)), of=len(names))

    def read(
        self,
        packet_id: PacketId,
        attachment: Attachment,
        write: Callable[[bytes], object],
        progress: Progress | None = None,
    ) -> None:
        """Write a file that came with a referral we accepted, piece by piece.

        What was written counts only once this has returned.

        Raises:
            PacketError: The referral was not accepted, names no such file, or a part is damaged.
            OutsideFileError: A part is not here.
            Cancelled: The user stopped.
        """
        if attachment not in self._place.do(lambda unit: _accepted(unit, packet_id)):
            raise PacketError(M("This referral was not accepted yet."), hint=None)
        join_parts(
            lambda name: self._in.read(packet_id, name),
            attachment,
            opener=self._place.vault.opener,
            guard=self._place.guard,
            write=write,
            progress=progress or Silent(),
        )

    def _to_put(self, unit: Unit, packet_id: PacketId) -> tuple[PacketRecord, tuple[str, ...]]:
        """Return a referral of ours whose parts may leave, and their names."""
        record = unit.packets.get(packet_id)
        if record is None or record.kind not in REFERRALS or record.status not in LEFT:
            raise PacketError(M("This referral has not left from here."), hint=None)
        refuse_revoked_receiver(unit, record.peer, self._place.clock.now())
        body = reopen(record.envelope, sender=None, manifest_hash=record.manifest_hash).body
        if not isinstance(body, Referral):
            raise PacketError
        if record.case_id is not None:
            records = unit.consents.of_case(record.case_id)
            consent = ConsentId(body.terms.consent)
            if not still_holds(records, consent, at=self._place.clock.now()):
                raise ConsentMissingError
        return record, body.parts

    def _root(self) -> Path:
        return self._place.folder / FOLDER


def _accepted(unit: Unit, packet_id: PacketId) -> tuple[Attachment, ...]:
    """Return what travelled beside a referral whose inner layer is open."""
    record = unit.packets.get(packet_id)
    if record is None or not record.inside:
        return ()
    body = reopen(record.envelope, sender=None, manifest_hash=record.manifest_hash).body
    if not isinstance(body, Referral) or body.inner is None:
        return ()
    return read_inside(record.inside, body.inner).attachments
