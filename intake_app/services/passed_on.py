"""What went on from here to other offices: whether it still may, and taking it back from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.packet import LEFT, Direction, PacketKind, Status
from intake_app.domain.packet_bodies import Notice, Receipt, ReceiptStatus
from intake_app.domain.packet_course import NOTICES
from intake_app.domain.referral import Referral
from intake_app.packet.opening import reopen
from intake_app.services.asking import card_to_answer
from intake_app.services.courses import Courses
from intake_app.services.holders import notices_about
from intake_app.services.notice_answers import answer_about
from intake_app.services.trust import latest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.ids import PacketId
    from intake_app.domain.my_information import NoticeAnswer
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.repositories import Unit
    from intake_app.services.outbox import Outbox

_STRONGER: Final = frozenset({PacketKind.ERASURE_REQUEST, PacketKind.RECALL})
"""Notices that say all that a withdrawal says, and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """What went on to another office.

    Attributes:
        office: Its name, or "" when its card is gone.
        notice: Where our newest notice to it stands that it was taken back, or None.
        answer: What it says it did about that, or None.
    """

    record: PacketRecord
    office: str
    notice: Status | None = None
    answer: NoticeAnswer | None = None


def passed_as(unit: Unit, record: PacketRecord) -> PassedOn:
    """Return how something that went on stands now."""
    contact = unit.contacts.get(latest(unit, record.peer))
    notices = notices_about(unit, record)
    return PassedOn(
        record=record,
        office=contact.card.name if contact is not None else "",
        notice=notices[0].status if notices else None,
        answer=answer_about(unit, [record]) if notices else None,
    )


def forwards_of(unit: Unit, packet_id: PacketId) -> Sequence[PacketRecord]:
    """Return what was made here from a referral for other offices, newest first."""
    return unit.packets.find(
        direction=Direction.OUT, kind=PacketKind.PASSED_ON, in_reply_to=packet_id
    )


def may_go_on_still(unit: Unit, forward: PacketRecord, at: datetime) -> bool:
    """Whether a file that was passed on and has not left may leave."""
    source = unit.packets.get(forward.in_reply_to) if forward.in_reply_to else None
    if source is None or not source.envelope or not forward.envelope:
        return False
    body = reopen(forward.envelope, sender=None, manifest_hash=forward.manifest_hash).body
    if not isinstance(body, Referral) or body.terms.until <= at:
        return False
    course = Courses(unit).of(source)
    return not course.is_taken_back and not course.updates


def tell_origins(unit: Unit, outbox: Outbox, at: datetime) -> int:
    """Tell whom something comes from of each office that it is about to go on to, once.

    Returns:
        How many were told.
    """
    count = 0
    for forward in unit.packets.find(direction=Direction.OUT, kind=PacketKind.PASSED_ON):
        source = unit.packets.get(forward.in_reply_to) if forward.in_reply_to else None
        contact = unit.contacts.get(latest(unit, forward.peer))
        if source is None or contact is None or forward.status is not Status.MADE:
            continue
        if not may_go_on_still(unit, forward, at):
            continue
        facts = Courses(unit).of(source).passed_on
        told = {fact.body.note for fact in facts if isinstance(fact.body, Receipt)}
        if contact.card.name in told:
            continue
        receipt = Receipt(
            of=source.id,
            manifest_hash=source.manifest_hash,
            status=ReceiptStatus.PASSED_ON,
            note=contact.card.name,
        )
        outbox.seal_within(
            unit,
            PacketKind.RECEIPT,
            receipt,
            card_to_answer(unit, source.peer),
            in_reply_to=source.id,
        )
        count += 1
    return count


def hand_notice_on(unit: Unit, outbox: Outbox, notice: PacketRecord) -> None:
    """Take back from others what is taken back from us, in the unit in which that comes in.

    What has not left never leaves. For what has left a notice of the same kind is made,
    which leaves with the next stick; where the card of that office is gone, people have
    to tell it.
    """
    if notice.kind not in NOTICES or notice.in_reply_to is None:
        return
    for forward in forwards_of(unit, notice.in_reply_to):
        take_back(unit, outbox, forward, notice.kind)


def take_back(unit: Unit, outbox: Outbox, forward: PacketRecord, kind: PacketKind) -> None:
    """Keep back what has not left; of what has, make a notice, unless one says as much."""
    if forward.status not in LEFT:
        if forward.status is not Status.WITHDRAWN:
            unit.audit.append(Status.WITHDRAWN.value, forward.id)
            unit.packets.set_status(forward.id, Status.WITHDRAWN)
        return
    known = {each.kind for each in notices_about(unit, forward)}
    contact = unit.contacts.get(latest(unit, forward.peer))
    if contact is not None and not {kind, *_STRONGER} & known:
        outbox.seal_within(
            unit,
            kind,
            Notice(of=forward.id, manifest_hash=forward.manifest_hash),
            contact.card,
            in_reply_to=forward.id,
        )
