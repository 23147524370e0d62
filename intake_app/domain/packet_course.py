"""What becomes of a referral: the one place that says where it stands.

Files travel by stick: they overtake each other, come twice, and may be made on
two copies of one profile. So where a referral stands is reckoned anew each time
from all that is known of it, in whatever order that came in. What contradicts
itself is kept and told; nothing here throws anything away.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.packet import PacketKind, Status
from intake_app.domain.packet_bodies import (
    ASIDE,
    ErasureAnswer,
    Notice,
    Outcome,
    Question,
    Receipt,
    ReceiptStatus,
    Reply,
)
from intake_app.domain.referral import Referral

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake_app.domain.ids import PacketId
    from intake_app.domain.packet_bodies import Body


class Side(StrEnum):
    """Who made a packet, as seen from the referral it is about."""

    SENDER = "sender"
    DESK = "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One packet that is about a referral, or about a packet that is.

    Attributes:
        by: Which side made it.
        rank: Where it stands among what its side made: whether with the keys it has now,
            how often the channel was started anew before it, and its number
            (`packet.channel.Channel.rank`).
    """

    id: PacketId
    kind: PacketKind
    by: Side
    rank: tuple[int, int, int]
    manifest_hash: str
    body: Body


class Conflict(StrEnum):
    """How facts contradict each other."""

    SAME_NUMBER = "same-number"
    """Two receipts bear one number: they were made on two copies of a profile."""
    TWO_UPDATES = "two-updates"
    """Two updates stand in place of the same packet."""
    TWO_OUTCOMES = "two-outcomes"
    """One notice was answered in two ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Packets that contradict each other, in the order of their ids."""

    kind: Conflict
    between: tuple[PacketId, ...]


class Standing(StrEnum):
    """Where a referral stands, for both sides alike."""

    OPEN = "open"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    LATER = "can-help-from"
    DECLINED = "declined"
    ARRIVED = "arrived"
    CLOSED = "closed"
    TAKEN_BACK = "taken-back"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where a referral stands.

    Attributes:
        decided: The receipt that counts, or None.
        notices: Notices that it is not to be used any more, oldest first.
        erasures: What the desk did about them, the one that counts for each notice.
        questions: The questions of both sides, oldest first within a side.
        replies: The answers to them, likewise.
        updates: What stands in its place.
        passed_on: Receipts that tell of another office that has it, oldest first.
        contradictions: What must be asked about.
    """

    standing: Standing
    decided: Fact | None
    notices: tuple[Fact, ...]
    erasures: tuple[Fact, ...]
    questions: tuple[Fact, ...]
    replies: tuple[Fact, ...]
    updates: tuple[Fact, ...]
    passed_on: tuple[Fact, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def is_taken_back(self) -> bool:
        """Whether its sender gave notice that it is not to be used any more."""
        return bool(self.notices)

    @property
    def unanswered(self) -> tuple[Fact, ...]:
        """Return the questions that nobody answered."""
        answered = {fact.body.of for fact in self.replies if isinstance(fact.body, Reply)}
        return tuple(question for question in self.questions if question.id not in answered)


_STANDINGS: Final[Mapping[ReceiptStatus, Standing]] = {
    ReceiptStatus.DELIVERED: Standing.DELIVERED,
    ReceiptStatus.ACCEPTED: Standing.ACCEPTED,
    ReceiptStatus.LATER: Standing.LATER,
    ReceiptStatus.DECLINED: Standing.DECLINED,
    ReceiptStatus.ARRIVED: Standing.ARRIVED,
    ReceiptStatus.CLOSED: Standing.CLOSED,
}
STATUS_OF: Final[Mapping[ReceiptStatus, Status]] = {
    ReceiptStatus.DELIVERED: Status.DELIVERED,
    ReceiptStatus.ACCEPTED: Status.ACCEPTED,
    ReceiptStatus.LATER: Status.LATER,
    ReceiptStatus.DECLINED: Status.DECLINED,
    ReceiptStatus.ARRIVED: Status.THERE,
    ReceiptStatus.CLOSED: Status.CLOSED,
}
"""How the record of a referral is marked once a receipt counts."""


def course_of(about: PacketId, manifest_hash: str, facts: Iterable[Fact]) -> Course:
    """Return where a referral stands.

    Args:
        about: The referral, or the update.
        manifest_hash: Its manifest hash: what names it by another is not about it.
        facts: All that is known, in any order, each as often as it came.
    """
    known = _Known(about, manifest_hash, facts)
    receipts = known.of_kind(PacketKind.RECEIPT, Side.DESK)
    notices = known.notices()
    erasures = known.answers_to(notices, PacketKind.ERASURE_ANSWER, {Side.DESK})
    questions = known.of_kind(PacketKind.QUESTION, Side.SENDER, Side.DESK)
    updates = known.of_kind(PacketKind.UPDATE, Side.SENDER)
    decided = _counting(receipts)
    counting = [_last(each) for each in _by_subject(erasures)]
    return Course(
        standing=_standing(decided, notices, counting),
        decided=decided,
        notices=notices,
        erasures=tuple(counting),
        questions=questions,
        replies=known.answers_to(questions, PacketKind.ANSWER, {Side.SENDER, Side.DESK}),
        updates=updates,
        passed_on=tuple(f for f in receipts if _status(f) is ReceiptStatus.PASSED_ON),
        contradictions=tuple(
            sorted(
                (
                    *_same_number(receipts),
                    *_two(Conflict.TWO_UPDATES, [updates]),
                    *_two(Conflict.TWO_OUTCOMES, _differing(erasures)),
                ),
                key=lambda found: (found.kind, found.between),
            )
        ),
    )


class _Known:
    """The facts about one referral, each once, in an order of their own."""

    def __init__(self, about: PacketId, manifest_hash: str, facts: Iterable[Fact]) -> None:
        once = {(fact.manifest_hash, fact.by): fact for fact in facts}
        self._facts = sorted(once.values(), key=_place)
        self._about = about
        self._hash = manifest_hash

    def of_kind(self, kind: PacketKind, *sides: Side) -> tuple[Fact, ...]:
        """Return what is about the referral itself."""
        return tuple(
            f for f in self._facts if f.kind is kind and f.by in sides and self._is_ours(f)
        )

    def notices(self) -> tuple[Fact, ...]:
        """Return the notices about it, of whichever kind."""
        return tuple(
            fact
            for fact in self._facts
            if fact.kind in NOTICES and fact.by is Side.SENDER and self._is_ours(fact)
        )

    def answers_to(
        self, asked: Sequence[Fact], kind: PacketKind, sides: set[Side]
    ) -> tuple[Fact, ...]:
        """Return what answers these, made by the other side than the one that asked."""
        by_id = {fact.id: fact for fact in asked}
        return tuple(
            fact
            for fact in self._facts
            if fact.kind is kind
            and fact.by in sides
            and isinstance(fact.body, Reply | ErasureAnswer)
            and (subject := by_id.get(fact.body.of)) is not None
            and subject.by is not fact.by
            and subject.manifest_hash == fact.body.manifest_hash
        )

    def _is_ours(self, fact: Fact) -> bool:
        body = fact.body
        if isinstance(body, Referral):
            return body.supersedes == self._about
        if isinstance(body, Receipt | Question | Notice):
            return body.of == self._about and body.manifest_hash == self._hash
        return False


NOTICES: Final = frozenset({PacketKind.WITHDRAWAL, PacketKind.ERASURE_REQUEST, PacketKind.RECALL})
"""The kinds that say that a packet is not to be used any more."""


def _place(fact: Fact) -> tuple[Side, tuple[int, int, int], str]:
    return fact.by, fact.rank, fact.manifest_hash


def _last(facts: Sequence[Fact]) -> Fact:
    return max(facts, key=_place)


def _counting(receipts: Sequence[Fact]) -> Fact | None:
    """Return the latest decision; without one, that the file lies there, if that was told."""
    decided = [f for f in receipts if _status(f) not in ASIDE]
    delivered = [f for f in receipts if _status(f) is ReceiptStatus.DELIVERED]
    return _last(decided or delivered) if decided or delivered else None


def _status(fact: Fact) -> ReceiptStatus | None:
    return fact.body.status if isinstance(fact.body, Receipt) else None


def _standing(decided: Fact | None, notices: Sequence[Fact], erasures: Sequence[Fact]) -> Standing:
    if notices:
        erased = any(_outcome(fact) is Outcome.ERASED for fact in erasures)
        return Standing.ERASED if erased else Standing.TAKEN_BACK
    status = _status(decided) if decided is not None else None
    return _STANDINGS[status] if status is not None else Standing.OPEN


def _outcome(fact: Fact) -> Outcome | None:
    return fact.body.outcome if isinstance(fact.body, ErasureAnswer) else None


def _by_subject(answers: Sequence[Fact]) -> list[list[Fact]]:
    found: dict[PacketId, list[Fact]] = {}
    for fact in answers:
        if isinstance(fact.body, ErasureAnswer):
            found.setdefault(fact.body.of, []).append(fact)
    return list(found.values())


def _differing(erasures: Sequence[Fact]) -> list[list[Fact]]:
    return [each for each in _by_subject(erasures) if len({_outcome(f) for f in each}) > 1]


def _same_number(receipts: Sequence[Fact]) -> list[Contradiction]:
    numbers: dict[tuple[int, int], list[Fact]] = {}
    for fact in receipts:
        keys, _, number = fact.rank
        numbers.setdefault((keys, number), []).append(fact)
    return _two(Conflict.SAME_NUMBER, list(numbers.values()))


def _two(kind: Conflict, sets: Sequence[Sequence[Fact]]) -> list[Contradiction]:
    return [
        Contradiction(kind=kind, between=tuple(sorted({fact.id for fact in each})))
        for each in sets
        if len(each) > 1
    ]
