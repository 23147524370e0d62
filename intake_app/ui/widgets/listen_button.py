"""A sign to press beside words that can be heard: a speaker, or a square while they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from intake_app.i18n.direction import without_isolates
from intake_app.ui.palette import Token, color
from intake_app.ui.style import HIT
from intake_app.ui.typography import RESCALED, scaled
from intake_app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QPaintEvent

LISTEN_KEY: Final = "F6"
"""As in the room, where it is for reading aloud."""

_LARGE: Final = 68
_LINE: Final = 0.055


class ListenButton(QPushButton):
    """Pressed, the words beside it are heard; pressed again, it is silent."""

    def __init__(self, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(parent)
        self._large = large
        self._is_heard = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_about(self, listen: str, words: str) -> None:
        """Name it for those who hear the screen: "Listen", and what is heard."""
        self.setAccessibleName(f"{without_isolates(listen)}: {without_isolates(words)}")

    def set_heard(self, is_heard: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show whether the words are being heard."""
        if is_heard != self._is_heard:
            self._is_heard = is_heard
            self.update()

    def is_heard(self) -> bool:
        """Return whether it shows that the words are being heard."""
        return self._is_heard

    def sizeHint(self) -> QSize:
        """Return a square that a finger finds."""
        side = scaled(_LARGE) if self._large else max(HIT, scaled(HIT))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it with Enter as with the space bar; a key held down presses once."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw a box with a speaker in it, or a square."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        ink = color(self, Token.ACCENT)
        is_lit = self.underMouse() or self.isDown() or self._is_heard
        ground = color(self, Token.TINT if is_lit else Token.PANEL)
        paint.box(painter, area, fill=ground, edge=color(self, Token.EDGE))
        side = min(area.width(), area.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(area.width(), 0)
            painter.scale(-1, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if self._is_heard:
            painter.drawRect(QRectF(side * 0.34, side * 0.34, side * 0.32, side * 0.32))
        else:
            painter.drawPath(_speaker(side))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(ink, side * _LINE)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            for reach in (0.13, 0.24):
                round_ = QRectF(0, 0, 2 * reach * side, 2 * reach * side)
                round_.moveCenter(QPointF(side * 0.54, side * 0.5))
                painter.drawArc(round_, -50 * 16, 100 * 16)
        painter.resetTransform()
        if self.hasFocus():
            paint.focus_ring(painter, area, color(self, Token.INK))
        painter.end()


def _speaker(side: float) -> QPainterPath:
    """Return a box with a cone."""
    path = QPainterPath(QPointF(0.22 * side, 0.41 * side))
    for x, y in ((0.33, 0.41), (0.50, 0.26), (0.50, 0.74), (0.33, 0.59), (0.22, 0.59)):
        path.lineTo(x * side, y * side)
    path.closeSubpath()
    return path
