from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from intake_app.i18n.direction import (
    OVERRIDES,
    direction_of,
    isolated,
    isolated_in,
    unbroken,
    without_isolates,
)
from intake_app.i18n.languages import Direction


def test_the_first_letter_gives_the_direction():
    assert direction_of("12 سلمى Anna") is Direction.RIGHT_TO_LEFT
    assert direction_of("12 Anna سلمى") is Direction.LEFT_TO_RIGHT
    assert direction_of("+961 3") is None


def test_an_override_cannot_turn_the_sentence():
    assert isolated("\u202egpj.exe") == "\u2068gpj.exe\u2069"


def test_a_stray_end_cannot_break_out():
    assert isolated("a\u2069b\u2067c") == "\u2068ab\u2067c\u2069\u2069"


def test_a_number_stands_whole_on_one_line():
    assert unbroken("+351 210 555") == "\u2068+351\u00a0210\u00a0555\u2069"


def test_plain_words_stay_as_they_are():
    assert isolated_in(Direction.LEFT_TO_RIGHT, "Anna, office 12") == "Anna, office 12"


@given(st.text(alphabet=st.sampled_from("ab א ع 1 \u2066\u2067\u2068\u2069\u202a\u202e\u202c")))
def test_whatever_stands_inside_ends_inside(text):
    inside = isolated(text)[1:-1]
    depth = 0

    for char in inside:
        depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
        assert depth >= 0
    assert depth == 0
    assert not set(inside) & set(OVERRIDES)
    assert without_isolates(inside) == without_isolates(text).translate(
        dict.fromkeys(map(ord, OVERRIDES))
    )
