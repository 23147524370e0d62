"""The answers that count to our own referrals, read again and again without reading all anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import Receipt, ReceiptStatus
from intake_app.domain.packet_course import Fact, Side, course_of
from intake_app.packet.opening import reopen
from intake_app.services.courses import Courses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.ids import PacketId
    from intake_app.domain.packet import Received
    from intake_app.domain.repositories import Unit

_Rank = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer to one of our own referrals, and when it was taken in."""

    at: datetime
    receipt: Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What was found of one referral, and from which receipts in which order."""

    ranks: Mapping[PacketId, _Rank]
    answered: Answered | None


class AnswersIn:
    """Remembers what receipts say while a profile is open.

    What is read each time is only which receipts there are and where each stands in its
    channel; one is opened when it is new, or its place among others to the same
    referral has changed. What was erased meanwhile is forgotten.
    """

    def __init__(self) -> None:
        self._known: dict[PacketId, _Known] = {}

    def read(self, unit: Unit) -> Mapping[PacketId, Answered]:
        """Return the answer that counts to each of our own referrals, by the referral's id."""
        courses = Courses(unit)
        groups: dict[PacketId, list[Received]] = {}
        for receipt in unit.packets.receipts():
            if courses.is_same_office(receipt.peer, receipt.sent_to):
                groups.setdefault(receipt.of, []).append(receipt)
        self._known = {of: self._one(unit, courses, of, found) for of, found in groups.items()}
        return {
            of: known.answered for of, known in self._known.items() if known.answered is not None
        }

    def _one(
        self, unit: Unit, courses: Courses, of: PacketId, receipts: Sequence[Received]
    ) -> _Known:
        ranks = {r.id: courses.rank_of(r.peer, r.seq, r.manifest_hash) for r in receipts}
        known = self._known.get(of)
        if known is not None and known.ranks == ranks:
            return known
        facts = [_fact(unit, receipt, ranks[receipt.id]) for receipt in receipts]
        decided = course_of(of, receipts[0].sent_hash, facts).decided
        body = decided.body if decided is not None else None
        if not isinstance(body, Receipt) or body.status is ReceiptStatus.DELIVERED:
            return _Known(ranks=ranks, answered=None)
        at = next(r.at for r in receipts if decided is not None and r.id == decided.id)
        return _Known(ranks=ranks, answered=Answered(at=at, receipt=body))


def _fact(unit: Unit, receipt: Received, rank: _Rank) -> Fact:
    record = unit.packets.get(receipt.id)
    if record is None:
        raise ValueError("a receipt that is not here")
    opened = reopen(record.envelope, sender=record.peer, manifest_hash=record.manifest_hash)
    return Fact(
        id=record.id,
        kind=PacketKind.RECEIPT,
        by=Side.DESK,
        rank=rank,
        manifest_hash=record.manifest_hash,
        body=opened.body,
    )
