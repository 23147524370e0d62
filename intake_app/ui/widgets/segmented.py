"""A few answers side by side, and rows that end in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from intake_app.domain.consent import Choice
from intake_app.services.words import CHOICES
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token, color
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, bare
from intake_app.ui.typography import RESCALED, TextSize, scaled
from intake_app.ui.widgets import paint
from intake_app.ui.widgets.buttons import Kind, MessageButton, Seat
from intake_app.ui.widgets.flow import FlowLayout, fill
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from intake_app.domain.message import Message
    from intake_app.i18n.languages import Language

_TICK: Final = 17
_NARROW: Final = 460


class Segmented(Retranslating):
    """One of a few answers, or none: nothing is chosen beforehand.

    Signals:
        chosen: The key of the answer chosen, or None when taken back.
    """

    chosen = Signal(object)

    def __init__(
        self,
        language: LanguageSwitch,
        answers: Mapping[object, Message],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self._about: Message | str = ""
        self._keeps_one = False
        self._buttons: dict[object, MessageButton] = {}
        layout = FlowLayout(self, spacing=SPACE_S)
        for key, message in answers.items():
            button = MessageButton(language, message, Kind.SEGMENT)
            layout.addWidget(Seat(button, self))
            button.clicked.connect(self._on_clicked)
            self._buttons[key] = button
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def set_about(self, about: Message | str) -> None:
        """Say what is answered; each button is named with it."""
        self._about = about
        self.retranslate()

    def keep_one(self) -> None:
        """Let an answer be changed but not taken back, where there has to be one."""
        self._keeps_one = True

    def answer(self) -> object:
        """Return the key of the answer chosen, or None."""
        return next((k for k, b in self._buttons.items() if b.isChecked()), None)

    def set_answer(self, answer: object) -> None:
        """Show an answer (None: none) without saying so."""
        for key, button in self._buttons.items():
            button.setChecked(key == answer)

    def buttons(self) -> list[MessageButton]:
        """Return the buttons in reading order."""
        return list(self._buttons.values())

    def retranslate(self) -> None:
        """Name group and buttons anew."""
        about = self._about if isinstance(self._about, str) else self.language.text(self._about)
        self.setAccessibleName(about)
        for button in self._buttons.values():
            button.set_about(about)

    def _on_clicked(self) -> None:
        for button in self._buttons.values():
            if button is not self.sender():
                button.setChecked(False)
            elif self._keeps_one:
                button.setChecked(True)
        self.chosen.emit(self.answer())


class AnswerRow(QWidget):
    """A boxed line: what is asked, a word about it, and a few answers at its end.

    A row whose answer is the `marked` one is drawn as chosen: tick, bold, edge, tint.

    Signals:
        answered: The key of the answer chosen, or None when taken back.
    """

    answered = Signal(object)

    def __init__(
        self,
        language: LanguageSwitch,
        answers: Mapping[object, Message],
        *,
        marked: object = None,
        quoted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            language: The language of the moment.
            answers: The answers.
            marked: The answer that is drawn as chosen.
            quoted: Whether what is asked are a form's words, not the program's (`quote`).
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._marked = marked
        self._tick_place = QWidget(self)
        self._tick_place.setVisible(marked is not None)
        self._title = (
            Text(TextSize.CHOICE, self)
            if quoted
            else MessageText(language, None, TextSize.CHOICE, self)
        )
        self._note = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        self._note.hide()
        self._answers = Segmented(language, answers, self)
        self._words = FlowLayout(spacing=SPACE_M)
        fill(self._words, (self._title, self._note))
        told = QHBoxLayout()
        bare(told, SPACE_M)
        told.addWidget(self._tick_place)
        told.addLayout(self._words, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        bare(self._row, SPACE_M)
        self._row.setContentsMargins(SPACE_L, SPACE_S, SPACE_M, SPACE_S)
        self._row.addLayout(told, 1)
        self._row.addWidget(self._answers)
        self._answers.chosen.connect(self._on_chosen)

    def set_title(self, title: Message) -> None:
        """Say what is asked."""
        if isinstance(self._title, MessageText):
            self._title.set_message(title)
        self._answers.set_about(title)

    def quote(self, words: str, language: Language | None) -> None:
        """Say what is asked in a form's words, which are in `language`."""
        self._title.say(words, language)
        self._answers.set_about(words)

    def set_note(self, note: str) -> None:
        """Show a word about it, e.g. what would be shared; "" for none."""
        self._note.say(note)
        self._note.setVisible(bool(note))

    def answer(self) -> object:
        """Return the key of the answer chosen, or None."""
        return self._answers.answer()

    def set_answer(self, answer: object) -> None:
        """Show an answer (None: none) without saying so."""
        self._answers.set_answer(answer)
        self._mark()

    def segments(self) -> Segmented:
        """Return the group of answers."""
        return self._answers

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers under the words when there is no room beside them."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        self._tick_place.setFixedWidth(scaled(_TICK))
        need = self._answers.sizeHint().width() + self._title.sizeHint().width()
        tight = self.width() < scaled(_NARROW) or need > self.width() * 1.1
        way = QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the box and the tick."""
        painter = QPainter(self)
        if self._is_marked():
            accent = color(self, Token.ACCENT)
            ground = color(self, Token.TINT)
            paint.box(painter, QRectF(self.rect()), fill=ground, edge=accent, width=2)
            paint.tick(painter, _middle_square(self._tick_place), accent)
        else:
            edge = color(self, Token.EDGE)
            paint.box(painter, QRectF(self.rect()), fill=color(self, Token.PANEL), edge=edge)
        painter.end()

    def _is_marked(self) -> bool:
        return self._marked is not None and self.answer() == self._marked

    def _on_chosen(self, answer: object) -> None:
        self._mark()
        self.answered.emit(answer)

    def _mark(self) -> None:
        self._title.set_bold(self._is_marked())
        self._note.set_token(Token.INK if self._is_marked() else Token.SOFT_INK)
        self.update()


class YesNoNotYet(AnswerRow):
    """One thing to agree on: yes, no, not yet; `answered` carries a `Choice` or None."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, {choice: CHOICES[choice] for choice in Choice}, parent=parent)


def _middle_square(place: QWidget) -> QRectF:
    rect = QRectF(place.geometry())
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    return square
