"""Lines of glyphs: what Qt's text layout makes of a paragraph in the shipped fonts.

reportlab sets Arabic unjoined and reversed, Ethiopic and Burmese in pieces; Qt
sets every script as the screen does. So Qt breaks the lines and picks the
glyphs, and only their numbers and places go to the PDF. Needs a
`QGuiApplication`; runs on any thread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from intake_app.i18n.fonts import FAMILIES
from intake_app.i18n.languages import Direction
from intake_app.report.rows import is_tall

if TYPE_CHECKING:
    from PySide6.QtGui import QGlyphRun, QRawFont, QTextLine

    from intake_app.report.rows import Text

UNITS: Final = 64
"""Layout units in a point: Qt lays out in whole pixels of fonts, too coarse for paper."""

LEADING: Final = 1.4
TALL_LEADING: Final = 1.65
_LETTER_HEIGHT: Final = 0.8
_CONTROLS: Final = "\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad"
_WORD: Final = re.compile(rf"[^\s{_CONTROLS}]+[^\S{_CONTROLS}]*")
"""A word and the blanks after it. Direction controls have done their work in the
layout; their empty glyphs are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """Some glyphs of one font.

    Attributes:
        numbers: Glyph ids in `font`.
        places: Where each starts, in points: x from the line's left edge, y
            downwards from its top.
        advances: How wide each is, in points.
    """

    font: QRawFont
    numbers: tuple[int, ...]
    places: tuple[tuple[float, float], ...]
    advances: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as it is written, and the glyphs that show it."""

    letters: str
    glyphs: tuple[Glyphs, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a paragraph.

    Attributes:
        height: In points, with its leading.
        base: From its top edge down to the line the letters stand on, in points.
        size: Of its letters, in points.
        words: In the order they are read.
    """

    height: float
    base: float
    size: float
    words: tuple[Word, ...]


def shaped(text: Text, width: float) -> tuple[Line, ...]:
    """Return `text` as lines of at most `width` points, from the side it starts at."""
    layout = QTextLayout(text.words, _font(text))
    layout.setTextOption(_option(text))
    layout.beginLayout()
    found: list[QTextLine] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * UNITS)
        line.setPosition(QPointF(0, 0))
        found.append(line)
    layout.endLayout()
    size = text.style.size * text.scale
    height = size * (TALL_LEADING if is_tall(text.words) else LEADING)
    return tuple(_line(line, text.words, size, height) for line in found)


def _font(text: Text) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(round(text.style.size * text.scale * UNITS))
    font.setBold(text.style.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _option(text: Text) -> QTextOption:
    is_rtl = text.direction is Direction.RIGHT_TO_LEFT
    is_right = text.side is Direction.RIGHT_TO_LEFT
    option = QTextOption(Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
    )
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    return option


def _line(line: QTextLine, words: str, size: float, height: float) -> Line:
    base = (height - size) / 2 + size * _LETTER_HEIGHT
    start = line.textStart()
    part = words[start : start + line.textLength()]
    found = tuple(
        Word(
            letters=match.group(),
            glyphs=tuple(
                _glyphs(run, base - line.ascent() / UNITS)
                for run in line.glyphRuns(start + match.start(), len(match.group()))
            ),
        )
        for match in _WORD.finditer(part)
    )
    return Line(height=height, base=base, size=size, words=found)


def _glyphs(run: QGlyphRun, drop: float) -> Glyphs:
    """Return a run's glyphs, moved down so that they stand on the line."""
    font, numbers = run.rawFont(), run.glyphIndexes()
    advances = font.advancesForGlyphIndexes(numbers)
    return Glyphs(
        font=font,
        numbers=tuple(numbers),
        places=tuple((p.x() / UNITS, p.y() / UNITS + drop) for p in run.positions()),
        advances=tuple(advance.x() / UNITS for advance in advances),
    )
