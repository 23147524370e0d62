from __future__ import annotations

import re
import struct

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QRawFont

from intake_app.i18n.fonts import font_files
from intake_app.report.paper import Paper
from intake_app.report.rows import VALUE, text_of_people
from intake_app.report.shaped_text import UNITS, Glyphs, Line, Word, shaped
from tests.report.reading import pages, streams

pytestmark = pytest.mark.usefixtures("qapp")

WARM_HOME = "\u6e29\u6696\u7684\u5bb6"
"""Four Chinese letters: no font that is shipped has them, some computers do."""


def drawn(words: str, lines: tuple[Line, ...]) -> bytes:
    """Return a PDF with these lines alone."""
    paper = Paper("en")
    paper.text(text_of_people(words, VALUE), lines, 50, 700)
    paper.end_page()
    return paper.content()


def count_of_glyphs(pdf: bytes) -> tuple[int, int]:
    """Return how many glyphs are drawn as shapes, and how many as letters of a font."""
    (page,) = (stream for stream in streams(pdf) if b"/Span" in stream)
    shown = b"".join(re.findall(rb"\[([^\]]*)\] TJ", page))
    return page.count(b" f\n"), sum(len(code) // 2 for code in re.findall(rb"<(\w+)>", shown))


def of_another_version(content: bytes) -> bytes:
    """Return a font as if it had been made on another day."""
    changed = bytearray(content)
    (tables,) = struct.unpack_from(">H", content, 4)
    for at in range(12, 12 + 16 * tables, 16):
        name, _, start, _ = struct.unpack_from(">4sIII", content, at)
        if name == b"head":
            changed[start + 20 : start + 28] = bytes(8)
    assert changed != content
    return bytes(changed)


def test_letters_of_a_font_that_is_not_ours_are_drawn_as_shapes():
    ours = next(f for f in font_files() if f.name == "NotoSans-Regular.ttf").read_bytes()
    font = QRawFont(QByteArray(of_another_version(ours)), VALUE.size * UNITS)
    glyphs = Glyphs(
        font=font,
        numbers=tuple(font.glyphIndexesForString("HLT")),
        places=((0, 12), (10, 12), (20, 12)),
        advances=(10, 10, 10),
    )
    word = Word(letters="HLT", glyphs=(glyphs,))

    pdf = drawn("HLT", (Line(height=16, base=12, size=VALUE.size, words=(word,)),))

    assert count_of_glyphs(pdf) == (3, 0)
    assert pages(pdf) == ["HLT"]
    assert b"/BaseFont" not in pdf


def test_letters_of_a_shipped_font_are_no_shapes():
    pdf = drawn("Shelter", shaped(text_of_people("Shelter", VALUE), 400))

    assert count_of_glyphs(pdf) == (0, 7)


def test_a_letter_that_no_shipped_font_has_is_shown_and_kept_on_every_computer():
    pdf = drawn(WARM_HOME, shaped(text_of_people(WARM_HOME, VALUE), 400))

    # As a shape where the computer has a font for it, else as the empty box of ours.
    assert sum(count_of_glyphs(pdf)) == len(WARM_HOME)
    assert pages(pdf) == [WARM_HOME]
