"""Questions between a worker and a desk about one referral, and the answers to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import REFERRALS, PacketKind
from intake_app.domain.packet_bodies import Question, Reply
from intake_app.services.courses import Courses
from intake_app.services.trust import latest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.contact import Card
    from intake_app.domain.ids import Fingerprint, PacketId
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.packet_course import Side
    from intake_app.domain.repositories import Unit
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and what was answered.

    Attributes:
        by: Which side asked.
        is_ours: Whether we asked.
        language: BCP 47 tag of the question's language.
        replies: Each answer with its language, the latest last.
    """

    id: PacketId
    at: datetime
    by: Side
    is_ours: bool
    text: str
    language: str
    replies: tuple[tuple[str, str], ...]


class Asking:
    """Questions of one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, outbox: Outbox) -> None:
        self._place = place
        self._outbox = outbox

    def ask(self, packet_id: PacketId, text: str, language: str) -> PacketRecord:
        """Ask the other side about a referral, ours or theirs; it leaves with the next stick.

        Args:
            packet_id: The referral, or the update.
            text: The question: what the other side may know, and nothing more.
            language: BCP 47 tag of the language it is written in.

        Raises:
            PacketError: There is no such referral, or the other side's card is gone.
        """

        def work(unit: Unit) -> PacketRecord:
            record = unit.packets.get(packet_id)
            if record is None or record.kind not in REFERRALS or not record.envelope:
                raise PacketError(M("This referral is no longer here."), hint=None)
            question = Question(
                of=record.id, manifest_hash=record.manifest_hash, text=text, language=language
            )
            return self._seal(unit, PacketKind.QUESTION, question, record)

        return self._place.do(work)

    def reply(self, question_id: PacketId, text: str, language: str) -> PacketRecord:
        """Answer a question of the other side; it leaves with the next stick.

        Raises:
            PacketError: There is no such question, or the other side's card is gone.
        """

        def work(unit: Unit) -> PacketRecord:
            record = unit.packets.get(question_id)
            if record is None or record.kind is not PacketKind.QUESTION or not record.envelope:
                raise PacketError(M("This question is no longer here."), hint=None)
            reply = Reply(
                of=record.id, manifest_hash=record.manifest_hash, text=text, language=language
            )
            return self._seal(unit, PacketKind.ANSWER, reply, record)

        return self._place.do(work)

    def about(self, packet_id: PacketId) -> Sequence[Asked]:
        """Return what was asked about a referral, oldest first."""

        def work(unit: Unit) -> Sequence[Asked]:
            record = unit.packets.get(packet_id)
            if record is None:
                return ()
            course = Courses(unit).of(record)
            replies = [f.body for f in course.replies if isinstance(f.body, Reply)]
            found: list[Asked] = []
            for fact in course.questions:
                kept = unit.packets.get(fact.id)
                if kept is None or not isinstance(fact.body, Question):
                    continue
                found.append(
                    Asked(
                        id=fact.id,
                        at=kept.at,
                        by=fact.by,
                        is_ours=bool(kept.sealed),
                        text=fact.body.text,
                        language=fact.body.language,
                        replies=tuple((r.text, r.language) for r in replies if r.of == fact.id),
                    )
                )
            return sorted(found, key=lambda asked: asked.at)

        return self._place.do(work)

    def _seal(
        self, unit: Unit, kind: PacketKind, body: Question | Reply, about: PacketRecord
    ) -> PacketRecord:
        return self._outbox.seal_within(
            unit,
            kind,
            body,
            card_to_answer(unit, about.peer),
            case_id=about.case_id,
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
