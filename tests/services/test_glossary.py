"""The glossary: found in any script, shown beside the question, with the office's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import UsageError
from intake_app.domain.wording import Term
from intake_app.i18n.glossary_texts import LANGUAGES, bundled_terms
from intake_app.services.glossary import entries, folded, search, words_in

ALL = entries(("en", "ar", "ti"))


def ids(found):
    return [entry.id for entry in found]


def own(**changes):
    told = {"id": "", "language": "ti", "term": "ሕዋላ", "meaning": "Money sent home"}
    return Term(**(told | changes))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_the_same_words_each_with_its_meaning(tag):
    terms = bundled_terms(tag)

    assert [term.id for term in terms] == [term.id for term in bundled_terms("en")]
    assert len(terms) >= 40
    assert all(term.term and term.meaning and term.use for term in terms)
    assert not any(term.reviewed for term in terms)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("PASSPORT", "passport"), ("papers", "passport"), ("أجرة", "wages"), ("اجره", "wages"),
     ("ዕዳ", "debt"), ("ሓኪም", "doctor"), ("ሐኪም", "doctor")],
)  # fmt: skip
def test_a_word_is_found_in_any_script_and_spelling(typed, found):
    assert ids(search(ALL, typed))[0] == found


def test_what_is_called_so_comes_before_what_only_speaks_of_it():
    found = ids(search(ALL, "debt"))

    assert found[0] == "debt"
    assert ids(search(ALL, "")) == ids(ALL)
    assert search(ALL, "nothing like this at all") == ()


def test_the_words_of_a_question_are_found_in_it():
    english = words_in(ALL, [("en", "Is there a debt you have to work for?")])
    tigrinya = words_in(ALL, [("ti", "ክትሰርሑሉ ዘለኩም ዕዳ ኣሎ ዶ?")])

    assert "debt" in ids(english)
    assert "work" in ids(english)
    assert "debt" in ids(tigrinya)
    assert words_in(ALL, [("en", "Indebtedness")]) == ()


def test_the_office_adds_a_word_and_takes_it_out_again(worker):
    kept = worker.glossary.add(own())

    assert worker.glossary.own() == [kept]
    assert ids(search(entries(("en",), worker.glossary.own()), "ሕዋላ")) == [kept.id]
    worker.glossary.take_out(kept.id)
    assert worker.glossary.own() == []


@pytest.mark.parametrize("changes", [{"term": " "}, {"meaning": ""}, {"note": "x" * 401}])
def test_a_word_without_a_meaning_and_one_with_a_story_are_refused(worker, changes):
    with pytest.raises(UsageError):
        worker.glossary.add(own(**changes))


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)
