"""How the questions sound: what an interpreter says, sentence by sentence."""

from __future__ import annotations

import re

import pytest

from tests.forms.conftest import BIND

WORDS_NEVER_USED = re.compile(
    r"\b(why|victim\w*|traffick\w*|prostitut\w*|exploit\w*|suspect\w*|case|illegal|smuggl\w*)\b",
    re.IGNORECASE,
)
NEGATION = re.compile(r"\b(not|never|no longer|nobody|\w+n't)\b", re.IGNORECASE)
BLAME = re.compile(r"\b(why|how come|should you have|could you not)\b", re.IGNORECASE)
ANOTHER_QUESTION = re.compile(r",? and (who|what|when|where|how|which|is|do|does|are)\b")
NEVER_ASKED = re.compile(
    r"\b(birthday|birth date|date of birth|born|nationality|passport number|full name|surname)\b",
    re.IGNORECASE,
)
LONGEST_SENTENCE = 18
"""Words; what is longer is hard to keep in mind while it is interpreted."""


def said(form) -> dict[str, str]:
    """What the person hears, by row: labels and hints, the worker's own rows left out."""
    return {
        f"{row['name']}:{kind}": row[kind]
        for row in form.questions
        if row[f"{BIND}by"] != "worker"
        for kind in ("label", "hint")
        if kind in row
    }


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!:])\s+", text) if part]


def test_no_text_holds_a_word_that_hurts_or_betrays(form):
    found = {ctx: text for ctx, text in form.texts().items() if WORDS_NEVER_USED.search(text)}

    assert found == {}


def test_no_question_blames(form):
    assert {name: text for name, text in said(form).items() if BLAME.search(text)} == {}


def test_one_question_asks_one_thing(form):
    asked = {
        name: [sentence for sentence in sentences(text) if sentence.endswith("?")]
        for name, text in said(form).items()
        if name.endswith(":label")
    }

    assert {name: parts for name, parts in asked.items() if len(parts) > 1} == {}
    assert {name for name, parts in asked.items() if ANOTHER_QUESTION.search(" ".join(parts))} == (
        set()
    )


def test_a_question_that_takes_yes_or_no_holds_no_negation(form):
    negated = {
        row["name"]: row["label"]
        for row in form.questions
        if row["type"].startswith("select_one") and NEGATION.search(row.get("label", ""))
    }

    assert negated == {}


def test_sentences_are_short_enough_to_be_interpreted(form):
    long = {
        name: sentence
        for name, text in said(form).items()
        for sentence in sentences(text)
        if len(sentence.split()) > LONGEST_SENTENCE
    }

    assert long == {}


def test_names_birth_dates_and_nationality_are_not_asked_or_not_first(form):
    assert {name: text for name, text in said(form).items() if NEVER_ASKED.search(text)} == {}
    first = [rows[0].get(f"{BIND}meaning") for rows in form.topics.values()]
    assert "name-to-call" not in first


@pytest.mark.parametrize("kind", ["select_one", "select_multiple"])
def test_choices_fit_into_two_columns(form, kind):
    for row in form.questions:
        if row["type"].startswith(kind):
            assert 2 <= len(form.codes_of(row)) <= 14, row["name"]
