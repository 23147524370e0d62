from __future__ import annotations

import unicodedata

import pytest
from babel.messages.pofile import read_po as babel_read_po

from intake_app.i18n.catalog import read_po
from tests.forms.conftest import LANGUAGES, ROOT

SCRIPTS = {"ar": "ARABIC", "ti": "ETHIOPIC"}


def path(form, tag: str):
    return ROOT / "translations" / tag / "forms" / f"{form.id}.po"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_text_is_translated_from_its_present_wording(form, tag):
    assert set(read_po(path(form, tag))) == set(form.texts().items())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_translation_is_in_the_script_of_its_language(form, tag):
    other = {
        context
        for (context, _), text in read_po(path(form, tag)).items()
        if not any(SCRIPTS[tag] in unicodedata.name(char, "") for char in text)
        and any(char.isalpha() for char in text)
    }

    assert other == set()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_translation_holds_latin_letters(form, tag):
    latin = {
        context
        for (context, _), text in read_po(path(form, tag)).items()
        if any("LATIN" in unicodedata.name(char, "") for char in text)
    }

    assert latin == set()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_form_translation_says_that_nobody_has_reviewed_it(form, tag):
    with path(form, tag).open("rb") as file:
        assert "not reviewed" in babel_read_po(file).header_comment


@pytest.mark.parametrize("tag", LANGUAGES)
def test_questions_stay_questions(form, tag):
    source = form.texts()
    mark = {"ar": "\u061f", "ti": "?"}[tag]

    lost = {
        context
        for (context, english), text in read_po(path(form, tag)).items()
        if (source[context].endswith("?")) != text.rstrip("\u0640 ").endswith(mark)
        and context.startswith("survey")
        and context.endswith(":label")
    }

    assert lost == set()
