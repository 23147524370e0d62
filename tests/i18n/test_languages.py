from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from intake_app.i18n.languages import (
    Direction,
    Review,
    all_languages,
    canonical_tag,
    interface_languages,
    language,
)


def test_the_program_can_be_used_in_english_arabic_and_tigrinya():
    assert [known.autonym for known in interface_languages()] == ["English", "العربية", "ትግርኛ"]


def test_only_english_needs_no_review_yet():
    assert [known.tag for known in interface_languages() if known.review.is_checked] == ["en"]


def test_direction_and_size_follow_the_script():
    assert language("ar").direction is Direction.RIGHT_TO_LEFT
    assert language("ti").direction is Direction.LEFT_TO_RIGHT
    assert [language(tag).size_factor for tag in ("en", "ar", "ti", "my")] == [1, 1.12, 1.12, 1.12]


@pytest.mark.parametrize(
    ("written", "tag"),
    [("fa_AF", "fa-AF"), ("prs", "fa-AF"), ("ZH-hans", "zh-Hans"), ("tl", "fil"), (" ar ", "ar")],
)
def test_a_tag_is_known_however_it_is_written(written, tag):
    assert canonical_tag(written) == tag


def test_a_dialect_is_its_language_with_its_own_tag():
    sudanese = language("ar-SD")

    assert (sudanese.tag, sudanese.autonym, sudanese.is_rtl) == ("ar-SD", "العربية", True)


def test_an_unlisted_language_takes_its_likely_script():
    assert language("he").is_rtl
    assert language("he").review is Review.NONE
    assert language("ku-Arab").is_rtl
    assert not language("ku").is_rtl


def test_a_language_nobody_knows_still_loads():
    assert (language("qaa").autonym, language("qaa").digits) == ("qaa", "latn")


@pytest.mark.parametrize("text", ["", "English (en)", "a", "en-", "../x", "en/..", "e\u0308n"])
def test_what_is_no_tag_is_refused(text):
    with pytest.raises(ValueError, match="language tag"):
        canonical_tag(text)


@given(st.from_regex(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", fullmatch=True))
def test_every_well_formed_tag_loads(tag):
    loaded = language(tag)

    assert loaded.tag == canonical_tag(loaded.tag)
    assert loaded.autonym


def test_the_table_agrees_with_babel_on_direction():
    other_script = {"rhg-Latn", "bin"}  # Babel knows Rohingya in its own script only, Edo not
    known = [row for row in all_languages() if row.tag not in other_script]
    rtl = {row.tag for row in known if row.is_rtl}

    said = {row.tag: Locale.parse(row.tag, sep="-").text_direction for row in known}

    assert {tag for tag, direction in said.items() if direction == "rtl"} == rtl


@pytest.mark.parametrize("tag", ["x-klingon", "X-Word", "x-a-b"])
def test_a_language_that_a_form_made_up_loads_too(tag):
    made_up = language(tag)

    assert made_up.tag == tag.lower()
    assert made_up.autonym == tag.lower()
    assert made_up.script == "Latn"
