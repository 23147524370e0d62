from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.i18n.languages import Direction, language
from intake_app.report.rows import VALUE, Row, text_in, text_of_people
from intake_app.report.shaped_text import Line, shaped
from intake_app.report.sheet import SetCell, SetRow, _paged

pytestmark = pytest.mark.usefixtures("qapp")


def glyphs_of(words: str, tag: str, width: float = 400):
    """Return (letters, glyph numbers, x places) of every word of the first line."""
    lines = shaped(text_in(language(tag), words, VALUE), width)
    return [
        (
            word.letters.strip(),
            [number for glyphs in word.glyphs for number in glyphs.numbers],
            [x for glyphs in word.glyphs for x, _ in glyphs.places],
        )
        for word in lines[0].words
    ]


def test_arabic_runs_from_the_right_and_its_letters_join():
    first, second = glyphs_of("سلام عليكم", "ar")
    alone = [glyphs_of(letter, "ar")[0][1] for letter in "سلام"]

    assert min(first[2]) > max(second[2])
    assert max(first[2]) > 300
    assert first[1] != [number for numbers in alone for number in numbers]


def test_a_number_inside_arabic_keeps_the_order_of_its_groups():
    words = glyphs_of("الرمز \u2068472 918\u2069 معها", "ar")

    places = {letters: min(xs) for letters, _, xs in words}
    assert places["472"] < places["918"] < places["الرمز"]


def test_ethiopic_and_burmese_use_the_shipped_fonts():
    for words, tag, family in (
        ("ትግርኛ", "ti", "Noto Sans Ethiopic"),
        ("မြန်မာ", "my", "Noto Sans Myanmar"),
    ):
        (line,) = shaped(text_in(language(tag), words, VALUE), 400)

        assert {g.font.familyName() for word in line.words for g in word.glyphs} == {family}


def test_what_lacks_a_translation_runs_as_english_on_the_side_of_its_column():
    text = text_in(language("ar"), "Call Ruth, \u2068after\u2069 six.", VALUE)

    assert text.direction is Direction.LEFT_TO_RIGHT
    assert text.side is Direction.RIGHT_TO_LEFT
    assert glyphs_of("Call.", "ar")[0][2][-1] > 350


def test_direction_controls_leave_no_letters_behind():
    (line,) = shaped(text_of_people("\u2068472 918\u2069\u200f \u00adend", VALUE), 400)

    assert "".join(word.letters for word in line.words) == "472 918end"


@given(st.text(max_size=80), st.floats(20, 400))
def test_no_letter_is_lost_in_breaking_lines(words, width):
    lines = shaped(text_of_people(words, VALUE), width)

    kept = [c for line in lines for word in line.words for c in word.letters if not c.isspace()]
    assert set(kept) <= set(words)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert kept.count(letter) == words.count(letter)


def row_of(heights, *, keeps_next, gap):
    lines = tuple(Line(height=height, base=height, size=10, words=()) for height in heights)
    cell = SetCell(text=text_of_people("x", VALUE), left=0, lines=lines)
    return SetRow(cells=(cell,), row=Row(cells=(), gap=gap, keeps_next=keeps_next))


rows = st.lists(
    st.builds(
        row_of,
        st.lists(st.floats(5, 30), min_size=1, max_size=30),
        keeps_next=st.booleans(),
        gap=st.floats(0, 20),
    ),
    max_size=30,
)


@given(rows, st.floats(60, 300))
def test_every_line_lands_on_a_page_in_order_and_no_page_overflows(set_rows, room):
    found = list(_paged(set_rows, room))

    lines = [line for page in found for row in page for cell in row.cells for line in cell.lines]
    assert lines == [line for row in set_rows for cell in row.cells for line in cell.lines]
    for page in found:
        used = sum(row.height for row in page) + sum(row.gap for row in page[1:])
        assert page
        assert used <= room + 1e-6


@given(rows)
def test_a_heading_is_never_left_alone_at_the_end_of_a_page(set_rows):
    pairs = [a.height + b.gap + b.height for a, b in pairwise(set_rows)]
    room = 1 + max([*pairs, *(row.height for row in set_rows)], default=0)
    alone = [row_of([r.height], keeps_next=i % 2 == 0, gap=r.gap) for i, r in enumerate(set_rows)]

    found = list(_paged(alone, room))

    for page, after in pairwise(found):
        assert after
        assert not page[-1].row.keeps_next
