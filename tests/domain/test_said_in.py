"""Whether a text says a name, a number or a sentence, however it is spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.said_in import LEAST_LETTERS, says


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Her name is SELAM  Tesfay.", "Selam Tesfay"),
        ("selam-tesfay", "Selam Tesfay"),
        ("Call 0039 333 12 34 56", "+39 (333) 123456"),
        ("اتصل بها: ٣٣٣١٢٣٤", "3331234"),
        ("ሰላም ትባላለች", "ሰላም"),
        ("ﺳﻼم", "سلام"),
    ],
)
def test_it_is_found_however_it_is_spelled(text, value):
    assert says(text, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("She can climb", "Selam"), ("the romance", "Rom"), ("no", "no"), ("12 beds", "12"), ("", "")],
)
def test_what_says_nothing_of_anybody_is_not_found(text, value):
    assert not says(text, value)


def test_one_word_of_a_name_is_enough_where_asked_for():
    assert says("Selam can.", "Selam Tesfay", by_word=True)
    assert not says("Selam can.", "Selam Tesfay")


@given(st.text(), st.text(alphabet=st.characters(categories=["L"]), min_size=9), st.text())
def test_what_stands_between_blanks_is_always_found(before, value, after):
    found = says(f"{before} {value} {after}", value)

    assert found or len(value) < LEAST_LETTERS
