"""Who has answered our notices that something was taken back, and what they say they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.my_information import NoticeAnswer
from intake_app.domain.packet_bodies import ErasureAnswer, Outcome, Receipt
from intake_app.services.courses import Courses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.ids import PacketId
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.repositories import Unit


def answer_about(unit: Unit, files: Iterable[PacketRecord]) -> NoticeAnswer | None:
    """Return what one receiver says they did about all that was taken back from them.

    Of several files, what is kept is told before what is erased, and while any of
    them is without an answer there is none.

    Args:
        unit: The store.
        files: Our referrals to that receiver.
    """
    courses = Courses(unit)
    found: list[NoticeAnswer] = []
    for file in files:
        course = courses.of(file)
        if not course.is_taken_back:
            continue
        answers = [_told(unit, f.id, f.body) for f in course.erasures
                   if isinstance(f.body, ErasureAnswer)]  # fmt: skip
        if not answers:
            return None
        # What is erased stays erased, whatever was answered to another notice on it.
        found.append(max(answers, key=lambda a: (a.outcome is Outcome.ERASED, a.at)))
    return max(found, key=lambda a: (a.outcome is not Outcome.ERASED, a.at), default=None)


def passed_on_to(unit: Unit, files: Iterable[PacketRecord]) -> tuple[str, ...]:
    """Return the offices that one receiver says they passed our referrals on to, each once."""
    courses = Courses(unit)
    facts = (fact for file in files if file.envelope for fact in courses.of(file).passed_on)
    return tuple(dict.fromkeys(f.body.note for f in facts if isinstance(f.body, Receipt)))


def _told(unit: Unit, packet_id: PacketId, body: ErasureAnswer) -> NoticeAnswer:
    record = unit.packets.get(packet_id)
    if record is None:
        raise ValueError("an answer that is not here")
    return NoticeAnswer(at=record.at, outcome=body.outcome, law=body.law, note=body.note)
