"""Packs of rights and options: dated, signed, complete in three languages, and able to expire."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.i18n import packs

TAGS = ["en", "ar", "ti"]
OPTION_PARTS = ("what", "who", "costs", "risk", "no")


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("country", packs.countries())
def test_every_pack_says_who_wrote_it_and_when_and_is_a_draft(country, tag):
    pack = packs.rights(country, tag)

    assert pack.language == tag
    assert pack.author
    assert pack.written < pack.review_by
    assert not pack.is_reviewed


@pytest.mark.parametrize("country", packs.countries())
def test_every_language_has_the_same_items_and_days(country):
    english, *others = [packs.rights(country, tag) for tag in TAGS]

    for other in others:
        assert [item.id for item in other.items] == [item.id for item in english.items]
        assert [len(i.paragraphs) for i in other.items] == [
            len(i.paragraphs) for i in english.items
        ]
        assert (other.written, other.review_by) == (english.written, english.review_by)


@pytest.mark.parametrize("tag", TAGS)
def test_every_option_says_what_who_costs_risk_and_how_to_say_no(tag):
    for option in packs.options(tag).items:
        assert tuple(name for name, _ in option.rows) == OPTION_PARTS
        assert all(text for _, text in option.rows)


def test_doing_nothing_is_an_option_like_the_others():
    assert "nothing" in {option.id for option in packs.options("en").items}


def test_a_language_without_a_pack_gets_english_and_says_so():
    assert packs.rights("xx", "fr").language == "en"


def test_a_country_without_a_pack_is_an_error():
    with pytest.raises(ValueError, match="no pack"):
        packs.rights("zz", "en")


@given(st.dates(max_value=date(9999, 1, 1)))
def test_a_pack_is_good_up_to_its_day_and_not_after(today):
    pack = packs.read(
        f"title: A\ndate: 2026-01-01\nauthor: B\nreview-by: {today}\nstatus: draft\n", "xx", "en"
    )

    assert not pack.is_expired(today)
    assert pack.is_expired(today + timedelta(days=1))


@pytest.mark.parametrize("left_out", ["title", "date", "author", "review-by", "status"])
def test_a_pack_without_author_or_days_is_refused(left_out):
    head = {
        "title": "A", "date": "2026-01-01", "author": "B", "review-by": "2026-02-01",
        "status": "draft",
    }  # fmt: skip
    del head[left_out]
    text = "\n".join(f"{key}: {value}" for key, value in head.items())

    with pytest.raises(ValueError, match=left_out):
        packs.read(text, "xx", "en")


@given(st.text())
def test_any_text_is_a_pack_or_refused(text):
    try:
        pack = packs.read(text, "xx", "en")
    except ValueError:
        return
    assert pack.title
