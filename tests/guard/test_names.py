"""Names and text from outside: nothing hidden, nothing that leaves its folder."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.guard.names import plain, safe_name


def test_overrides_of_direction_and_controls_are_stripped():
    assert plain("in\u202evoice\u2066\u2069\ufeff\x07\x1b[0m\ud800") == "invoice[0m"


def test_line_ends_become_line_feeds():
    assert plain("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd\te"


@pytest.mark.parametrize("text", ["می‌خواهم", "\u200eabc\u200f", "ክፍሊ", "👩‍👧", "নাম"])
def test_text_of_any_script_stays_as_it_is(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../evil.txt", "evil.txt"),
        ("/abs/evil.txt", "evil.txt"),
        ("C:\\folder\\evil.txt", "evil.txt"),
        ("C:evil.txt", "C_evil.txt"),
        ("con.txt", "_con.txt"),
        ("CON", "_CON"),
        ("Lpt\u00b9.log", "_Lpt\u00b9.log"),
        ("nul:stream", "nul_stream"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("a\nb", "a_b"),
        ("..", "file"),
        ("folder/", "file"),
        ("", "file"),
        (" .hidden. ", "hidden"),
        ("اسم.form", "اسم.form"),
    ],
)
def test_a_name_from_outside_becomes_a_safe_one(name, safe):
    assert safe_name(name) == safe


@given(st.text())
def test_a_safe_name_stays_in_its_folder_on_every_system(name):
    safe = safe_name(name)

    assert PurePosixPath("/folder", safe).parent == PurePosixPath("/folder")
    assert PureWindowsPath("C:/folder", safe).parent == PureWindowsPath("C:/folder")
    assert safe not in ("", ".", "..")
    assert len(safe.encode()) <= 120
    assert safe_name(safe) == safe
