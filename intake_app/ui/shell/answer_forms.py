"""What an answer to a referral needs besides its word: from which day, or why not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.domain.packet_bodies import Reason, ReceiptStatus
from intake_app.services.words import REASONS
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.numbers import DateAnswer
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.message import Message
    from intake_app.domain.packet_bodies import Receipt

_WHOLE_DAY: Final = len("2026-11-24")
_DAY: Final = M("From which day can you help?")
_WHY: Final = M("Why not? It helps the sender choose who to ask next. You need not say.")
_WHY_NAME: Final = M("Why not?")


@dataclass(frozen=True, slots=True, kw_only=True)
class OurAnswer:
    """An answer as it is given at the desk; see `Receipt`."""

    status: ReceiptStatus
    note: str = ""
    reason: Reason | None = None
    start: dt.date | None = None


def answer_words(receipt: Receipt) -> Message:
    """Return what we answered, in a sentence."""
    if receipt.status is ReceiptStatus.LATER:
        return M("Your answer: you can help from {date}.", date=receipt.start)
    if receipt.status is ReceiptStatus.DECLINED and receipt.reason is not None:
        # Translators: {reason} is e.g. "No free place".
        return M("Your answer: you cannot. {reason}.", reason=REASONS[receipt.reason])
    return _ANSWERS[receipt.status]


_ANSWERS: Final[Mapping[ReceiptStatus, Message]] = {
    ReceiptStatus.ACCEPTED: M("Your answer: you accepted."),
    ReceiptStatus.DECLINED: M("Your answer: you cannot."),
    ReceiptStatus.ARRIVED: M("You said that the person is there."),
    ReceiptStatus.CLOSED: M("You closed this."),
}


class LaterForm(Retranslating):
    """From which day we can help.

    Signals:
        given: The day.
    """

    given = Signal(object)

    def __init__(
        self,
        language: LanguageSwitch,
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty form.

        Args:
            language: The language of the moment.
            today: Which day it is: none before it can be meant.
            parent: Qt's owner.
        """
        super().__init__(language, parent)
        self._today = today
        self.day = DateAnswer(language, self)
        self.problem = CautionChip(language, self)
        self.send = MessageButton(language, M("Answer with this day"), Kind.PRIMARY, self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(MessageText(language, _DAY, parent=self))
        column.addWidget(self.day)
        column.addWidget(self.problem)
        column.addWidget(self.send, alignment=Qt.AlignmentFlag.AlignLeading)
        self.day.edited.connect(self._on_edited)
        self.day.confirmed.connect(self._on_send)
        self.send.clicked.connect(self._on_send)
        self.retranslate()

    def empty(self) -> None:
        """Forget what was typed."""
        self.day.set_value("")
        self.problem.show_caution(None)

    def begin(self) -> None:
        """Put the focus where the day is typed."""
        self.day.setFocus()

    def retranslate(self) -> None:
        """Name the fields anew."""
        self.day.set_name(self.language.text(_DAY))

    def _wrong(self) -> Message | None:
        """Return why the day that stands there cannot be told, or None."""
        day = self.day.value()
        if len(day) != _WHOLE_DAY:
            return M("Give the whole day: year, month and day.")
        if dt.date.fromisoformat(day) < self._today():
            return M("This day has passed. If you can help now, accept.")
        return None

    def _on_edited(self, day: str) -> None:
        is_whole = len(day) == _WHOLE_DAY
        self.problem.show_caution(self._wrong() if is_whole else None)

    def _on_send(self) -> None:
        wrong = self._wrong()
        self.problem.show_caution(wrong)
        if wrong is not None:
            self.day.setFocus()
        else:
            self.given.emit(dt.date.fromisoformat(self.day.value()))


class WhyNotForm(QWidget):
    """Why we cannot help; it need not be said.

    Signals:
        given: The `Reason`, or None.
    """

    given = Signal(object)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        reasons: dict[object, Message] = {reason: REASONS[reason] for reason in Reason}
        self.why = Segmented(language, reasons, self)
        self.why.set_about(_WHY_NAME)
        self.send = MessageButton(language, M("Answer that we cannot"), Kind.PRIMARY, self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(MessageText(language, _WHY, parent=self))
        column.addWidget(self.why)
        column.addWidget(self.send, alignment=Qt.AlignmentFlag.AlignLeading)
        self.send.clicked.connect(self._on_send)

    def empty(self) -> None:
        """Forget what was chosen."""
        self.why.set_answer(None)

    def begin(self) -> None:
        """Put the focus on the first reason."""
        self.why.buttons()[0].setFocus()

    def _on_send(self) -> None:
        self.given.emit(self.why.answer())
