"""One choice in two languages: number, tick, leading language, other language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from intake_app.i18n.direction import without_isolates
from intake_app.ui.palette import Token, color
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from intake_app.ui.typography import RESCALED, TextSize, scaled
from intake_app.ui.widgets import paint
from intake_app.ui.widgets.buttons import Pressed
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from intake_app.domain.form import FormText

NARROW: Final = 400
"""Below this width, at scale 1, the languages stand one under the other."""

_HEIGHT: Final = 44
_LARGE_HEIGHT: Final = 76
_TICK: Final = 17
_AROUND: Final = 2
"""Above and below the words; letters leave the rest of it free themselves."""
_MOVES: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


class ChoiceRow(Pressed):
    """A row that is chosen or not; the list it stands in decides what that does.

    Signals:
        moved: An arrow key asks for the row so many further on.
    """

    moved = Signal(int)

    def __init__(
        self, parent: QWidget | None = None, *, set_apart: bool = False, large: bool = False
    ) -> None:
        """Make an empty row.

        Args:
            parent: Qt's owner.
            set_apart: Whether it is one of the rows that are no answer.
            large: Whether it is read across a table, as in the person's window.
        """
        super().__init__(parent)
        self._size = TextSize.HEADING if large else TextSize.CHOICE
        self._least = _LARGE_HEIGHT if large else _HEIGHT
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._set_apart = set_apart
        self._digit = ""
        self._most: int | None = None
        self._number = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        self._number.setWordWrap(False)
        self._tick_place = QWidget(self)
        self._texts: list[Text] = []
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(SPACE_L)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_L - SPACE_XS, _AROUND, SPACE_M, _AROUND)
        self._row.setSpacing(SPACE_S)
        self._row.addWidget(self._number)
        self._row.addWidget(self._tick_place)
        self._row.addLayout(self._words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._on_toggled)
        self._measure()

    def keep_low(self) -> None:
        """Stand in two languages at most from now on, the leading one first."""
        self._most = 2
        for text in self._texts[self._most :]:
            text.hide()

    def show_labels(self, labels: Sequence[FormText], digit: str) -> None:
        """Show the choice in its languages, leading one first, and its number key, or ""."""
        self._digit = digit
        self._number.say(digit)
        labels = labels[: self._most]
        while len(self._texts) < len(labels):
            text = Text(self._size, self)
            policy = text.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            text.setSizePolicy(policy)
            text.keep_room_for_bold()
            self._words.addWidget(text, 1)
            self._texts.append(text)
        for index, text in enumerate(self._texts):
            text.setVisible(index < len(labels))
            if index < len(labels):
                text.show_form_text(labels[index])
        said = [without_isolates(label.text) for label in labels]
        self.setAccessibleName(", ".join(([digit] if digit else []) + said))
        self._embolden()

    def set_picture(self, picture: QWidget) -> None:
        """Show a picture before the words; the words alone say what is meant."""
        self._row.insertWidget(self._row.indexOf(self._tick_place) + 1, picture)

    def set_aside(self, beside: QWidget) -> None:
        """Put something at the end of the row; it is pressed by itself."""
        self._row.addWidget(beside)

    def digit(self) -> str:
        """Return the number key that chooses it, or ""."""
        return self._digit

    def stack(self, stacked: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Set the languages one under the other, or side by side in columns."""
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._words.direction() != way:
            self._words.setDirection(way)
            self._words.setSpacing(0 if stacked else SPACE_L)

    def sizeHint(self) -> QSize:
        """Return a size that leaves the width to the list."""
        return QSize(scaled(NARROW), self._least)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: a number, a tick and a word."""
        return QSize(scaled(160), self._least)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's spelling
        """Return that the whole row may be hit."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; leave Enter and digits to the list."""
        step = _MOVES.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._measure()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, edge, tick and focus; the words are labels of their own."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self.isChecked():
            accent = color(self, Token.ACCENT)
            paint.box(painter, area, fill=color(self, Token.TINT), edge=accent, width=2)
            paint.tick(painter, QRectF(self._tick_rect()), accent)
        else:
            ground = Token.GROUND if self._set_apart else Token.PANEL
            if self.underMouse() or self.isDown():
                ground = Token.TINT
            edge = color(self, Token.HAIRLINE if self._set_apart else Token.EDGE)
            paint.box(painter, area, fill=color(self, ground), edge=edge)
        if self.hasFocus():
            paint.focus_ring(painter, area, color(self, Token.INK))
        painter.end()

    def _tick_rect(self) -> QRect:
        place = self._tick_place.geometry()
        side = scaled(_TICK)
        rect = QRect(0, 0, side, side)
        rect.moveCenter(place.center())
        return rect

    def _measure(self) -> None:
        self._number.setFixedWidth(scaled(16))
        # The height of the row comes from its layout alone: this is its strut.
        self._tick_place.setFixedSize(scaled(_TICK), self._least - 2 * _AROUND)
        self.updateGeometry()

    def _on_toggled(self, _checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._embolden()

    def _embolden(self) -> None:
        self._number.set_token(Token.INK if self.isChecked() else Token.SOFT_INK)
        for index, text in enumerate(self._texts):
            text.set_bold(self.isChecked() and index == 0)
