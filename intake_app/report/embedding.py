"""The shipped fonts as a PDF carries them: only the glyphs it shows.

reportlab embeds a font by characters, Qt's layout speaks of glyphs. Each glyph
is therefore given a character that stands for it: its own where the font has
one, else one of the private use area. What the letters are is said beside the
glyphs (ActualText), so that searching and copying find them.

This leans on inner parts of reportlab's TTFont, which is why its version is
pinned exactly and a test compares pictures.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase, QRawFont
from reportlab.pdfbase.ttfonts import TTFont

from intake_app.i18n.fonts import FAMILIES, font_files

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

_PRIVATE: Final = 0xE000
_THOUSAND: Final = 1000


class EmbeddedFont:
    """One shipped font in one document."""

    def __init__(self, name: str, content: bytes) -> None:
        self._font = TTFont(name, io.BytesIO(content), asciiReadable=0)
        self._face: Any = self._font.face  # its types are not told in full
        self._free = _PRIVATE

    def character(self, glyph: int, width: float) -> str:
        """Return the character that stands for `glyph`.

        Args:
            glyph: The glyph's number in the font.
            width: How wide it is, as a share of the letter size.
        """
        known = self._face.glyphToChar.get(glyph)
        if known:
            return chr(known[0])
        while self._free in self._face.charToGlyph:
            self._free += 1
        self._face.charToGlyph[self._free] = glyph
        self._face.glyphToChar[glyph] = [self._free]
        self._face.charWidths[self._free] = width * _THOUSAND
        return chr(self._free)

    def width(self, character: str) -> float:
        """Return the width the PDF gives a character, as a share of the letter size."""
        return float(self._face.getCharWidth(ord(character))) / _THOUSAND

    def encoded(self, character: str, document: PDFDocument) -> tuple[str, int]:
        """Return the resource name of the font's part and the code within it."""
        ((part, code),) = self._font.splitString(character, document)
        return self._font.getSubsetInternalName(part, document), code[0]


class EmbeddedFonts:
    """The shipped fonts of one document, found by what they hold and not by name.

    A computer may have a font of the same name in another version, whose glyphs
    bear other numbers. So a font is taken for ours only if its ``head`` table is
    ours to the byte: it holds a check sum and the date the font was made.
    """

    def __init__(self) -> None:
        self._contents = {_head(content): content for content in _shipped()}
        self._fonts: dict[bytes, EmbeddedFont] = {}

    def find(self, font: QRawFont) -> EmbeddedFont | None:
        """Return the embedded twin of a font, or None when it is not a shipped one."""
        head = bytes(font.fontTable("head").data())
        if head not in self._contents:
            return None
        if head not in self._fonts:
            name = f"shipped{len(self._fonts)}"
            self._fonts[head] = EmbeddedFont(name, self._contents[head])
        return self._fonts[head]


def load_shipped_fonts() -> None:
    """Make the shipped fonts known to Qt, unless they are; needs a `QGuiApplication`."""
    if not set(FAMILIES) <= set(QFontDatabase.families()):
        for content in _shipped():
            QFontDatabase.addApplicationFontFromData(QByteArray(content))


def _shipped() -> list[bytes]:
    return [file.read_bytes() for file in font_files()]


def _head(content: bytes) -> bytes:
    return bytes(QRawFont(QByteArray(content), 16.0).fontTable("head").data())
