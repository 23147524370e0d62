"""Strokes that several widgets share: boxes, the focus ring, tick, arrows.

Signs are drawn, not typed: a tick from a font of the computer would look
different on each, and the shipped fonts have none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QStyle

from intake_app.ui.language import qt_direction
from intake_app.ui.style import RADIUS

if TYPE_CHECKING:
    from intake_app.i18n.languages import Language

FOCUS_INSET: Final = 3.5
FOCUS_WIDTH: Final = 2.0
ENDLESS: Final = 100_000.0
LINE_SEPARATOR: Final = "\u2028"
_MOST_LEADING: Final = 1.9
"""A line takes no more height than so many ems: what the Arabic and Burmese fonts ask for tears
lines apart and pushes answers off a small screen. The most marked letters need that much."""


def box(  # noqa: PLR0913 - a box has these parts
    painter: QPainter,
    rect: QRectF,
    *,
    fill: QColor | None,
    edge: QColor | None,
    width: float = 1.0,
    radius: float = RADIUS,
    dashed: bool = False,
) -> None:
    """Draw a rounded box whose edge lies wholly inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    stroke = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(edge, width, stroke) if edge is not None else Qt.PenStyle.NoPen)
    half = width / 2 if edge is not None else 0
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def words(  # noqa: PLR0913 - a text has these parts
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    page: Qt.LayoutDirection,
    language: Language | None = None,
    place: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> None:
    """Draw a text at its place on the page, its letters in its own direction.

    A Tigrinya line on an Arabic page begins at the page's edge, and its
    question mark stands at its own end. Qt's labels know one direction for both.
    """
    side = QStyle.visualAlignment(page, place)
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(qt_direction(language) if language is not None else page)
    layout, size = _laid_out(text, painter.font(), rect.width(), option)
    spare = (rect.height() - size.height()) / 2
    first = layout.lineAt(0)
    over = first.height() - _leading(first, painter.font()) if first.isValid() else 0.0
    # A line gives up room below it alone, where no letter reaches; so it is low where there is
    # room to spare, and stands in the middle of that again.
    lift = max(0.0, min(spare, over / 2))
    layout.draw(painter, QPointF(rect.left(), rect.top() + floor(spare - lift)))


def measured(text: str, font: QFont, width: float = ENDLESS) -> QSize:
    """Return the size of a text set within `width`, exactly as `words` will break it.

    Neither the advance of the letters (joined Arabic ones were seen to need
    more) nor the rectangle of QFontMetrics (seen to break at other words).
    Layouts ask for the same sizes again and again, so the latest are remembered.
    """
    return QSize(_measured(text, _Face(key=font.key(), font=font), max(1.0, width)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """A font as a key: equal ones set a text the same."""

    key: str
    font: QFont = field(compare=False)


@lru_cache(maxsize=2048)
def _measured(text: str, face: _Face, width: float) -> QSize:
    _, size = _laid_out(text, face.font, width, QTextOption())
    return QSize(ceil(size.width()), max(ceil(size.height()), QFontMetrics(face.font).height()))


def _laid_out(
    text: str, font: QFont, width: float, option: QTextOption
) -> tuple[QTextLayout, QSizeF]:
    """Return the lines of a text and how wide and high they are in all."""
    layout = QTextLayout(text.replace("\n", LINE_SEPARATOR), font)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    widest = top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += _leading(line, font)
        widest = max(widest, line.naturalTextWidth())
    layout.endLayout()
    return layout, QSizeF(widest, top)


def _leading(line: QTextLine, font: QFont) -> float:
    """Return how much height a line takes."""
    return min(line.height(), floor(_MOST_LEADING * font.pixelSize()))


def focus_ring(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    """Draw the sign of keyboard focus: a second line inside the edge."""
    inner = rect.adjusted(FOCUS_INSET, FOCUS_INSET, -FOCUS_INSET, -FOCUS_INSET)
    box(painter, inner, fill=None, edge=ink, width=FOCUS_WIDTH, radius=RADIUS - 2)


def tick(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    """Draw a tick in `rect`; it is the same in both directions of writing."""
    size = min(rect.width(), rect.height())
    left, top = rect.center().x() - size / 2, rect.center().y() - size / 2
    path = QPainterPath(QPointF(left + size * 0.12, top + size * 0.55))
    path.lineTo(left + size * 0.38, top + size * 0.82)
    path.lineTo(left + size * 0.88, top + size * 0.20)
    _stroke(painter, path, ink, max(1.6, size * 0.14))


def arrow_down(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    """Draw the small sign of something that opens below."""
    size = min(rect.width(), rect.height())
    x, y = rect.center().x(), rect.center().y()
    path = QPainterPath(QPointF(x - size * 0.3, y - size * 0.15))
    path.lineTo(x, y + size * 0.18)
    path.lineTo(x + size * 0.3, y - size * 0.15)
    _stroke(painter, path, ink, max(1.6, size * 0.13))


def swap_arrows(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    """Draw two arrows, one each way: the sign of changing places."""
    size = min(rect.width(), rect.height())
    x, y = rect.center().x(), rect.center().y()
    half, head, gap = size * 0.45, size * 0.2, size * 0.2
    path = QPainterPath()
    for sign, line in ((1, y - gap), (-1, y + gap)):
        tip = QPointF(x + sign * half, line)
        path.moveTo(x - sign * half, line)
        path.lineTo(tip)
        path.moveTo(tip.x() - sign * head, line - head * 0.8)
        path.lineTo(tip)
        path.lineTo(tip.x() - sign * head, line + head * 0.8)
    _stroke(painter, path, ink, max(1.4, size * 0.09))


def _stroke(painter: QPainter, path: QPainterPath, ink: QColor, width: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
