"""The rows of the inbox: what each says, and which stands first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.contact import Checked
from intake_app.domain.message import M
from intake_app.domain.packet import PacketKind
from intake_app.domain.referral import Urgency
from intake_app.i18n.direction import isolated
from intake_app.i18n.languages import language as language_of
from intake_app.services.words import AGES, URGENCY_SHORT
from intake_app.ui.shell.answer_forms import answer_words
from intake_app.ui.shell.notice_panel import WHY, is_answered
from intake_app.ui.shell.referral_pane import BETWEEN, title_of
from intake_app.ui.shell.rows import Line

if TYPE_CHECKING:
    from intake_app.domain.contact import Contact
    from intake_app.domain.message import Message
    from intake_app.services.inbox import Arrived
    from intake_app.services.recalling import Notified
    from intake_app.ui.language import LanguageSwitch

_URGENCIES: Final = (Urgency.TODAY, Urgency.THREE_DAYS, Urgency.TWO_WEEKS, Urgency.UNSAID)


def first(arrived: Arrived) -> tuple[bool, bool, int]:
    """Return the place of a referral among others: a notice without an answer stands first."""
    waits = arrived.is_taken_back and not is_answered(arrived.course)
    is_done = arrived.answered is not None or arrived.is_taken_back
    return not waits, is_done and not waits, _URGENCIES.index(arrived.referral.urgency)


def line_of(arrived: Arrived, language: LanguageSwitch) -> Line:
    """Return what the row of a referral says."""
    text, referral = language.text, arrived.referral
    if arrived.is_taken_back:
        kinds = {notice.kind for notice in arrived.course.notices}
        by_mistake = kinds == {PacketKind.RECALL}
        title_words = WHY[PacketKind.RECALL] if by_mistake else M("Taken back by the person")
        said = [text(_from(arrived.sender))]
        if not is_answered(arrived.course):
            said.append(text(M("waits for your answer")))
        return Line(
            key=arrived.record.id,
            lead="",
            title=text(title_words),
            note=BETWEEN.join(said),
            is_caution=True,
        )
    title = [title_of(referral, language)]
    if referral.age is not None:
        title.append(text(AGES[referral.age]))
    note = [isolated(language_of(tag).autonym) for tag in referral.languages]
    note.append(text(_from(arrived.sender)))
    if arrived.answered is not None:
        note.append(text(answer_words(arrived.answered)))
    return Line(
        key=arrived.record.id,
        lead=text(URGENCY_SHORT[referral.urgency]),
        title=BETWEEN.join(title),
        note=BETWEEN.join(note),
        is_caution=arrived.sender is None or arrived.sender.checked is Checked.NOT_YET,
    )


def line_of_notice(notice: Notified, language: LanguageSwitch) -> Line:
    """Return what the row of a notice says about something that is not here."""
    said = (_from(notice.sender), M("waits for your answer"))
    return Line(
        key=notice.record.id,
        lead="",
        title=language.text(WHY[notice.record.kind]),
        note=BETWEEN.join(language.text(message) for message in said),
        is_caution=True,
    )


def _from(sender: Contact | None) -> Message:
    if sender is None:
        return M("unknown sender now")
    office = sender.card.name
    if sender.checked is Checked.NOT_YET:
        return M("from {office}, not checked yet", office=office)
    return M("from {office}", office=office)
