"""The shipped catalogues: complete, with equal placeholders, plurals in CLDR order."""

from __future__ import annotations

import string
import unicodedata

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from intake_app.domain.message import MN
from intake_app.i18n.catalog import Catalog
from intake_app.i18n.languages import interface_languages
from tests.i18n.conftest import TRANSLATED, TRANSLATIONS, compiled, po_catalogue

CLDR_ORDER = ("zero", "one", "two", "few", "many", "other")
PLURAL_FORMS = {"ar": 6, "ti": 2}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def strings(entry) -> tuple[str, ...]:
    return entry.string if isinstance(entry.string, tuple) else (entry.string,)


def sources(entry) -> tuple[str, ...]:
    return entry.id if isinstance(entry.id, tuple) else (entry.id,)


def entries(tag: str):
    return [entry for entry in po_catalogue(tag) if entry.id]


def test_every_language_of_the_program_has_a_catalogue():
    assert {language.tag for language in interface_languages()} == {"en", *TRANSLATED}


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_source_string_is_translated(tag):
    with (TRANSLATIONS / "intake_app.pot").open("rb") as file:
        template = {(e.context, sources(e)) for e in read_po(file) if e.id}
    done = {(e.context, sources(e)) for e in entries(tag) if all(strings(e)) and not e.fuzzy}

    assert template - done == set()


@pytest.mark.parametrize("tag", TRANSLATED)
def test_no_translation_names_a_placeholder_its_source_lacks(tag):
    wrong = [
        entry.id
        for entry in entries(tag)
        for text in strings(entry)
        if not fields(text) <= set().union(*map(fields, sources(entry)))
    ]

    assert wrong == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_no_translation_loses_a_placeholder(tag):
    """Only a plural form may: "one referral", "two referrals"."""
    lost = [
        entry.id
        for entry in entries(tag)
        if not entry.pluralizable and fields(entry.id) != fields(entry.string)
    ]

    assert lost == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_plurals_have_the_number_of_forms_the_language_has(tag):
    catalogue = po_catalogue(tag)
    plurals = [entry for entry in entries(tag) if entry.pluralizable]

    assert catalogue.num_plurals == PLURAL_FORMS[tag]
    assert all(len(strings(entry)) == PLURAL_FORMS[tag] for entry in plurals)


@pytest.mark.parametrize("n", [0, 1, 2, 5, 11, 100])
def test_arabic_plurals_stand_in_cldr_order(n):
    catalogue = po_catalogue("ar")
    catalogue.add(("{count} probe", "{count} probes"), CLDR_ORDER)
    catalog = Catalog("ar", translations=compiled(catalogue))

    expected = Locale("ar").plural_form(n)

    assert catalog.text(MN("{count} probe", "{count} probes", n)) == expected


def test_arabic_plurals_agree_with_cldr_for_every_number_to_1000():
    catalogue = po_catalogue("ar")
    catalogue.add(("{count} probe", "{count} probes"), CLDR_ORDER)
    catalog = Catalog("ar", translations=compiled(catalogue))
    plural_form = Locale("ar").plural_form

    shown = [catalog.text(MN("{count} probe", "{count} probes", n)) for n in range(1001)]

    assert shown == [plural_form(n) for n in range(1001)]


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_catalogue_says_that_it_is_a_draft(tag):
    assert "not reviewed" in po_catalogue(tag).header_comment.lower()


@pytest.mark.parametrize("tag", TRANSLATED)
def test_translations_hold_no_markup_and_no_control_characters(tag):
    odd = [
        entry.id
        for entry in entries(tag)
        for text in strings(entry)
        if any(char in text for char in "<>\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    ]

    assert odd == []


@pytest.mark.parametrize(("tag", "other"), [("ar", "ETHIOPIC"), ("ti", "ARABIC")])
def test_no_translation_is_in_the_script_of_another_catalogue(tag, other):
    catalogue = po_catalogue(tag)

    strange = {
        entry.id
        for entry in catalogue
        if entry.id
        and any(other in unicodedata.name(letter, "") for letter in "".join(entry.string))
    }

    assert strange == set()
