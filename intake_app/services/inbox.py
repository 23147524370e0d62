"""Opening a stick: taking files in, one bad one never stopping the others, and answering."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import REFERRALS, REFERRED, Direction, Link, PacketKind, Status
from intake_app.domain.packet_bodies import ASIDE, Receipt, ReceiptStatus
from intake_app.domain.packet_course import STATUS_OF
from intake_app.domain.ports import Silent
from intake_app.domain.referral import Referral
from intake_app.exchange.folder import FolderMailbox
from intake_app.packet.inner import check_layers, read_inside
from intake_app.packet.opening import open_inner, reopen
from intake_app.packet.sealing import hash_of
from intake_app.services.answers_in import AnswersIn
from intake_app.services.channels import notice_of
from intake_app.services.courses import Courses
from intake_app.services.holders import may_leave_still
from intake_app.services.passed_on import may_go_on_still, tell_origins
from intake_app.services.taking_in import TakingIn
from intake_app.services.trust import contact_of, flag_on, latest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from intake_app.domain.contact import Card, Contact
    from intake_app.domain.ids import PacketId
    from intake_app.domain.packet import (
        ChannelNotice,
        ImportReport,
        OpenedPacket,
        OtherDatum,
        PacketRecord,
    )
    from intake_app.domain.packet_bodies import Reason
    from intake_app.domain.packet_course import Course
    from intake_app.domain.ports import Progress
    from intake_app.domain.repositories import Unit
    from intake_app.domain.trust import SignerFlag
    from intake_app.services.answers_in import Answered
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace


_TALK: Final = frozenset({PacketKind.QUESTION, PacketKind.ANSWER})
"""The kinds in which people say something of a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A referral that came in, and from whom.

    Attributes:
        referral: What it says: of its outer layer alone until it is accepted.
        is_closed: Whether there is an inner layer that nobody has opened yet.
        sender: The sender's contact, checked or amber; None when their card is gone.
        answered: Our latest answer to it, or None.
        course: Where it stands: questions, notices, and what contradicts itself.
        other: What a newer program wrote and ours does not know.
        flag: What to say of it because the sender's card was taken back.
    """

    record: PacketRecord
    referral: Referral
    sender: Contact | None
    answered: Receipt | None
    other: tuple[OtherDatum, ...] = ()
    is_closed: bool = False
    course: Course
    flag: SignerFlag | None = None

    @property
    def is_taken_back(self) -> bool:
        """Whether its sender gave notice that it is not to be used any more."""
        return self.course.is_taken_back


class Inbox:
    """What came in to one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, outbox: Outbox) -> None:
        self._place = place
        self._outbox = outbox
        self._answers = AnswersIn()

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
        """Return the referrals that came in, newest first; of one that was updated, the latest.

        One that was erased here on its sender's notice is not among them.
        """

        def work(unit: Unit) -> Sequence[Arrived]:
            courses = Courses(unit)
            records = [
                r
                for kind in REFERRALS
                for r in unit.packets.find(direction=Direction.IN, kind=kind)
            ]
            records.sort(key=lambda record: record.at, reverse=True)
            found = [self._arrived(courses, unit, r) for r in records if r.envelope]
            return [arrived for arrived in found if not arrived.course.updates]

        return self._place.do(work)

    def answer(
        self,
        packet_id: PacketId,
        status: ReceiptStatus,
        note: str = "",
        *,
        reason: Reason | None = None,
        start: date | None = None,
    ) -> PacketRecord:
        """Answer a referral, signed and sealed to its sender.

        Accepting opens the inner layer: that, the entry of the audit log that says so
        and the receipt that tells the sender are one unit of work. Nothing else opens
        it. Answering again makes another receipt; the latest counts.

        Args:
            packet_id: The referral, or the update.
            status: What is answered; that it lies here is told by `send_answers`.
            note: A sentence in our own words.
            reason: Why not, when we cannot.
            start: From which day, when we can help later.

        Raises:
            PacketError: There is no such referral, its sender's card is gone, it was
                taken back, its inner layer cannot be opened, or nobody accepted
                the person who is said to have arrived.
            GuardError: The inner layer could not be looked at safely.
        """
        if status in ASIDE:
            raise ValueError("what is told beside an answer is none")
        found = self._place.do(partial(self._to_answer, packet_id=packet_id))
        inside = self._unsealed(found) if status is ReceiptStatus.ACCEPTED else b""

        def work(unit: Unit) -> PacketRecord:
            arrived = self._to_answer(unit, packet_id)
            if status is ReceiptStatus.ARRIVED and not _was_accepted(arrived):
                raise PacketError(
                    M("This referral was not accepted yet."),
                    hint=M("Accept it first: then you know who it is."),
                )
            if inside and arrived.is_closed:
                unit.audit.append("inner-opened", packet_id, {"h": hash_of(inside)})
                unit.packets.keep_inside(packet_id, inside)
            receipt = Receipt(
                of=packet_id,
                manifest_hash=arrived.record.manifest_hash,
                status=status,
                reason=reason,
                start=start,
                note=note,
            )
            answer = self._outbox.seal_within(
                unit, PacketKind.RECEIPT, receipt, card_of(arrived), in_reply_to=packet_id
            )
            _mark(unit, packet_id, STATUS_OF[status])
            return answer

        return self._place.do(work)

    def unsent(self) -> int:
        """Return how many answers have not left yet; what is passed on tells of itself."""
        found = self._place.do(partial(_unsent, at=self._place.clock.now()))
        return sum(record.kind is not PacketKind.PASSED_ON for record, _ in found)

    def send_answers(self, folder: Path, progress: Progress | None = None) -> int:
        """Put all that has not left yet but our own referrals into its mailbox.

        Those are answers, questions, notices, and what is passed on.

        Those whose referral was not answered yet are told with it that it lies here.

        Args:
            folder: Where the mailboxes are.
            progress: Told of the files placed.

        Returns:
            How many were written and read back, besides those that only tell that.

        Raises:
            PlaceGoneError: The stick was pulled out; what lies there whole counts as sent.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: The stick is full.
            Cancelled: The user stopped; what lies there counts as sent.
        """
        delivered = self._place.do(self._tell_delivered)
        delivered += self._place.do(self._tell_origins)
        pairs = self._place.do(partial(_unsent, at=self._place.clock.now()))
        progress = progress or Silent()
        for done, (record, contact) in enumerate(pairs):
            progress.check_cancelled()
            FolderMailbox(folder, contact.card.mailbox).put(record.sealed_name, record.sealed)
            self._place.do(partial(_mark, packet_id=record.id, status=Status.SENT))
            progress.report(done + 1, len(pairs))
        return len(pairs) - delivered

    def answers(self) -> Mapping[PacketId, Answered]:
        """Return the latest answer to each of our own referrals, by the referral's id."""
        return self._place.do(self._answers.read)

    def verify(self, path: Path) -> OpenedPacket:
        """Open and check a file and keep nothing of it (`packet verify`)."""
        return TakingIn(self._place).open(path)

    def notice(self, opened: OpenedPacket) -> ChannelNotice:
        """Return what to ask a file's sender about, were it in; both counts 0 when nothing."""
        head = opened.head
        link = Link(seq=head.seq, prev=head.prev, manifest_hash=opened.manifest_hash)
        return self._place.do(lambda unit: notice_of(unit, head.sender, {head.seq}, with_it=link))

    def missing(self) -> Sequence[ChannelNotice]:
        """Return what to ask those whose files follow on others that are not here."""

        def work(unit: Unit) -> Sequence[ChannelNotice]:
            peers = [contact.card.fingerprint for contact in unit.contacts.all()]
            return [n for n in (notice_of(unit, peer) for peer in peers) if n.missing]

        return self._place.do(work)

    def _to_answer(self, unit: Unit, packet_id: PacketId) -> Arrived:
        """Return a referral that may be answered."""
        record = unit.packets.get(packet_id)
        if record is None or record.kind not in REFERRALS or not record.envelope:
            raise PacketError(M("This referral is no longer here."), hint=None)
        arrived = self._arrived(Courses(unit), unit, record)
        if arrived.is_taken_back:
            raise PacketError(
                M("The person has taken this referral back."),
                hint=M("Delete what you hold of it, and tell the office that sent it."),
            )
        card_of(arrived)
        return arrived

    def _unsealed(self, arrived: Arrived) -> bytes:
        """Return what stands in the inner layer of a referral that is being accepted."""
        named = arrived.referral.inner
        if named is None or not arrived.is_closed:
            return b""
        inside = open_inner(
            arrived.record.inner,
            named,
            opener=self._place.vault.opener,
            guard=self._place.guard,
        )
        check_layers(arrived.referral, read_inside(inside, named))
        return inside

    def _tell_delivered(self, unit: Unit) -> int:
        """Make a receipt for every referral that nobody answered; return how many."""
        count, courses = 0, Courses(unit)
        for record in _referrals_in(unit):
            contact = unit.contacts.get(latest(unit, record.peer))
            if record.status is not Status.ARRIVED or contact is None or not record.envelope:
                continue
            if courses.of(record).is_taken_back:
                continue
            receipt = Receipt(
                of=record.id,
                manifest_hash=record.manifest_hash,
                status=ReceiptStatus.DELIVERED,
            )
            self._outbox.seal_within(
                unit, PacketKind.RECEIPT, receipt, contact.card, in_reply_to=record.id
            )
            _mark(unit, record.id, Status.DELIVERED)
            count += 1
        return count

    def _tell_origins(self, unit: Unit) -> int:
        return tell_origins(unit, self._outbox, self._place.clock.now())

    def _arrived(self, courses: Courses, unit: Unit, record: PacketRecord) -> Arrived:
        opened = reopen(record.envelope, sender=record.peer, manifest_hash=record.manifest_hash)
        referral = opened.body
        if not isinstance(referral, Referral):
            raise PacketError
        is_closed = referral.inner is not None and not record.inside
        if referral.inner is not None and record.inside:
            referral = referral.with_inside(read_inside(record.inside, referral.inner))
        course = courses.of(record)
        body = course.decided.body if course.decided is not None else None
        is_answer = isinstance(body, Receipt) and body.status not in ASIDE
        return Arrived(
            record=record,
            referral=referral,
            sender=contact_of(unit, record.peer, self._place.clock.now()),
            answered=body if isinstance(body, Receipt) and is_answer else None,
            other=opened.other,
            is_closed=is_closed,
            course=course,
            flag=flag_on(unit, record),
        )


def card_of(arrived: Arrived) -> Card:
    """Return the card of a referral's sender, to answer them.

    Raises:
        PacketError: It is no longer here.
    """
    if arrived.sender is None:
        raise PacketError(
            M("The card of the sender is no longer here."),
            hint=M("Ask for their card and add it under Contacts."),
        )
    return arrived.sender.card


def _referrals_in(unit: Unit) -> list[PacketRecord]:
    return [r for kind in REFERRALS for r in unit.packets.find(direction=Direction.IN, kind=kind)]


def _was_accepted(arrived: Arrived) -> bool:
    status = arrived.record.status
    return not arrived.is_closed and status in {Status.ACCEPTED, Status.THERE, Status.CLOSED}


def _unsent(unit: Unit, at: datetime) -> list[tuple[PacketRecord, Contact]]:
    """Return what is made and has not left, but our referrals, in the order of their numbers."""
    kinds = [kind for kind in PacketKind if kind not in REFERRED]
    found = [r for k in kinds for r in unit.packets.find(direction=Direction.OUT, kind=k)]
    made = [r for r in found if r.status is Status.MADE and r.sealed]
    records = [r for r in made if _may_leave(unit, r, at)]
    pairs = [(r, unit.contacts.get(r.peer)) for r in sorted(records, key=lambda r: r.seq)]
    return [(r, c) for r, c in pairs if c is not None]


def _may_leave(unit: Unit, record: PacketRecord, at: datetime) -> bool:
    if record.kind is PacketKind.PASSED_ON:
        return may_go_on_still(unit, record, at)
    return record.kind not in _TALK or may_leave_still(unit, record, at)


def _mark(unit: Unit, packet_id: PacketId, status: Status) -> None:
    unit.audit.append(status.value, packet_id)
    unit.packets.set_status(packet_id, status)
