from __future__ import annotations

import hashlib
from importlib import resources

import pytest

from intake_app.i18n.texts import agreement, calm_page, opening_hours, phrases, safeguarding_card

TAGS = ["en", "ar", "ti"]


@pytest.mark.parametrize("tag", TAGS)
def test_the_agreement_is_the_same_text_in_every_language(tag):
    text = agreement(tag)
    source = agreement("en")

    assert text.language == tag
    assert (text.id, text.version) == (source.id, source.version)
    assert len(text.paragraphs) == len(source.paragraphs)


def test_the_agreement_is_known_by_the_hash_of_its_file():
    file = resources.files("intake_app.i18n").joinpath("texts/agreement.ti.txt")

    assert agreement("ti").sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_draft_cannot_be_the_text_of_record():
    assert not any(agreement(tag).reviewed for tag in TAGS)


def test_a_dialect_reads_its_language_and_an_unknown_one_reads_english():
    assert agreement("ar-SD").language == "ar"
    assert agreement("bin").language == "en"


@pytest.mark.parametrize("tag", TAGS)
def test_the_cover_is_a_plain_table_of_seven_days(tag):
    page = opening_hours(tag)

    assert page.language == tag
    assert page.title
    assert len(page.rows) == 7
    assert all(day and hours for day, hours in page.rows)
    assert len(page.paragraphs) == len(page.closing) == 1


@pytest.mark.parametrize("read", [calm_page, safeguarding_card])
@pytest.mark.parametrize("tag", TAGS)
def test_pages_have_the_same_paragraphs_in_every_language(read, tag):
    page = read(tag)

    assert page.language == tag
    assert len(page.paragraphs) == len(read("en").paragraphs)
    assert page.rows == page.closing == ()


@pytest.mark.parametrize("tag", TAGS)
def test_the_same_twenty_sentences_stand_in_the_same_order_in_every_language(tag):
    page = phrases(tag)

    assert page.language == tag
    assert [name for name, _ in page.rows] == [name for name, _ in phrases("en").rows]
    assert len(page.rows) == 20
    assert all(words for _, words in page.rows)
