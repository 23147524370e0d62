"""Simple pictures beside words: something said, and what is said to it.

They are drawn, so that they follow the colours and the size of text; no faces, no
hands. The words beside them always say the same.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.ui.palette import Token, color
from intake_app.ui.typography import RESCALED, scaled
from intake_app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent

_SIDE: Final = 48
_LINE: Final = 2.4


class Sign(Enum):
    """What stands in the speech bubble."""

    TICK = auto()
    CROSS = auto()
    DOTS = auto()


class SignPicture(QWidget):
    """A speech bubble with a tick, a cross, or three dots in it."""

    def __init__(self, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return a square as high as two lines."""
        return QSize(scaled(_SIDE), scaled(_SIDE))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the bubble and what is in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = color(self, Token.INK)
        side = float(min(self.width(), self.height()))
        pen = QPen(ink, _LINE * side / _SIDE)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPath(_bubble(side))
        inner = QRectF(side * 0.33, side * 0.21, side * 0.34, side * 0.34)
        match self.sign:
            case Sign.TICK:
                paint.tick(painter, inner, ink)
            case Sign.CROSS:
                painter.drawLine(inner.topLeft(), inner.bottomRight())
                painter.drawLine(inner.topRight(), inner.bottomLeft())
            case Sign.DOTS:
                painter.setBrush(ink)
                for step in (0.0, 0.5, 1.0):
                    middle = QPointF(inner.left() + inner.width() * step, inner.center().y())
                    painter.drawEllipse(middle, side * 0.025, side * 0.025)
        painter.end()


def _bubble(side: float) -> QPainterPath:
    """Return a box with round corners and a tip below."""
    box, tip, radius = QRectF(0.06, 0.08, 0.88, 0.62), 0.92, 0.16
    left, right, bottom = box.left() * side, box.right() * side, box.bottom() * side
    path = QPainterPath()
    path.addRoundedRect(
        QRectF(left, box.top() * side, right - left, bottom - box.top() * side),
        radius * side,
        radius * side,
    )
    point = QPainterPath(QPointF(0.30 * side, bottom - 1))
    point.lineTo(0.30 * side, tip * side)
    point.lineTo(0.52 * side, bottom - 1)
    point.closeSubpath()
    return path.united(point)
