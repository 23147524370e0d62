"""Answering a referral: accept or we cannot, a word with it, and onto the stick."""

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
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText
from intake_app.ui.widgets.text_answer import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from intake_app.domain.message import Message
    from intake_app.services.inbox import Arrived

YOUR_ANSWERS: Mapping[ReceiptStatus, Message] = {
    ReceiptStatus.ACCEPTED: M("Your answer: you accepted."),
    ReceiptStatus.LATER: M("Your answer: you can help later."),
    ReceiptStatus.DECLINED: M("Your answer: you cannot."),
    ReceiptStatus.ARRIVED: M("You said that the person is there."),
    ReceiptStatus.CLOSED: M("You closed this."),
}
CLOSED = M("The rest opens when you accept, and the sender is told.")
_NOTE = M("A word with your answer, if you like: from when, or who else may help")
_SHORT_NOTE = M("A word with your answer, if you like")


class AnswerPanel(Retranslating):
    """The ways to answer the referral that is open.

    Answering again is possible: the latest answer counts.

    Signals:
        answered: The packet's id, a `ReceiptStatus` and a note.
    """

    answered = Signal(str, object, str)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._arrived: Arrived | None = None
        self._yours = MessageText(language, None, TextSize.CHOICE, self, bold=True)
        self.by_phone = MessageText(language, None, TextSize.CHOICE, self)
        self.closed = MessageText(language, CLOSED, parent=self)
        self.note = TextAnswer(self, lines=1)
        self.accept = MessageButton(language, M("Accept"), Kind.PRIMARY, self)
        self.decline = MessageButton(language, M("We cannot"), parent=self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self._yours)
        column.addWidget(self.by_phone)
        column.addWidget(self.closed)
        column.addWidget(self.note)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.accept)
        ends.addWidget(self.decline)
        column.addLayout(ends)
        self.accept.clicked.connect(self._on_accept)
        self.decline.clicked.connect(self._on_decline)
        self.retranslate()

    def show_arrived(self, arrived: Arrived) -> None:
        """Answer this referral; a note half-typed for the same one stays."""
        if self._arrived is None or self._arrived.record.id != arrived.record.id:
            self.note.set_text("")
        self._arrived = arrived
        # Without a sender there is nobody to seal it to.
        is_open = arrived.sender is not None
        for way in (self.note, self.accept, self.decline):
            way.setVisible(is_open)
        self.closed.setVisible(arrived.is_closed and is_open)
        receipt = arrived.answered
        said = YOUR_ANSWERS[receipt.status] if receipt is not None else None
        self._yours.setVisible(said is not None)
        self._yours.set_message(said)
        read_out = _read_out(arrived)
        self.by_phone.setVisible(read_out is not None)
        self.by_phone.set_message(read_out)

    def retranslate(self) -> None:
        """Name the field anew."""
        self.note.set_language(self.language.language.tag)
        self.note.set_name(self.language.text(_NOTE), self.language.text(_SHORT_NOTE))

    def _on_accept(self) -> None:
        self._answer(ReceiptStatus.ACCEPTED)

    def _on_decline(self) -> None:
        self._answer(ReceiptStatus.DECLINED)

    def _answer(self, status: ReceiptStatus) -> None:
        if self._arrived is not None:
            self.answered.emit(self._arrived.record.id, status, self.note.text().strip())


def _read_out(arrived: Arrived) -> Message | None:
    """Return the digits that say our decision on the phone; None when there is none to say."""
    receipt = arrived.answered
    if receipt is None or receipt.status not in DECISIONS:
        return None
    digits = phone_digits(arrived.referral.phone_key, arrived.record.id, receipt.status)
    half = len(digits) // 2
    # Translators: {digits} is eight digits in two groups, e.g. "1234 5678".
    return M(
        "If the file cannot travel soon, read these eight digits on the phone: {digits}",
        digits=isolated(f"{digits[:half]}\u00a0{digits[half:]}"),
    )


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
