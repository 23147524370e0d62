"""A short sentence among others, and alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n.languages import language as language_of
from intake_app.ui.language import qt_direction
from intake_app.ui.palette import Token, color
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, bare
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets import paint
from intake_app.ui.widgets.listen_button import ListenButton
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

LEAST_COLUMN: Final = 340
_LEAST_HEIGHT: Final = 62
_MOVES: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One sentence in the person's language, and in the worker's."""

    key: str
    person: str
    worker: str


class PhraseButton(QPushButton):
    """One sentence large, the other language beneath it, and the key that shows it.

    Signals:
        moved: An arrow key asks for the sentence so many further on.
    """

    moved = Signal(int)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        number = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        number.say(key.upper())
        number.setFixedWidth(scaled(16))
        self._first = Text(TextSize.HEADING, self)
        self._second = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        words = QVBoxLayout()
        bare(words)
        words.addWidget(self._first)
        words.addWidget(self._second)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 6, SPACE_M, 6)
        row.setSpacing(SPACE_S)
        self.listen = ListenButton(self)
        self.listen.hide()
        row.addWidget(number)
        row.addLayout(words, 1)
        row.addWidget(self.listen)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_phrase(self, phrase: Phrase, first: str, second: str) -> None:
        """Show a sentence in these languages (BCP 47), the first one large."""
        self._first.say(phrase.person, language_of(first))
        self._second.say(phrase.worker, language_of(second))
        self._second.setVisible(bool(phrase.worker))
        said = (self._key.upper(), self._first.said(), self._second.said())
        self.setAccessibleName(", ".join(part for part in said if part))

    def sizeHint(self) -> QSize:
        """Return a size that leaves the width to the grid."""
        return QSize(scaled(LEAST_COLUMN), _LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: a key and a word."""
        return QSize(scaled(160), _LEAST_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; show with Enter as with Space; leave the rest to the bar."""
        step = _MOVES.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, edge and focus; the words are labels of their own."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        ground = Token.TINT if self.underMouse() or self.isDown() else Token.PANEL
        paint.box(painter, area, fill=color(self, ground), edge=color(self, Token.EDGE))
        if self.hasFocus():
            paint.focus_ring(painter, area, color(self, Token.INK))
        painter.end()


class OnePhrase(QWidget):
    """One sentence alone, to be read across a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = Text(TextSize.PERSON, self)
        self._first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._first)  # a text has a role, and is spoken
        self._second = Text(TextSize.LEADING, self, token=Token.SOFT_INK)
        self.listen = ListenButton(self, large=True)
        self.listen.hide()
        first = QHBoxLayout()
        bare(first, SPACE_L)
        first.addWidget(self.listen, alignment=Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._first, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_L)
        column.addStretch(2)
        column.addLayout(first)
        column.addWidget(self._second)
        column.addStretch(3)

    def show_phrase(self, phrase: Phrase, first: str, second: str) -> None:
        """Show a sentence in these languages, the first one very large."""
        self.setLayoutDirection(qt_direction(language_of(first)))
        self._first.say(phrase.person, language_of(first))
        self._second.say(phrase.worker, language_of(second))
        self.setAccessibleName(f"{self._first.said()} {self._second.said()}".strip())

    def hide_phrase(self) -> None:
        """Forget the sentence."""
        self._first.say("")
        self._second.say("")
        self.setAccessibleName("")

    def said(self) -> str:
        """Return the sentence in its first language."""
        return self._first.said()
