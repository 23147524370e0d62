"""Opening a stick: taking files in, one bad one never stopping the others, and answering."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from intake_app.domain.errors import (
    IntakeError,
    PacketError,
    PacketReplayedError,
)
from intake_app.domain.message import M
from intake_app.domain.ports import Silent
from intake_app.domain.referral import (
    Direction,
    ImportReport,
    OpenedPacket,
    PacketKind,
    PacketRecord,
    Receipt,
    Referral,
    Status,
)
from intake_app.exchange.folder import FolderMailbox, find_packets, is_mailbox, take_file
from intake_app.packet.opening import open_packet, reopen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.contact import Contact
    from intake_app.domain.ids import PacketId
    from intake_app.domain.ports import Progress
    from intake_app.domain.repositories import Unit
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace

Body = TypeVar("Body", Referral, Receipt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A referral that came in, and from whom.

    Attributes:
        sender: The sender's contact; checked or amber.
        answered: Our latest answer to it, or None.
    """

    record: PacketRecord
    referral: Referral
    sender: Contact
    answered: Receipt | None


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

        A path that is not there is refused like a bad file.

        Raises:
            Cancelled: The user stopped; what was taken in stays in.
        """
        progress = progress or Silent()
        taken: list[PacketRecord] = []
        known: list[str] = []
        refused: list[tuple[str, Exception]] = []
        found: list[Path] = []
        for path in paths:
            try:
                found += self._ours(path)
            except IntakeError as error:
                refused.append((path.name, error))
        for index, file in enumerate(found):
            progress.check_cancelled()
            progress.report(index, len(found))
            try:
                taken.append(self._take(file))
            except PacketReplayedError:
                known.append(file.name)
            except IntakeError as error:
                refused.append((file.name, error))
        progress.report(len(found), len(found))
        return ImportReport(taken=tuple(taken), known=tuple(known), refused=tuple(refused))

    def arrived(self) -> Sequence[Arrived]:
        """Return the referrals that came in, newest first."""

        def work(unit: Unit) -> Sequence[Arrived]:
            records = unit.packets.find(direction=Direction.IN, kind=PacketKind.REFERRAL)
            return [self._arrived(unit, record) for record in records]

        return self._place.do(work)

    def answer(self, packet_id: PacketId, status: Status, note: str = "") -> PacketRecord:
        """Answer a referral: accepted or declined, signed and sealed to its sender.

        Answering again makes another receipt; the latest counts.

        Raises:
            PacketError: There is no such referral, or its sender's card is gone.
        """
        if status not in {Status.ACCEPTED, Status.DECLINED}:
            raise ValueError("an answer accepts or declines")

        def find(unit: Unit) -> Arrived:
            record = unit.packets.get(packet_id)
            if record is None or record.kind is not PacketKind.REFERRAL:
                raise PacketError(M("This referral is no longer here."), hint=None)
            return self._arrived(unit, record)

        arrived = self._place.do(find)
        receipt = Receipt(
            of=packet_id,
            manifest_hash=arrived.record.manifest_hash,
            status=status,
            note=note,
        )
        answer = self._outbox.seal(
            PacketKind.RECEIPT,
            receipt,
            arrived.sender.card,
            in_reply_to=packet_id,
        )

        self._place.do(partial(_mark, packet_id=packet_id, status=status))
        return answer

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
            cards = {c.card.fingerprint: c.card for c in unit.contacts.all()}
            latest: dict[PacketId, tuple[int, Answered]] = {}
            for record in unit.packets.find(direction=Direction.IN, kind=PacketKind.RECEIPT):
                if not record.envelope or record.peer not in cards:
                    continue  # erased with the person, or the card is gone
                receipt = _as(Receipt, reopen(record.envelope, cards[record.peer].keys))
                if receipt.of not in latest or record.seq > latest[receipt.of][0]:
                    latest[receipt.of] = record.seq, Answered(at=record.at, receipt=receipt)
            return {of: answered for of, (_, answered) in latest.items()}

        return self._place.do(work)

    def verify(self, path: Path) -> OpenedPacket:
        """Open and check a file and keep nothing of it (`packet verify`)."""
        return self._open(take_file(path))

    def _arrived(self, unit: Unit, record: PacketRecord) -> Arrived:
        sender = unit.contacts.get(record.peer)
        if sender is None:
            raise PacketError(M("The card of the sender is no longer here."))
        answers = unit.packets.find(
            direction=Direction.OUT, kind=PacketKind.RECEIPT, in_reply_to=record.id
        )
        own = self._place.vault.public_keys
        return Arrived(
            record=record,
            referral=_as(Referral, reopen(record.envelope, sender.card.keys)),
            sender=sender,
            answered=_as(Receipt, reopen(answers[0].envelope, own)) if answers else None,
        )

    def _ours(self, path: Path) -> Sequence[Path]:
        if path.is_file():
            return [path]
        mailbox = self._own_mailbox()
        files = list(find_packets(path))
        others = {f for f in files if is_mailbox(f.parent.name) and f.parent.name != mailbox}
        return [file for file in files if file not in others]

    def _own_mailbox(self) -> str:
        def work(unit: Unit) -> str:
            own = unit.contacts.get(self._place.vault.signer.fingerprint)
            return own.card.mailbox if own is not None else ""

        return self._place.do(work)

    def _open(self, sealed: bytes) -> OpenedPacket:
        contacts = self._place.do(lambda unit: unit.contacts.all())
        return open_packet(
            sealed,
            opener=self._place.vault.opener,
            own=self._place.vault.signer.fingerprint,
            senders=[contact.card for contact in contacts],
            guard=self._place.guard,
        )

    def _take(self, path: Path) -> PacketRecord:
        sealed = take_file(path)  # a changed file under a known name is damaged, not known
        if self._place.do(lambda unit: unit.packets.knows(path.name)):
            raise PacketReplayedError
        opened = self._open(sealed)
        now = self._place.clock.now()
        record = PacketRecord(
            id=opened.head.id,
            direction=Direction.IN,
            kind=opened.head.kind,
            peer=opened.head.sender,
            seq=opened.head.seq,
            status=Status.ARRIVED,
            manifest_hash=opened.manifest_hash,
            sealed_name=path.name,
            envelope=opened.envelope,
            at=now,
            in_reply_to=opened.head.in_reply_to,
        )

        def work(unit: Unit) -> None:
            unit.audit.append(
                "imported",
                record.id,
                {"from": record.peer, "h": record.manifest_hash},
            )
            unit.packets.add(record)
            if isinstance(opened.body, Receipt):
                _apply(unit, opened.body, record)

        self._place.do(work)
        return record


def _unsent(unit: Unit) -> list[tuple[PacketRecord, Contact]]:
    records = unit.packets.find(direction=Direction.OUT, kind=PacketKind.RECEIPT)
    pairs = [(r, unit.contacts.get(r.peer)) for r in records]
    return [(r, c) for r, c in pairs if c is not None and r.status is Status.MADE]


def _mark(unit: Unit, packet_id: PacketId, status: Status) -> None:
    unit.audit.append(status.value, packet_id)
    unit.packets.set_status(packet_id, status)


def _apply(unit: Unit, receipt: Receipt, record: PacketRecord) -> None:
    """Let an answer count, when it answers what we sent to that office and is the latest."""
    sent = unit.packets.get(receipt.of)
    if (
        sent is None
        or sent.direction is not Direction.OUT
        or sent.peer != record.peer
        or sent.manifest_hash != receipt.manifest_hash
    ):
        raise PacketError(
            M("This answer belongs to a referral that was not made here."),
            hint=M("Ask the office which referral they meant."),
        )
    earlier = unit.packets.find(
        direction=Direction.IN, kind=PacketKind.RECEIPT, in_reply_to=receipt.of
    )
    if all(other.seq <= record.seq for other in earlier):
        unit.packets.set_status(receipt.of, receipt.status)


def _as(kind: type[Body], opened: OpenedPacket) -> Body:
    if not isinstance(opened.body, kind):
        raise PacketError
    return opened.body
