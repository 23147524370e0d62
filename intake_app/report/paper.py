"""A4 pages as they are drawn: operators of PDF, and nothing about their making.

No title, author, date or maker is in the file, and the same drawing gives the
same bytes. This is the one place that touches reportlab's canvas; see
`embedding` for why its version is pinned.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QPainterPath
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo
from reportlab.pdfgen.canvas import Canvas

from intake_app.report.embedding import EmbeddedFont, EmbeddedFonts
from intake_app.report.rows import HAIRLINE, INK, Colour, Text
from intake_app.report.shaped_text import UNITS, Glyphs, Line, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfbase.pdfdoc import PDFDocument

PAGE_WIDTH, PAGE_HEIGHT = A4

_MAKER: Final = re.compile(rb"ReportLab [Gg]enerated PDF document[^\n]*")
_CUBIC: Final = 3
_UNUSED_FONT: Final = "F1"
"""Helvetica, which reportlab names in every file and no page of ours uses."""


@dataclass(slots=True)
class Paper:
    """The pages as they are drawn.

    Attributes:
        tag: BCP 47 tag of the document's first language.
    """

    tag: str
    _canvas: Any = field(init=False)  # its types say nothing of its inner parts
    _fonts: EmbeddedFonts = field(init=False, default_factory=EmbeddedFonts)

    def __post_init__(self) -> None:
        """Begin a file without anything about its making."""
        self._canvas = Canvas(
            io.BytesIO(),
            pagesize=A4,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 5),
            lang=self.tag,
        )
        self._document.info = _NoInfo()
        self._canvas._preamble = ""  # noqa: SLF001 - it names a font that no page uses

    @property
    def _document(self) -> PDFDocument:
        found: PDFDocument = self._canvas._doc  # noqa: SLF001 - reportlab shows the document nowhere else
        return found

    def end_page(self) -> None:
        """Go on to the next page."""
        self._canvas.showPage()

    def content(self) -> bytes:
        """Return the file's bytes."""
        fonts: Any = self._document.idToObject["BasicFonts"]
        fonts.dict.pop(_UNUSED_FONT)
        self._document.idToObject[_UNUSED_FONT] = PDFDictionary({})
        found: bytes = self._canvas.getpdfdata()
        return _MAKER.sub(lambda made: b" " * len(made[0]), found)  # as long: offsets hold

    def rule(self, left: float, width: float, height: float) -> None:
        """Draw a hairline, `height` points above the foot of the page."""
        self._add(_colour(HAIRLINE, "RG"))
        self._add(f"0.6 w {left:.2f} {height:.2f} m {left + width:.2f} {height:.2f} l S")

    def bar(self, left: float, width: float, height: float, thick: float) -> None:
        """Fill a bar, its lower edge `height` points above the foot of the page."""
        self._add(_colour(INK, "rg"))
        self._add(f"{left:.2f} {height:.2f} {width:.2f} {thick:.2f} re f")

    def text(self, text: Text, lines: Sequence[Line], left: float, top: float) -> None:
        """Draw the lines of a text, the first with its top edge at `top`."""
        tag = f" /Lang ({text.tag})" if text.tag else ""
        self._add(_colour(text.style.colour, "rg"))
        for line in lines:
            for word in line.words:
                letters = ("\ufeff" + word.letters).encode("utf-16-be").hex()
                self._add(f"/Span <</ActualText <{letters}>{tag}>> BDC")
                self._word(word, line.size, left, top)
                self._add("EMC")
            top -= line.height

    def _word(self, word: Word, size: float, left: float, top: float) -> None:
        for glyphs in word.glyphs:
            font = self._fonts.find(glyphs.font)
            if font is None:
                self._outlines(glyphs, left, top)
            else:
                self._glyphs(glyphs, font, size, left, top)

    def _glyphs(
        self, glyphs: Glyphs, font: EmbeddedFont, size: float, left: float, top: float
    ) -> None:
        """Show glyphs of a shipped font; those on one height in one string."""
        self._add("BT")
        run = _Run()
        for number, (x, y), advance in zip(
            glyphs.numbers, glyphs.places, glyphs.advances, strict=True
        ):
            character = font.character(number, advance / size)
            name, code = font.encoded(character, self._document)
            if not run.takes(name, y):
                self._add(run.shown())
                run = _Run(
                    name=name,
                    y=y,
                    end=x,
                    start=f"{name} {size:.2f} Tf 1 0 0 1 {left + x:.3f} {top - y:.3f} Tm",
                )
            run.add(code, x, font.width(character) * size, size)
        self._add(run.shown())
        self._add("ET")

    def _outlines(self, glyphs: Glyphs, left: float, top: float) -> None:
        """Draw glyphs of a font that is not ours as shapes: right everywhere, not searchable."""
        for number, (x, y) in zip(glyphs.numbers, glyphs.places, strict=True):
            path = glyphs.font.pathForGlyph(number)
            if path.elementCount():
                self._add(_outline(path, left + x, top - y))

    def _add(self, operators: str) -> None:
        self._canvas._code.append(operators)  # noqa: SLF001 - the page's own list of operators


@dataclass(slots=True)
class _Run:
    """Glyphs that one operator shows: of one font, on one height."""

    name: str = ""
    y: float = 0.0
    end: float = 0.0
    start: str = ""
    parts: list[str] = field(default_factory=list)

    def takes(self, name: str, y: float) -> bool:
        return name == self.name and y == self.y

    def add(self, code: int, x: float, width: float, size: float) -> None:
        back = (self.end - x) * 1000 / size
        if abs(back) >= 1:
            self.parts.append(f"{back:.0f}")
            x = self.end - round(back) * size / 1000
        self.parts.append(f"<{code:02x}>")
        self.end = x + width

    def shown(self) -> str:
        joined = " ".join(self.parts).replace("> <", "")
        return f"{self.start} [{joined}] TJ" if self.parts else ""


class _NoInfo(PDFInfo):
    """The document's information: none."""

    def format(self, document: PDFDocument) -> bytes:
        found: bytes = PDFDictionary({}).format(document)
        return found


def _colour(colour: Colour, operator: str) -> str:
    return " ".join(f"{part:.3f}" for part in colour) + f" {operator}"


def _outline(path: QPainterPath, left: float, base: float) -> str:
    """Return the operators that fill a glyph's shape."""
    points = [
        (element.x / UNITS + left, base - element.y / UNITS)
        for element in (path.elementAt(index) for index in range(path.elementCount()))
    ]
    kinds = [path.elementAt(index).type for index in range(path.elementCount())]
    operators: list[str] = []
    index = 0
    while index < len(points):
        if kinds[index] == QPainterPath.ElementType.CurveToElement:
            curve = " ".join(f"{x:.2f} {y:.2f}" for x, y in points[index : index + _CUBIC])
            operators.append(f"{curve} c")
            index += _CUBIC
            continue
        x, y = points[index]
        is_move = kinds[index] == QPainterPath.ElementType.MoveToElement
        operators.append(f"{x:.2f} {y:.2f} {'m' if is_move else 'l'}")
        index += 1
    return " ".join(operators) + " f"
