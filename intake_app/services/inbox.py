"""Opening a stick: taking files in, one bad one never stopping the others, and answering."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import Direction, Link, PacketKind, Receipt, Status
from intake_app.domain.ports import Silent
from intake_app.domain.referral import Referral
from intake_app.exchange.folder import FolderMailbox
from intake_app.packet.inner import read_inside
from intake_app.packet.opening import open_inner, reopen
from intake_app.packet.sealing import hash_of
from intake_app.services.channels import channel_from, notice_of
from intake_app.services.taking_in import TakingIn
from intake_app.services.trust import latest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.contact import Card, Contact
    from intake_app.domain.ids import Fingerprint, PacketId
    from intake_app.domain.packet import (
        ChannelNotice,
        ImportReport,
        OpenedPacket,
        OtherDatum,
        PacketRecord,
    )
    from intake_app.domain.ports import Progress
    from intake_app.domain.repositories import Unit
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace

Body = TypeVar("Body", Referral, Receipt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A referral that came in, and from whom.

    Attributes:
        referral: What it says: of its outer layer alone until it is accepted.
        is_closed: Whether there is an inner layer that nobody has opened yet.
        sender: The sender's contact, checked or amber; None when their card is gone.
        answered: Our latest answer to it, or None.
        other: What a newer program wrote and ours does not know.
        is_taken_back: Whether its sender gave notice that the person took it back.
    """

    record: PacketRecord
    referral: Referral
    sender: Contact | None
    answered: Receipt | None
    other: tuple[OtherDatum, ...] = ()
    is_taken_back: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer to one of our own referrals, and when it was taken in."""

    at: datetime
    receipt: Receipt


class Inbox:
    """What came in to one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, outbox: Outbox) -> None:
        self._place = place
        self._outbox = outbox

    def open_stick(self, paths: Sequence[Path], progress: Progress | None = None) -> ImportReport:
        """Take in every referral file and answer found at `paths` (files or folders).

        Each file is one transaction; what is refused leaves nothing behind.
        Files in a mailbox that is not ours are not looked at when a whole
        folder is opened: a shared stick carries other offices' files too.

        A path that is not there is refused like a bad file. The contacts are
        those of the moment it begins.

        Raises:
            Cancelled: The user stopped; what was taken in stays in.
        """
        return TakingIn(self._place).run(paths, progress or Silent())

    def arrived(self) -> Sequence[Arrived]:
        """Return the referrals that came in, newest first."""

        def work(unit: Unit) -> Sequence[Arrived]:
            records = unit.packets.find(direction=Direction.IN, kind=PacketKind.REFERRAL)
            return [self._arrived(unit, record) for record in records]

        return self._place.do(work)

    def answer(self, packet_id: PacketId, status: Status, note: str = "") -> PacketRecord:
        """Answer a referral: accepted or declined, signed and sealed to its sender.

        Accepting opens the inner layer: that, the entry of the audit log that says so
        and the receipt that tells the sender are one unit of work. Nothing else opens
        it. Answering again makes another receipt; the latest counts.

        Raises:
            PacketError: There is no such referral, its sender's card is gone, or its
                inner layer cannot be opened.
            GuardError: The inner layer could not be looked at safely.
        """
        if status not in {Status.ACCEPTED, Status.DECLINED}:
            raise ValueError("an answer accepts or declines")
        found = self._place.do(partial(self._to_answer, packet_id=packet_id))
        inside = self._unsealed(found) if status is Status.ACCEPTED else b""

        def work(unit: Unit) -> PacketRecord:
            arrived = self._to_answer(unit, packet_id)
            if inside and arrived.is_closed:
                unit.audit.append("inner-opened", packet_id, {"h": hash_of(inside)})
                unit.packets.keep_inside(packet_id, inside)
            receipt = Receipt(
                of=packet_id,
                manifest_hash=arrived.record.manifest_hash,
                status=status,
                note=note,
            )
            answer = self._outbox.seal_within(
                unit, PacketKind.RECEIPT, receipt, _card_of(arrived), in_reply_to=packet_id
            )
            _mark(unit, packet_id, status)
            return answer

        return self._place.do(work)

    def unsent(self) -> int:
        """Return how many answers have not left yet."""
        return len(self._place.do(_unsent))

    def send_answers(self, folder: Path) -> int:
        """Put every answer that has not left yet into its mailbox under `folder`.

        Returns:
            How many were written and read back.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: The stick is full.
        """
        pairs = self._place.do(_unsent)
        for record, contact in pairs:
            FolderMailbox(folder, contact.card.mailbox).put(record.sealed_name, record.sealed)
            self._place.do(partial(_mark, packet_id=record.id, status=Status.SENT))
        return len(pairs)

    def answers(self) -> Mapping[PacketId, Answered]:
        """Return the latest answer to each of our own referrals, by the referral's id."""

        def work(unit: Unit) -> Mapping[PacketId, Answered]:
            found: dict[PacketId, list[PacketRecord]] = {}
            for record in unit.packets.find(direction=Direction.IN, kind=PacketKind.RECEIPT):
                if record.envelope and record.in_reply_to is not None:  # else erased with the case
                    found.setdefault(record.in_reply_to, []).append(record)
            peers = {records[0].peer for records in found.values()}
            channels = {peer: channel_from(unit, peer) for peer in peers}
            return {
                of: _answered(channels[records[0].peer].counting(records))
                for of, records in found.items()
            }

        return self._place.do(work)

    def verify(self, path: Path) -> OpenedPacket:
        """Open and check a file and keep nothing of it (`packet verify`)."""
        return TakingIn(self._place).open(path)

    def notice(self, opened: OpenedPacket) -> ChannelNotice:
        """Return what to ask a file's sender about, were it in; both counts 0 when nothing."""
        head = opened.head
        link = Link(seq=head.seq, prev=head.prev, manifest_hash=opened.manifest_hash)
        return self._place.do(lambda unit: notice_of(unit, head.sender, {head.seq}, with_it=link))

    def _to_answer(self, unit: Unit, packet_id: PacketId) -> Arrived:
        """Return a referral that may be answered."""
        record = unit.packets.get(packet_id)
        if record is None or record.kind is not PacketKind.REFERRAL:
            raise PacketError(M("This referral is no longer here."), hint=None)
        arrived = self._arrived(unit, record)
        if arrived.is_taken_back:
            raise PacketError(
                M("The person has taken this referral back."),
                hint=M("Delete what you hold of it, and tell the office that sent it."),
            )
        _card_of(arrived)
        return arrived

    def _unsealed(self, arrived: Arrived) -> bytes:
        """Return what stands in the inner layer of a referral that is being accepted."""
        named = arrived.referral.inner
        if named is None or not arrived.is_closed:
            return b""
        return open_inner(
            arrived.record.inner,
            named,
            opener=self._place.vault.opener,
            guard=self._place.guard,
        )

    def _arrived(self, unit: Unit, record: PacketRecord) -> Arrived:
        answers = unit.packets.find(
            direction=Direction.OUT, kind=PacketKind.RECEIPT, in_reply_to=record.id
        )
        opened = _reopened(record, record.peer)
        referral = _as(Referral, opened)
        is_closed = referral.inner is not None and not record.inside
        if referral.inner is not None and record.inside:
            referral = referral.with_inside(read_inside(record.inside, referral.inner))
        return Arrived(
            record=record,
            referral=referral,
            sender=unit.contacts.get(latest(unit, record.peer)),
            answered=_as(Receipt, _reopened(answers[0], None)) if answers else None,
            other=opened.other,
            is_taken_back=_is_taken_back(unit, record),
            is_closed=is_closed,
        )


def _card_of(arrived: Arrived) -> Card:
    if arrived.sender is None:
        raise PacketError(
            M("The card of the sender is no longer here."),
            hint=M("Ask for their card and add it under Contacts."),
        )
    return arrived.sender.card


def _is_taken_back(unit: Unit, record: PacketRecord) -> bool:
    """Whether a notice of its own sender about this very referral is in."""
    notices = unit.packets.find(
        direction=Direction.IN, kind=PacketKind.RECEIPT, in_reply_to=record.id
    )
    bodies = [_as(Receipt, _reopened(n, n.peer)) for n in notices if n.peer == record.peer]
    return any(
        body.status is Status.WITHDRAWN and body.manifest_hash == record.manifest_hash
        for body in bodies
    )


def _unsent(unit: Unit) -> list[tuple[PacketRecord, Contact]]:
    records = unit.packets.find(direction=Direction.OUT, kind=PacketKind.RECEIPT)
    pairs = [(r, unit.contacts.get(r.peer)) for r in records]
    return [(r, c) for r, c in pairs if c is not None and r.status is Status.MADE]


def _mark(unit: Unit, packet_id: PacketId, status: Status) -> None:
    unit.audit.append(status.value, packet_id)
    unit.packets.set_status(packet_id, status)


def _answered(record: PacketRecord) -> Answered:
    return Answered(at=record.at, receipt=_as(Receipt, _reopened(record, record.peer)))


def _reopened(record: PacketRecord, signer: Fingerprint | None) -> OpenedPacket:
    return reopen(record.envelope, sender=signer, manifest_hash=record.manifest_hash)


def _as(kind: type[Body], opened: OpenedPacket) -> Body:
    if not isinstance(opened.body, kind):
        raise PacketError
    return opened.body
