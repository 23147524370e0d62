"""Sharing with others: who has what, stopping it at once, and whom to call then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.domain.packet import Status
from intake_app.i18n.direction import isolated
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.person.words import (
    call_words,
    has_words,
    notice_words,
    passed_words,
    state_words,
    until_words,
)
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.message import Message
    from intake_app.domain.my_information import Holder
    from intake_app.services.taking_back import PersonNow

CANNOT_BE_CALLED_BACK = M(
    "A notice is ready for them, and leaves with the next stick. What they hold cannot be called "
    "back from here: they may have read it, copied it, passed it on or acted on it. Ask them to "
    "delete it, and to say when that is done."
)

_CALL = M("Call them: our notice travels by stick")
_ANSWERED = M("Everyone has answered")
_STILL = M("What was read, copied or passed on before cannot be made undone from here.")


class SharingCard(Retranslating):
    """Who has something; one press stops all sharing, one more undoes that.

    Signals:
        stop_asked: Nothing more shall leave.
        undo_asked: The stop was a slip, or the person wants it otherwise.
        stick_asked: Files that were taken back shall be deleted from a stick.
        notice_asked: The notices shall be put on a stick.
    """

    stop_asked = Signal()
    undo_asked = Signal()
    stick_asked = Signal()
    notice_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._person: PersonNow | None = None
        self._now: datetime | None = None
        card = Card(self)
        card.column.setSpacing(SPACE_S)
        title = MessageText(language, M("Sharing"), TextSize.CHOICE, card, bold=True)
        self.state = MessageText(language, None, TextSize.CHOICE, card)
        self.undo = MessageButton(language, M("Undo"), parent=card)
        self.stop = MessageButton(language, M("Stop sharing"), parent=card)
        self.holders = _Holders(language, card)
        self.calls = _Calls(language, card)
        for part in (title, self.state):
            card.column.addWidget(part)
        for button in (self.undo, self.stop):
            card.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        card.column.addSpacing(SPACE_S)
        for rows in (self.calls, self.holders):
            card.column.addWidget(rows)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(card)
        self.stop.clicked.connect(self.stop_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.calls.stick.clicked.connect(self.stick_asked)
        self.calls.notice.clicked.connect(self.notice_asked)
        self.retranslate()

    def show_person(self, person: PersonNow, now: datetime) -> None:
        """Show how it stands; the focus goes from a button that is gone to the one for undoing."""
        had_focus = self.stop.hasFocus() or self.undo.hasFocus()
        self._person, self._now = person, now
        self.retranslate()
        if had_focus:
            (self.undo if self.undo.isVisible() else self.stop).setFocus()

    def retranslate(self) -> None:
        """Say everything anew."""
        person, now = self._person, self._now
        if person is None or now is None:
            return
        self.state.set_message(_state(person))
        self.undo.setVisible(person.can_share_again)
        self.stop.setVisible(person.is_shared)
        gone = {holder.recipient for holder in person.to_call}
        others = [holder for holder in person.holders if holder.recipient not in gone]
        self.holders.show_holders(others, now)
        self.calls.show_holders(person.to_call)


class _Holders(QWidget):
    """The receivers, each with what it has and until when."""

    def __init__(self, language: LanguageSwitch, parent: QWidget) -> None:
        super().__init__(parent)
        self._switch = language
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_XS)

    def show_holders(self, holders: Sequence[Holder], now: datetime) -> None:
        """Show these."""
        clear(self._column)
        catalog = self._switch.catalog
        for holder in holders:
            _name(self._column, holder, self)
            said = [has_words(holder, catalog), until_words(holder, catalog, now)]
            said += [each for each in (state_words(holder), passed_words(holder)) if each]
            for message in said:
                _line(self._column, self._switch, message, self)
        self.setVisible(bool(holders))


class _Calls(QWidget):
    """Whom to call after a stop, with how to reach them and what they hold."""

    def __init__(self, language: LanguageSwitch, parent: QWidget) -> None:
        super().__init__(parent)
        self._switch = language
        self._column = QVBoxLayout()
        bare(self._column, SPACE_XS)
        self.stick = MessageButton(language, M("Delete the file from the stick…"), parent=self)
        self.notice = MessageButton(language, M("Put the notice on a stick…"), parent=self)
        self.told = MessageText(language, None, parent=self)
        self._title = MessageText(language, _CALL, TextSize.CHOICE, self, bold=True)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self._title)
        column.addLayout(self._column)
        self._truth = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        column.addWidget(self._truth)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.notice)
        ways.addWidget(self.stick)
        column.addLayout(ways)
        column.addWidget(self.told)
        column.addSpacing(SPACE_M)
        self.told.hide()
        self.hide()

    def show_holders(self, holders: Sequence[Holder]) -> None:
        """Show these."""
        clear(self._column)
        for holder in holders:
            _name(self._column, holder, self)
            catalog = self._switch.catalog
            _line(self._column, self._switch, notice_words(holder, catalog), self, is_soft=False)
            if holder.answer is None:
                _line(self._column, self._switch, call_words(holder), self)
            passed = passed_words(holder)
            for words in (has_words(holder, catalog), *(() if passed is None else (passed,))):
                _line(self._column, self._switch, words, self)
        waits = any(holder.answer is None for holder in holders)
        self._title.set_message(_CALL if waits else _ANSWERED)
        self._truth.set_message(CANNOT_BE_CALLED_BACK if waits else _STILL)
        self.stick.setVisible(any(holder.files for holder in holders))
        self.notice.setVisible(any(holder.notice is Status.MADE for holder in holders))
        self.setVisible(bool(holders))

    def tell(self, message: Message) -> None:
        """Say what became of the files on the stick."""
        self.told.set_message(message)
        self.told.show()


def _state(person: PersonNow) -> Message:
    if person.is_shared:
        return M("The person has agreed that some of it is shared.")
    if person.can_share_again:
        return M("Sharing has stopped. Nothing more leaves this computer.")
    if person.holders:
        return M("Nothing more is shared.")
    return M("Nothing has been shared with anyone.")


def _name(column: QVBoxLayout, holder: Holder, parent: QWidget) -> None:
    name = Text(TextSize.BASE, parent, bold=True)
    name.say(isolated(holder.name))
    column.addSpacing(SPACE_S)
    column.addWidget(name)


def _line(
    column: QVBoxLayout,
    language: LanguageSwitch,
    message: Message,
    parent: QWidget,
    *,
    is_soft: bool = True,
) -> None:
    token = Token.SOFT_INK if is_soft else Token.INK
    line = MessageText(language, message, parent=parent, token=token)
    line.setContentsMargins(SPACE_L, 0, 0, 0)
    column.addWidget(line)
