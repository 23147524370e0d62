"""Answering a referral: the answers there are, a word with one, and onto the stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import MN, M
from intake_app.domain.packet_bodies import DECISIONS, ReceiptStatus
from intake_app.domain.phone_answer import phone_digits
from intake_app.i18n.direction import isolated
from intake_app.services.sticks import EJECT
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.shell.answer_forms import LaterForm, OurAnswer, WhyNotForm, answer_words
from intake_app.ui.shell.ask_forms import AskForm
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, Mark, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.page import come_into_sight, laid_out_anew
from intake_app.ui.widgets.text import MessageText, Text
from intake_app.ui.widgets.text_answer import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from intake_app.domain.packet_bodies import Reason
    from intake_app.services.inbox import Arrived

_FIRST = (ReceiptStatus.ACCEPTED, ReceiptStatus.LATER, ReceiptStatus.DECLINED)
_NEXT: Mapping[ReceiptStatus, tuple[ReceiptStatus, ...]] = {
    ReceiptStatus.ACCEPTED: (ReceiptStatus.ARRIVED, ReceiptStatus.CLOSED, ReceiptStatus.DECLINED),
    # A slip is mended by accepting once more.
    ReceiptStatus.ARRIVED: (ReceiptStatus.ACCEPTED, ReceiptStatus.CLOSED),
    ReceiptStatus.CLOSED: (ReceiptStatus.ACCEPTED,),
}
"""What can be answered after an answer; after any other, what could be answered first."""
READ_OUT = M("If the file cannot travel soon, read these eight digits on the phone:")
CLOSED = M("The rest opens when you accept, and the sender is told.")
_NOTE = M("A word with your answer, if you like: when to come, or who else may help")
_BEFORE_WAYS = 3
_SHORT_NOTE = M("A word with your answer, if you like")


class AnswerPanel(Retranslating):
    """The ways to answer the referral that is open.

    Answering again is possible: the latest answer counts.

    Signals:
        answered: The packet's id and an `OurAnswer`.
        asked: The packet's id and a question to its sender.
        unfolded: A form is open now, which takes more room.
    """

    answered = Signal(str, object)
    asked = Signal(str, str)
    unfolded = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        """Offer nothing yet.

        Args:
            language: The language of the moment.
            today: Which day it is.
            parent: Qt's owner.
        """
        super().__init__(language, parent)
        self._arrived: Arrived | None = None
        self._yours = MessageText(language, None, TextSize.CHOICE, self, bold=True)
        self._read_out = MessageText(language, READ_OUT, parent=self)
        self.digits = Text(TextSize.HEADING, self, bold=True)
        self.closed = MessageText(language, CLOSED, parent=self)
        self.note = TextAnswer(self, lines=1)
        self.accept = MessageButton(language, M("Accept"), Kind.PRIMARY, self)
        self.later = MessageButton(language, M("We can help later"), parent=self)
        self.ask = MessageButton(language, M("Ask"), parent=self)
        self.decline = MessageButton(language, M("We cannot"), parent=self)
        self.close_it = MessageButton(language, M("Close it"), parent=self)
        self.there = MessageButton(language, M("The person is there"), Kind.PRIMARY, self)
        self.ask_form = AskForm(language, self)
        self.later_form = LaterForm(language, today, self)
        self.why_form = WhyNotForm(language, self)
        self._build()
        self.accept.clicked.connect(self._on_accept)
        self.there.clicked.connect(self._on_there)
        self.later.clicked.connect(self._on_later)
        self.decline.clicked.connect(self._on_decline)
        self.close_it.clicked.connect(self._on_close_it)
        self.ask.clicked.connect(self._on_ask)
        self.ask_form.given.connect(self._on_question)
        self.later_form.given.connect(self._on_day)
        self.why_form.given.connect(self._on_reason)
        self.retranslate()

    def show_arrived(self, arrived: Arrived) -> None:
        """Answer this referral; what is half-typed for the same one stays."""
        if self._arrived is None or self._arrived.record.id != arrived.record.id:
            self._empty()
        elif self._arrived.answered != arrived.answered:
            self._empty()  # it went with the answer
        self._arrived = arrived
        receipt = arrived.answered
        # Without a sender there is nobody to seal it to.
        is_open = arrived.sender is not None and not arrived.is_taken_back
        offered = _NEXT.get(receipt.status, _FIRST) if receipt is not None else _FIRST
        for status, way in self._ways().items():
            way.setVisible(is_open and status in offered)
        is_closed = receipt is not None and receipt.status is ReceiptStatus.CLOSED
        self.ask.setVisible(is_open and not is_closed)
        self.note.setVisible(is_open)
        self.closed.setVisible(arrived.is_closed and is_open)
        self._yours.setVisible(receipt is not None)
        self._yours.set_message(answer_words(receipt) if receipt is not None else None)
        digits = _digits(arrived)
        self.digits.say(isolated(digits))
        for said in (self._read_out, self.digits):
            said.setVisible(bool(digits))

    def put_question_away(self) -> None:
        """Fold the form of a question away: it is made."""
        self.ask_form.empty()
        self.ask_form.hide()

    def place_note(self, among: QVBoxLayout | None) -> None:
        """Have the field scroll at the end of other words, or stand with the ways (None)."""
        place = among if among is not None else self._column
        if place.indexOf(self.note) < 0:
            place.insertWidget(place.count() if place is among else _BEFORE_WAYS, self.note)

    def retranslate(self) -> None:
        """Name the field anew."""
        self.note.set_language(self.language.language.tag)
        self.note.set_name(self.language.text(_NOTE), self.language.text(_SHORT_NOTE))

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        column = self._column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for said in (self._yours, self._read_out, self.digits, self.note):
            column.addWidget(said)
        ends = FlowLayout(spacing=SPACE_M)
        # In this order, what a second press of a double click may hit is only ever a form.
        for way in (self.accept, self.later, self.ask, self.decline, self.close_it, self.there):
            ends.addWidget(way)
        column.addLayout(ends)
        for form in self._forms():
            column.addWidget(form)
            form.hide()
        for opens in (self.later, self.ask, self.decline):
            opens.set_mark(Mark.OPENS)

    def _forms(self) -> tuple[LaterForm, AskForm, WhyNotForm]:
        return self.later_form, self.ask_form, self.why_form

    def _ways(self) -> Mapping[ReceiptStatus, MessageButton]:
        return {
            ReceiptStatus.ACCEPTED: self.accept,
            ReceiptStatus.ARRIVED: self.there,
            ReceiptStatus.LATER: self.later,
            ReceiptStatus.DECLINED: self.decline,
            ReceiptStatus.CLOSED: self.close_it,
        }

    def _empty(self) -> None:
        self.note.set_text("")
        for form in self._forms():
            form.empty()
            form.hide()

    def _unfold(self, form: LaterForm | AskForm | WhyNotForm) -> None:
        for each in self._forms():
            each.setVisible(each is form and form.isHidden())
        laid_out_anew(self)
        self.unfolded.emit()
        if not form.isHidden():
            form.begin()  # now: a move to another place takes the focus away
            come_into_sight(form)

    def _on_accept(self) -> None:
        self._answer(ReceiptStatus.ACCEPTED)

    def _on_there(self) -> None:
        self._answer(ReceiptStatus.ARRIVED)

    def _on_later(self) -> None:
        self._unfold(self.later_form)

    def _on_decline(self) -> None:
        self._unfold(self.why_form)

    def _on_ask(self) -> None:
        self._unfold(self.ask_form)

    def _on_question(self, text: str) -> None:
        if self._arrived is not None:
            self.asked.emit(self._arrived.record.id, text)

    def _on_close_it(self) -> None:
        self._answer(ReceiptStatus.CLOSED)

    def _on_day(self, start: date) -> None:
        self._answer(ReceiptStatus.LATER, start=start)

    def _on_reason(self, reason: Reason | None) -> None:
        self._answer(ReceiptStatus.DECLINED, reason=reason)

    def _answer(
        self, status: ReceiptStatus, *, reason: Reason | None = None, start: date | None = None
    ) -> None:
        if self._arrived is not None:
            note = self.note.text().strip()
            answer = OurAnswer(status=status, note=note, reason=reason, start=start)
            self.answered.emit(self._arrived.record.id, answer)


def _digits(arrived: Arrived) -> str:
    """Return the digits that say our decision on the phone, or "" when there is none to say."""
    receipt = arrived.answered
    if receipt is None or receipt.status not in DECISIONS:
        return ""
    digits = phone_digits(arrived.referral.phone_key, arrived.record.id, receipt.status)
    half = len(digits) // 2
    return f"{digits[:half]}\u00a0{digits[half:]}"


class OntoStick(QWidget):
    """Answers that are made and not on a stick yet, and the way onto it.

    Signals:
        send_asked: The folder that they are to be written to.
        place_asked: The folder is still to be chosen.
    """

    send_asked = Signal(object)
    place_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stick: Path | None = None
        self._words = MessageText(language, None, TextSize.CHOICE, self)
        self._eject = MessageText(language, EJECT, parent=self)
        self.send = MessageButton(language, M("Write to a stick…"), Kind.PRIMARY, self)
        self.elsewhere = MessageButton(language, M("To another place…"), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_M, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self._words)
        column.addWidget(self._eject)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.send)
        ends.addWidget(self.elsewhere)
        column.addLayout(ends)
        self.send.clicked.connect(self._on_send)
        self.elsewhere.clicked.connect(self.place_asked)
        self._eject.hide()
        self.hide()

    def show_waiting(self, count: int, stick: Path | None) -> None:
        """Say how many answers wait; `stick` is the one that was opened last."""
        self._stick = stick
        self.send.setVisible(count > 0)
        self.elsewhere.setVisible(count > 0 and stick is not None)
        if count:
            self._eject.hide()
            self._words.set_message(
                MN(
                    "{count} answer is made and signed. It is not on a stick yet.",
                    "{count} answers are made and signed. They are not on a stick yet.",
                    count,
                )
            )
            self.send.set_message(
                M("Write to {place}", place=stick.name or str(stick))
                if stick is not None
                else M("Write to a stick…")
            )
            self.show()

    def show_sent(self, count: int) -> None:
        """Say how many answers have been written and read back."""
        self._words.set_message(
            MN(
                "{count} answer is written and read back. Bring the stick to the sender.",
                "{count} answers are written and read back. Bring the stick to the senders.",
                count,
            )
        )
        self._eject.show()
        self.show()

    def said(self) -> str:
        """Return the words shown."""
        return self._words.said()

    def _on_send(self) -> None:
        if self._stick is None:
            self.place_asked.emit()
        else:
            self.send_asked.emit(self._stick)
