"""What an office answered by phone: eight digits that count until the signed answer comes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import LEFT
from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.ui.announce import announce
from intake_app.ui.language import Retranslating
from intake_app.ui.shell.rows import clear
from intake_app.ui.shell.standing import sent_words
from intake_app.ui.style import SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Mark, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.page import come_into_sight
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.ids import CaseId, PacketId
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.answers_in import Answered
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.referrals import Sent
    from intake_app.ui.surroundings import Surroundings

LONGEST: Final = 40
"""Eight digits, with whatever is typed between them."""

_FIELD: Final = M("The eight digits, as they read them out")
_SAID: Final[Mapping[ReceiptStatus, Message]] = {
    ReceiptStatus.ACCEPTED: M("The digits say: they accept."),
    ReceiptStatus.LATER: M("The digits say: they can help later. Ask from which day."),
    ReceiptStatus.DECLINED: M("The digits say: they cannot help."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What left about one person, newest first, and what was answered with a signature."""

    case_id: CaseId
    sent: Sequence[Sent]
    answers: Mapping[PacketId, Answered]


class ByPhoneCard(Retranslating):
    """Where each referral of one person stands, and a field for the digits; else out of sight."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings, self._profile = surroundings, profile
        self._case_id: CaseId | None = None
        self._found: _Sent | None = None
        card = Card(self)
        card.column.setSpacing(SPACE_S)
        title = MessageText(language, M("What was answered"), TextSize.CHOICE, card, bold=True)
        self._lines = QVBoxLayout()
        bare(self._lines, SPACE_XS)
        self.button = MessageButton(language, M("They told me eight digits"), parent=card)
        self.button.set_mark(Mark.OPENS)
        self.form = QWidget(card)
        self.digits = QLineEdit(self.form)
        self.digits.setMaxLength(LONGEST)
        self.digits.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.digits.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as they are read out
        self.problem = CautionChip(language, self.form)
        self.said = MessageText(language, None, TextSize.CHOICE, self.form, bold=True)
        self.note = MessageButton(language, M("Note what they say"), parent=self.form)
        form = QVBoxLayout(self.form)
        bare(form, SPACE_S)
        form.addWidget(MessageText(language, _FIELD, parent=self.form))
        for part in (self.digits, self.problem, self.said):
            form.addWidget(part)
        form.addWidget(self.note, alignment=Qt.AlignmentFlag.AlignLeading)
        card.column.addWidget(title)
        card.column.addLayout(self._lines)
        card.column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeading)
        card.column.addWidget(self.form)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(card)
        self.button.clicked.connect(self._on_open)
        self.digits.returnPressed.connect(self._on_note)
        self.note.clicked.connect(self._on_note)
        self._fold()
        self.hide()
        self.retranslate()

    def show_for(self, case_id: CaseId) -> None:
        """Read how the referrals of a person stand."""
        if case_id != self._case_id:
            self._case_id, self._found = case_id, None
            self._fold()
            self.hide()
        self._surroundings.run(partial(_read, self._profile, case_id), self._on_read)

    def lines(self) -> list[str]:
        """Return what is said of each referral."""
        items = (self._lines.itemAt(at) for at in range(self._lines.count()))
        texts = (item.widget() for item in items if item is not None)
        return [text.said() for text in texts if isinstance(text, MessageText)]

    def retranslate(self) -> None:
        """Say everything anew."""
        self.digits.setAccessibleName(self.language.text(_FIELD))
        self._show()

    # -- within ------------------------------------------------------------------

    def _fold(self) -> None:
        self.form.hide()
        self.digits.clear()
        self._tell(None, None)

    def _show(self) -> None:
        clear(self._lines)
        found = self._found
        if found is None:
            return
        formats = self.language.catalog.formats
        now = self._surroundings.program.clock.now()
        for sent in {sent.record.peer: sent for sent in reversed(found.sent)}.values():
            words = sent_words(sent, found.answers, now, formats)
            self._lines.addWidget(MessageText(self.language, words, parent=self))

    def _on_read(self, result: object) -> None:
        found = cast("_Sent", result)
        if found.case_id != self._case_id:
            return  # another one was asked for meanwhile
        self._found = found
        self.setVisible(bool(found.sent))
        self._show()

    def _on_open(self) -> None:
        self.form.setVisible(self.form.isHidden())
        if not self.form.isHidden():
            self.digits.setFocus()
            come_into_sight(self.form)

    def _on_note(self) -> None:
        found = self._found
        if found is None or not self.note.isEnabled():
            return
        self.note.setEnabled(False)
        work = partial(_heard, self._profile, found, self.digits.text())
        self._surroundings.run(work, self._on_heard, self._on_not_heard)

    def _on_heard(self, result: object) -> None:
        self.note.setEnabled(True)
        case_id, said = cast("tuple[CaseId, ReceiptStatus]", result)
        if case_id != self._case_id:
            return
        self.digits.clear()
        self._tell(None, _SAID[said])
        announce(self, self.said.said())
        self.show_for(case_id)

    def _on_not_heard(self, error: Exception) -> None:
        self.note.setEnabled(True)
        if not isinstance(error, PacketError):
            self._surroundings.problems.show_problem(error)
            return
        self._tell(
            M(
                "These digits fit no referral of this person. "
                "Let them read the digits out once more, slowly."
            ),
            None,
        )
        self.digits.setFocus()
        come_into_sight(self.form)

    def _tell(self, problem: Message | None, said: Message | None) -> None:
        self.problem.show_caution(problem)
        self.said.set_message(said)
        self.said.setVisible(said is not None)


def _read(profile: OpenProfile, case_id: CaseId, _progress: Progress) -> _Sent:
    sent = [
        each
        for each in profile.referrals.sent()
        if each.record.case_id == case_id and each.record.status in LEFT
    ]
    return _Sent(case_id=case_id, sent=sent, answers=profile.inbox.answers())


def _heard(
    profile: OpenProfile, about: _Sent, digits: str, _progress: Progress
) -> tuple[CaseId, ReceiptStatus]:
    """Note the digits for whichever referral of the person they fit.

    Raises:
        PacketError: They fit none.
    """
    for sent in about.sent:
        try:
            return about.case_id, profile.phone_answers.heard(sent.record.id, digits)
        except PacketError:
            continue
    raise PacketError
