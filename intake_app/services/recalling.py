"""Calling back what left by mistake, and what a desk did about notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import LEFT, REFERRALS, Direction, PacketKind
from intake_app.domain.packet_bodies import ErasureAnswer, Notice, Outcome
from intake_app.domain.packet_course import NOTICES
from intake_app.packet.opening import reopen
from intake_app.services.asking import card_to_answer
from intake_app.services.courses import Courses
from intake_app.services.parts_in import PartsIn
from intake_app.services.passed_on import forwards_of
from intake_app.services.trust import latest
from intake_app.services.updates import standing_after, standing_before

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.contact import Contact
    from intake_app.domain.ids import PacketId
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.repositories import Unit
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace

ANSWER_WITHIN: Final = timedelta(days=28)
"""A month after it came in at the latest (GDPR, article 12 (3)): no month is shorter."""

_TALK: Final = frozenset({PacketKind.QUESTION, PacketKind.ANSWER})
"""The kinds in which people may say anything about a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified:
    """A notice that came in, and what we did about it.

    Attributes:
        record: The notice; its kind says why.
        about: What it is about, or None when that is not here.
        sender: Who gave it; None when their card is gone.
        answered: What we answered, or None.
        stands_under: What stands now in place of what it is about, and is answered with it.
    """

    record: PacketRecord
    about: PacketRecord | None
    sender: Contact | None
    answered: ErasureAnswer | None
    stands_under: PacketId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Something taken back whose sender waits for our answer, and until when.

    Attributes:
        about: The referral as it stands here now, or what the notice names.
        office: Its sender, or "" when their card is gone.
    """

    about: PacketId
    office: str
    due: datetime


class Recalling:
    """Notices of one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, outbox: Outbox) -> None:
        self._place = place
        self._outbox = outbox
        self._parts = PartsIn(place)

    def recall(self, packet_id: PacketId) -> PacketRecord:
        """Call back a referral that left by mistake; the notice leaves with the next stick.

        Raises:
            PacketError: No such referral left from here, or the receiver's card is gone.
        """

        def work(unit: Unit) -> PacketRecord:
            sent = unit.packets.get(packet_id)
            if (
                sent is None
                or sent.kind not in REFERRALS
                or sent.status not in LEFT
                or not sent.sealed
            ):
                raise PacketError(M("This referral has not left from here."), hint=None)
            notice = Notice(of=sent.id, manifest_hash=sent.manifest_hash)
            return self._outbox.seal_within(
                unit,
                PacketKind.RECALL,
                notice,
                card_to_answer(unit, sent.peer),
                in_reply_to=sent.id,
            )

        return self._place.do(work)

    def notices(self) -> Sequence[Notified]:
        """Return the notices that came in, those without an answer first, then newest first."""

        def work(unit: Unit) -> Sequence[Notified]:
            found = [
                self._notified(unit, record)
                for kind in sorted(NOTICES)
                for record in unit.packets.find(direction=Direction.IN, kind=kind)
            ]
            newest = sorted(found, key=lambda notified: notified.record.at, reverse=True)
            return sorted(newest, key=lambda notified: notified.answered is not None)

        return self._place.do(work)

    def awaited(self) -> Sequence[Awaited]:
        """Return what was taken back and waits for our answer, the earliest due first."""
        found: dict[PacketId, Awaited] = {}
        for told in self.notices():
            about = told.stands_under or told.record.in_reply_to
            if told.answered is None and about is not None:
                office = told.sender.card.name if told.sender is not None else ""
                # Newest first: of several notices on one referral the earliest stays.
                found[about] = Awaited(
                    about=about, office=office, due=told.record.at + ANSWER_WITHIN
                )
        return sorted(found.values(), key=lambda awaited: awaited.due)

    def answer(
        self, notice_id: PacketId, outcome: Outcome, *, law: str = "", note: str = ""
    ) -> PacketRecord:
        """Answer a notice: what was erased here, and which law has anything kept.

        Unless all is kept, what the referral says is erased here in the same unit of
        work as the answer is made, and what was asked and answered about it, too;
        copies outside the program are for people to delete.

        Raises:
            PacketError: There is no such notice, something is kept and no law is
                named, or the sender's card is gone.
        """

        def work(unit: Unit) -> PacketRecord:
            notice = unit.packets.get(notice_id)
            if notice is None or notice.kind not in NOTICES or notice.direction is not Direction.IN:
                raise PacketError(M("This notice is no longer here."), hint=None)
            return self._answered(unit, notice, outcome, law, note)

        return self._place.do(work)

    def answer_all(
        self, packet_id: PacketId, outcome: Outcome, *, law: str = "", note: str = ""
    ) -> None:
        """Answer every notice on a referral, and on what it stands in place of, at once.

        Those that have an answer keep it.

        Raises:
            PacketError: See `answer`; then nothing is answered or erased.
        """

        def work(unit: Unit) -> None:
            about = [
                record
                for of in standing_before(unit, packet_id)
                for record in unit.packets.find(direction=Direction.IN, in_reply_to=of)
            ]
            for notice in [record for record in about if record.kind in NOTICES]:
                if self._notified(unit, notice).answered is None:
                    self._answered(unit, notice, outcome, law, note)

        self._place.do(work)

    def outcomes(self, packet_id: PacketId) -> Mapping[PacketId, ErasureAnswer]:
        """Return what a receiver did about each of our notices on one referral of ours."""

        def work(unit: Unit) -> Mapping[PacketId, ErasureAnswer]:
            sent = unit.packets.get(packet_id)
            erasures = Courses(unit).of(sent).erasures if sent is not None else ()
            bodies = [fact.body for fact in erasures if isinstance(fact.body, ErasureAnswer)]
            return {body.of: body for body in bodies}

        return self._place.do(work)

    def _answered(
        self, unit: Unit, notice: PacketRecord, outcome: Outcome, law: str, note: str
    ) -> PacketRecord:
        body = ErasureAnswer(
            of=notice.id,
            manifest_hash=notice.manifest_hash,
            outcome=outcome,
            law=law.strip(),
            note=note.strip(),
        )
        if not body.is_whole:
            raise PacketError(
                M("Name the law by which something is kept; where all is erased, name none."),
                hint=None,
            )
        about = unit.packets.get(notice.in_reply_to) if notice.in_reply_to else None
        if outcome is not Outcome.KEPT and about is not None:
            self._erase(unit, about.id)
        return self._outbox.seal_within(
            unit,
            PacketKind.ERASURE_ANSWER,
            body,
            card_to_answer(unit, notice.peer),
            in_reply_to=notice.id,
        )

    def _erase(self, unit: Unit, packet_id: PacketId) -> None:
        """Erase what a packet says, and what was said about it; that it came stays."""
        unit.audit.append("erased-on-notice", packet_id)
        unit.packets.blank(packet_id)
        self._parts.drop(packet_id)
        for forward in forwards_of(unit, packet_id):
            unit.packets.blank(forward.id)
        asked = [p for p in unit.packets.find(in_reply_to=packet_id) if p.kind in _TALK]
        replies = [p for one in asked for p in unit.packets.find(in_reply_to=one.id)]
        for said in (*asked, *replies):
            unit.packets.blank(said.id)

    def _notified(self, unit: Unit, record: PacketRecord) -> Notified:
        about = unit.packets.get(record.in_reply_to) if record.in_reply_to else None
        made = unit.packets.find(
            direction=Direction.OUT, kind=PacketKind.ERASURE_ANSWER, in_reply_to=record.id
        )
        answer = max(made, key=lambda one: one.seq, default=None)
        return Notified(
            record=record,
            about=about,
            sender=unit.contacts.get(latest(unit, record.peer)),
            answered=_said_in(answer) if answer is not None else None,
            stands_under=standing_after(unit, about.id) if about is not None else None,
        )


def _said_in(answer: PacketRecord) -> ErasureAnswer | None:
    body = reopen(answer.envelope, sender=None, manifest_hash=answer.manifest_hash).body
    return body if isinstance(body, ErasureAnswer) else None
