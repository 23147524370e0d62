"""Questions between a worker and a desk about one referral, and the answers to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from intake_app.domain.consent import moment_after, scope_for, still_holds
from intake_app.domain.errors import ConsentMissingError, PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import REFERRALS, Direction, PacketKind, Status
from intake_app.domain.packet_bodies import Question, Reply
from intake_app.services.beyond import Beyond, said_beyond
from intake_app.services.courses import Courses
from intake_app.services.holders import consent_of
from intake_app.services.trust import latest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.contact import Card
    from intake_app.domain.ids import CaseId, Fingerprint, PacketId
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.packet_course import Course, Side
    from intake_app.domain.repositories import Unit
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace


LONGEST: Final = 2_000
"""Characters of a question or an answer (docs/formats/packet.md)."""

_OPENED: Final = frozenset({Status.ACCEPTED, Status.THERE})
"""How a referral is marked whose inner layer the desk has opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered.

    Attributes:
        language: BCP 47 tag.
        status: Whether it has left, when it is ours.
    """

    text: str
    language: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and what was answered.

    Attributes:
        about: The referral, or the update.
        by: Which side asked.
        office: The name of the office on the other side, or "" when its card is gone.
        is_ours: Whether we asked.
        language: BCP 47 tag of the question's language.
        answers: The latest last.
        is_accepted: Whether the office that was asked for help has accepted.
        is_taken_back: Whether nothing more may be said of it: what was agreed is over.
        status: Whether it has left, when it is ours.
    """

    id: PacketId
    about: PacketId
    at: datetime
    by: Side
    office: str
    is_ours: bool
    text: str
    language: str
    answers: tuple[Answer, ...]
    is_accepted: bool
    is_taken_back: bool
    status: Status

    @property
    def is_open(self) -> bool:
        """Whether the other side waits for our answer."""
        return not self.is_ours and not self.answers and not self.is_taken_back

    @property
    def waits_to_leave(self) -> bool:
        """Whether something of it is made here and on no stick yet."""
        ours = (self,) if self.is_ours else self.answers
        return any(each.status is Status.MADE for each in ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """A person of whom a desk has asked something.

    Attributes:
        office: Who asks.
        is_answered: Whether the answer is made, and on no stick yet.
    """

    case_id: CaseId
    code: str
    office: str
    at: datetime
    is_answered: bool


class Asking:
    """Questions of one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, outbox: Outbox) -> None:
        self._place = place
        self._outbox = outbox

    def ask(self, packet_id: PacketId, text: str, language: str) -> PacketRecord:
        """Ask the other side about a referral, ours or theirs; it leaves with the next stick.

        Nothing is opened by asking.

        Args:
            packet_id: The referral, or the update.
            text: The question: what the other side may know, and nothing more.
            language: BCP 47 tag of the language it is written in.

        Raises:
            PacketError: There is no such referral, it was taken back, nothing is asked, or
                the other side's card is gone.
            ConsentMissingError: What the person agreed to for that office is over.
        """

        def work(unit: Unit) -> PacketRecord:
            record = unit.packets.get(packet_id)
            if record is None or record.kind not in REFERRALS or not record.envelope:
                raise PacketError(M("This referral is no longer here."), hint=None)
            self._refuse_what_is_over(unit, record)
            question = Question(
                of=record.id,
                manifest_hash=record.manifest_hash,
                text=_said(text),
                language=language,
            )
            return self._seal(unit, PacketKind.QUESTION, question, record, record.case_id)

        return self._place.do(work)

    def beyond(self, question_id: PacketId, text: str) -> Beyond:
        """Return what an answer would say that the person did not agree to, or not yet.

        A desk that answers a worker knows no more than it was told: there nothing is beyond.

        Raises:
            PacketError: There is no such question.
            ConsentMissingError: What the person agreed to for that office is over.
        """
        about = self._place.do(lambda unit: self._asked_about(unit, question_id))
        if about.case_id is None:
            return Beyond()
        contents = self._place.read_case(about.case_id)
        at = moment_after(contents.consents, self._place.clock.now())
        under = next((r.scope for r in contents.consents if r.id == consent_of(about)), None)
        found = scope_for(contents.consents, under.recipient, at=at) if under is not None else None
        if found is None:
            raise ConsentMissingError
        return said_beyond(contents, found[1], text, is_accepted=about.status in _OPENED)

    def reply(self, question_id: PacketId, text: str, language: str) -> PacketRecord:
        """Answer a question of the other side; it leaves with the next stick.

        Raises:
            PacketError: There is no such question, nothing is said, it was taken back, or the
                other side's card is gone.
            ConsentMissingError: It says what the person did not agree to (`beyond`), or that
                agreement is over.
        """
        if not self.beyond(question_id, text).is_within:
            raise ConsentMissingError(
                M("This answer says something that was not agreed for this office."),
                hint=M("Say it without that, or ask the person and write down what was agreed."),
            )

        def work(unit: Unit) -> PacketRecord:
            about = self._asked_about(unit, question_id)
            record = unit.packets.get(question_id)
            if record is None:
                _gone()
            reply = Reply(
                of=record.id,
                manifest_hash=record.manifest_hash,
                text=_said(text),
                language=language,
            )
            return self._seal(unit, PacketKind.ANSWER, reply, record, about.case_id)

        return self._place.do(work)

    def about(self, packet_id: PacketId) -> Sequence[Asked]:
        """Return what was asked about a referral, oldest first."""

        def work(unit: Unit) -> Sequence[Asked]:
            record = unit.packets.get(packet_id)
            return () if record is None or not record.envelope else self._about(unit, record)

        return self._place.do(work)

    def of_case(self, case_id: CaseId) -> Sequence[Asked]:
        """Return what was asked about all referrals of one person, oldest first."""

        def work(unit: Unit) -> Sequence[Asked]:
            files = [
                file
                for kind in REFERRALS
                for file in unit.packets.find(direction=Direction.OUT, kind=kind, case_id=case_id)
            ]
            found = [asked for file in files if file.envelope for asked in self._about(unit, file)]
            return sorted(found, key=lambda asked: asked.at)

        return self._place.do(work)

    def waiting(self) -> Sequence[AskedOf]:
        """Return the people of whom a desk waits for an answer, or ours waits for a stick."""

        def work(unit: Unit) -> Sequence[AskedOf]:
            questions = unit.packets.find(direction=Direction.IN, kind=PacketKind.QUESTION)
            found: list[AskedOf] = []
            for about in dict.fromkeys(q.in_reply_to for q in questions if q.envelope):
                file = unit.packets.get(about) if about is not None else None
                if file is None or file.case_id is None or not file.envelope:
                    continue
                case = unit.cases.get(file.case_id)
                if case is None:
                    continue
                for asked in self._about(unit, file):
                    if asked.is_open or (not asked.is_ours and asked.waits_to_leave):
                        of = AskedOf(
                            case_id=case.id,
                            code=case.code,
                            office=asked.office,
                            at=asked.at,
                            is_answered=not asked.is_open,
                        )
                        found.append(of)
            return sorted(found, key=lambda each: (each.is_answered, each.at))

        return self._place.do(work)

    # -- within --------------------------------------------------------------------

    def _about(self, unit: Unit, record: PacketRecord) -> list[Asked]:
        course = Courses(unit).of(record)
        contact = unit.contacts.get(latest(unit, record.peer))
        is_over = self._is_over(unit, record, course)
        found: list[Asked] = []
        for fact in course.questions:
            kept = unit.packets.get(fact.id)
            if kept is None or not isinstance(fact.body, Question):
                continue
            asked = Asked(
                id=fact.id,
                about=record.id,
                at=kept.at,
                by=fact.by,
                office=contact.card.name if contact is not None else "",
                is_ours=kept.direction is Direction.OUT,
                text=fact.body.text,
                language=fact.body.language,
                answers=_answers(unit, course, fact.id),
                is_accepted=record.status in _OPENED,
                is_taken_back=is_over,
                status=kept.status,
            )
            found.append(asked)
        return sorted(found, key=lambda asked: asked.at)

    def _asked_about(self, unit: Unit, question_id: PacketId) -> PacketRecord:
        """Return the referral that a question of the other side is about."""
        question = unit.packets.get(question_id)
        if (
            question is None
            or question.kind is not PacketKind.QUESTION
            or question.direction is not Direction.IN
            or not question.envelope
        ):
            _gone()
        about = unit.packets.get(question.in_reply_to) if question.in_reply_to else None
        if about is None or not about.envelope:
            _gone()
        self._refuse_what_is_over(unit, about)
        return about

    def _refuse_what_is_over(self, unit: Unit, record: PacketRecord) -> None:
        """Refuse to say anything more of somebody once the agreement is over."""
        if not self._is_over(unit, record, Courses(unit).of(record)):
            return
        if record.case_id is None:
            raise PacketError(
                M("The person has taken this referral back."),
                hint=M("Delete what you hold of it, and tell the office that sent it."),
            )
        raise ConsentMissingError

    def _is_over(self, unit: Unit, record: PacketRecord, course: Course) -> bool:
        if course.is_taken_back or record.case_id is None:
            return course.is_taken_back
        records = unit.consents.of_case(record.case_id)
        return not still_holds(records, consent_of(record), at=self._place.clock.now())

    def _seal(
        self,
        unit: Unit,
        kind: PacketKind,
        body: Question | Reply,
        about: PacketRecord,
        case_id: CaseId | None,
    ) -> PacketRecord:
        """Seal what is said; kept under the person, it is erased with all else of them."""
        return self._outbox.seal_within(
            unit,
            kind,
            body,
            card_to_answer(unit, about.peer),
            case_id=case_id,
            in_reply_to=about.id,
        )


def card_to_answer(unit: Unit, peer: Fingerprint) -> Card:
    """Return the card that an office has now.

    Raises:
        PacketError: It is no longer here.
    """
    contact = unit.contacts.get(latest(unit, peer))
    if contact is None:
        raise PacketError(
            M("The card of the other office is no longer here."),
            hint=M("Ask for their card and add it under Contacts."),
        )
    return contact.card


def _answers(unit: Unit, course: Course, question_id: PacketId) -> tuple[Answer, ...]:
    bodies = [(fact.id, fact.body) for fact in course.replies]
    found: list[Answer] = []
    for packet_id, body in bodies:
        kept = unit.packets.get(packet_id)
        if kept is not None and isinstance(body, Reply) and body.of == question_id:
            found.append(Answer(text=body.text, language=body.language, status=kept.status))
    return tuple(found)


def _said(text: str) -> str:
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise PacketError(M("Write something first, and not more than a page."), hint=None)
    return said


def _gone() -> NoReturn:
    raise PacketError(M("This question is no longer here."), hint=None)
