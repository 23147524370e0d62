"""Digits as an interpreter of another script writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout

from intake_app.i18n.digits import ascii_digits, own_numerals
from intake_app.i18n.direction import in_latin_order
from intake_app.i18n.languages import language


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("ar", "٤٨٢"),
        ("fa", "۴۸۲"),
        ("my", "၄၈၂"),
        ("ne", "४८२"),
        ("bn", "৪৮২"),
        ("km", "៤៨២"),
        ("en", ""),
        ("ti", ""),
        ("ru", ""),
    ],
)
def test_digits_are_written_in_the_script_s_own(tag, shown):
    assert own_numerals("482", language(tag)) == shown


@given(st.text(alphabet="0123456789 ", min_size=1), st.sampled_from(["ar", "fa", "my", "hi", "th"]))
def test_they_read_as_the_same_digits(digits, tag):
    assert ascii_digits(own_numerals(digits, language(tag))) == digits


def test_the_first_group_of_arabic_digits_stands_at_the_left(qapp):
    shown = QTextLayout(in_latin_order("٤٤ ٢٢"))
    shown.beginLayout()
    line = shown.createLine()
    shown.endLayout()

    first, last = (line.cursorToX(shown.text().index(group))[0] for group in ("٤٤", "٢٢"))

    assert first < last
