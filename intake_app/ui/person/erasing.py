"""Erasing everything of a person: asked for, waiting, due; taken back until the last press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import M
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.services.taking_back import PersonNow

_SAID = M("What the caller says the phrase is")
ABOUT = M(
    "It waits for three days, because a caller may be someone else. Until then it can be taken "
    "back. Sharing stops at once."
)
ON_THE_PHONE = M(
    "Ask: what are the words we agreed on? Do not say whether they are right, or whether anyone "
    "is known here. Say only: I have heard you."
)


class _PressedOnce(QObject):
    """Keeps the second press of a double click from a button that has just come into its way."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drop the second press of a double click."""
        is_second = event.type() == QEvent.Type.MouseButtonDblClick
        return is_second or super().eventFilter(watched, event)


class ErasingCard(Retranslating):
    """What can be done towards erasing, as it stands; each way is asked for twice.

    Signals:
        asked_in_person: The person is here and wants it.
        asked_by_phrase: A caller wants it; carries what they said.
        kept_after_all: The request is taken back.
        erased: Erase, now and for good.
    """

    asked_in_person = Signal()
    asked_by_phrase = Signal(str)
    kept_after_all = Signal()
    erased = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._person: PersonNow | None = None
        self._now: datetime | None = None
        self.state = MessageText(language, ABOUT, parent=self)
        self.here = MessageButton(language, M("The person is here and asks for it"), parent=self)
        self.calls = MessageButton(language, M("Someone asks by phone"), parent=self)
        self.phone = QWidget(self)
        self.said = QLineEdit(self.phone)
        self.check = MessageButton(language, M("These are the words"), parent=self.phone)
        self.problem = CautionChip(language, self.phone)
        self.sure = QWidget(self)
        self.begin = MessageButton(language, M("Yes, they ask for it"), parent=self.sure)
        self.not_now = MessageButton(language, M("Leave it as it is"), parent=self.sure)
        self.keep = MessageButton(language, M("Keep it after all"), parent=self)
        self.now = MessageButton(language, M("Erase now"), parent=self)
        self.last = QWidget(self)
        self.for_good = MessageButton(language, M("Erase for good"), parent=self.last)
        self.leave = MessageButton(language, M("Leave it as it is"), parent=self.last)
        self._build()
        self._connect()
        self.retranslate()

    def show_person(self, person: PersonNow, now: datetime) -> None:
        """Show how it stands."""
        buttons = (self.here, self.begin, self.check, self.said, self.keep, self.now)
        had_focus = any(button.hasFocus() for button in buttons)
        self._person, self._now = person, now
        is_asked = person.request is not None
        is_due = person.request is not None and person.request.is_due(now) and person.hold is None
        for widget, is_shown in (
            (self.here, not is_asked),
            (self.calls, not is_asked),
            (self.phone, False),
            (self.sure, False),
            (self.keep, is_asked),
            (self.now, is_due),
            (self.last, False),
        ):
            widget.setVisible(is_shown)
        self.said.clear()
        self.problem.show_caution(None)
        self.retranslate()
        if had_focus:
            (self.keep if is_asked else self.here).setFocus()

    def show_problem(self, error: Exception) -> None:
        """Say beside the field why nothing was written down."""
        if isinstance(error, IntakeError):
            self.problem.show_caution(error.summary)
        self.said.setFocus()
        self.said.selectAll()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.said.setAccessibleName(self.language.text(_SAID))
        person, now = self._person, self._now
        request = person.request if person is not None else None
        if request is None or now is None:
            self.state.set_message(ABOUT)
            return
        formats = self.language.catalog.formats
        if person is not None and person.hold is not None:
            asked = formats.date_time(request.asked_at)
            self.state.set_message(
                M(
                    "Asked for {asked}. It waits, because it has to be kept for a court or a "
                    "lawyer for now: see below.",
                    asked=asked,
                )
            )
            return
        asked, due = formats.date_time(request.asked_at), formats.date_time(request.due_at)
        if request.is_due(now):
            self.state.set_message(M("Asked for {asked}. It can be erased now.", asked=asked))
        else:
            self.state.set_message(
                M("Asked for {asked}. It can be erased from {due}.", asked=asked, due=due)
            )

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        language = self.language
        self.said.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        phone = QVBoxLayout(self.phone)
        bare(phone, SPACE_S)
        for message in (ON_THE_PHONE, _SAID):
            phone.addWidget(MessageText(language, message, parent=self.phone))
        phone.addWidget(self.said)
        phone.addWidget(self.problem)
        phone.addWidget(self.check, alignment=Qt.AlignmentFlag.AlignLeading)
        sure = QVBoxLayout(self.sure)
        bare(sure, SPACE_S)
        ask = M("Ask them once more: shall everything written about them be erased?")
        sure.addWidget(MessageText(language, ask, parent=self.sure))
        sure.addLayout(_side_by_side((self.begin, self.not_now)))
        last = QVBoxLayout(self.last)
        bare(last, SPACE_S)
        for_good = M("Everything written about this person goes, and nobody can bring it back.")
        last.addWidget(MessageText(language, for_good, parent=self.last, token=Token.CAUTION))
        last.addLayout(_side_by_side((self.for_good, self.leave)))
        card = Card(self)
        card.column.setSpacing(SPACE_M)
        title = M("Erase everything")
        card.column.addWidget(MessageText(language, title, TextSize.CHOICE, card, bold=True))
        card.column.addWidget(self.state)
        card.column.addLayout(_side_by_side((self.here, self.calls, self.keep, self.now)))
        card.column.addWidget(self.sure)
        card.column.addWidget(self.phone)
        card.column.addWidget(self.last)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(card)
        for widget in (self.sure, self.phone, self.keep, self.now, self.last):
            widget.hide()
        self.keep.installEventFilter(_PressedOnce(self))

    def _connect(self) -> None:
        self.here.clicked.connect(self._on_here)
        self.begin.clicked.connect(self.asked_in_person)
        self.not_now.clicked.connect(self._on_not_now)
        self.calls.clicked.connect(self._on_calls)
        self.check.clicked.connect(self._on_check)
        self.said.returnPressed.connect(self._on_check)
        self.keep.clicked.connect(self.kept_after_all)
        self.now.clicked.connect(self._on_now)
        self.leave.clicked.connect(self._on_leave)
        self.for_good.clicked.connect(self.erased)

    def _on_here(self) -> None:
        self.phone.hide()
        self.sure.show()
        self.not_now.setFocus()

    def _on_not_now(self) -> None:
        self.sure.hide()
        self.here.setFocus()

    def _on_calls(self) -> None:
        self.sure.hide()
        self.phone.show()
        self.said.setFocus()

    def _on_check(self) -> None:
        self.asked_by_phrase.emit(self.said.text())

    def _on_now(self) -> None:
        self.last.show()
        self.leave.setFocus()

    def _on_leave(self) -> None:
        self.last.hide()
        self.now.setFocus()


def _side_by_side(buttons: Sequence[QWidget]) -> FlowLayout:
    row = FlowLayout(spacing=SPACE_M)
    for button in buttons:
        row.addWidget(button)
    return row
