"""Letters: the shipped fonts, one constant chain, and the sizes of the page.

The size of the application's font carries the text scale: every other size is
a ratio to it, so that a widget needs nothing but `QApplication.font()`.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QEvent, QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from intake_app.i18n.fonts import FAMILIES, font_files

if TYPE_CHECKING:
    from intake_app.i18n.languages import Language

SMALLEST_SCALE: Final = 1.0
LARGEST_SCALE: Final = 2.0
LARGE: Final = 1.25
"""Above this scale of text what is less needed folds, so that choices stay in sight."""

RESCALED: Final = frozenset(
    {QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
)
"""Events after which a widget measures its text anew: where there is a style sheet, Qt
tells of another application font by `StyleChange` alone."""


class TextSize(IntEnum):
    """Sizes in pixels at scale 1; Ethiopic, Arabic and Burmese are drawn larger still."""

    NOTE = 13
    BASE = 15
    CHOICE = 17
    HEADING = 22
    OTHER = 22
    LEADING = 24
    PERSON = 40


def load_fonts() -> None:
    """Make the shipped fonts known to Qt, from memory; call once, before the first window.

    Raises:
        RuntimeError: A font file of the package cannot be read as a font.
    """
    # A chain of families makes Qt warn of each one that lacks a script, although
    # it then draws the right letters from the next.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    for file in font_files():
        if QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes())) < 0:
            raise RuntimeError("a shipped font cannot be read")


def base_font(scale: float = 1.0) -> QFont:
    """Return the application's font at a text scale of 1 to 2 (100 to 200 %)."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    bounded = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
    font.setPixelSize(round(TextSize.BASE * bounded))
    return font


def text_scale() -> float:
    """Return the text scale in use."""
    return QApplication.font().pixelSize() / TextSize.BASE


def is_large() -> bool:
    """Return whether text is so large that what is less needed makes room for the rest."""
    return text_scale() > LARGE


def scaled(pixels: float) -> int:
    """Return a length that belongs to text (a column, an indent) at the scale in use."""
    return round(pixels * text_scale())


def font_of(size: TextSize, language: Language | None = None, *, bold: bool = False) -> QFont:
    """Return the font of a text of `size` in `language` (None: as Latin letters).

    Fonts are asked for at every measure of a text, so each is built once; what
    is returned is shared and must not be changed.
    """
    factor = language.size_factor if language is not None else 1.0
    scale = text_scale()
    if size is TextSize.PERSON:  # read across a table at any scale; its answers need the room
        scale = (1 + scale) / 2
    pixels = round(size * scale * factor)
    return _built(QApplication.font().key(), pixels, bold)


@lru_cache(maxsize=64)
def _built(_key: str, pixels: int, bold: bool) -> QFont:  # noqa: FBT001 - parts of a cache's key
    font = QApplication.font()
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
