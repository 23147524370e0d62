"""The booklet to prepare with: the form's words, the agreement, the glossary; no answers."""

import pytest

from intake_app.domain.errors import FormError
from intake_app.domain.wording import Term
from intake_app.i18n import texts
from tests.report.reading import pages
from tests.services.conftest import opening

pytestmark = pytest.mark.usefixtures("qapp")
FORM = "adult-rapid-screen"


def words_of(pdf):
    return " ".join(pages(pdf))


def test_it_says_the_questions_choices_rules_agreement_and_words_in_both_languages(worker):
    form = worker._place.forms.load_bundled(FORM)

    said = words_of(worker.booklets.pdf(FORM, ("en", "ti")))

    for tag in ("en", "ti"):
        for title in (texts.briefing(tag).title, texts.agreement(tag).paragraphs[0]):
            assert title in said
        for name in ("/data/money/R07:label", "/data/work/R03:label"):
            (label,) = form.text(name, tag)
            assert label in said
    for words in ("Yes", "እወ", "Rather not say", "Say: money you are told to pay back", "ዕዳ"):
        assert words in said
    assert "No answers are in here." in said


def test_what_the_worker_notes_and_what_was_asked_before_is_not_in_it(worker):
    source = worker._place.forms
    assert source.bundled()

    said = words_of(worker.booklets.pdf(FORM, ("en",)))

    live = worker.conversations.begin(opening())
    for node in live._session.questions():
        view = live.question_in(node, ("en",))
        if view.by in {"worker", "observe"} or view.filled:
            assert view.labels[0].text not in said


def test_nothing_of_a_conversation_or_of_who_interprets_is_in_it(worker):
    before = worker.booklets.pdf(FORM, ("en", "ti"))
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R18"), "Call me Selamawit").saved.result()
    live.concern("knows").saved.result()

    after = worker.booklets.pdf(FORM, ("en", "ti"))

    assert after == before
    for trace in (b"Selamawit", b"/Title", b"/Author", b"/CreationDate", b"ReportLab"):
        assert trace not in after


def test_the_offices_own_words_stand_in_it(worker):
    worker.glossary.add(Term(id="", language="ti", term="ሕዋላ", meaning="Money sent home"))

    assert "ሕዋላ" in words_of(worker.booklets.pdf(FORM, ("en", "ti")))


def test_every_bundled_form_has_one_in_every_language_it_is_written_in(worker):
    for form in worker.booklets.forms():
        pdf = worker.booklets.pdf(form.form_id, (form.languages[0], form.languages[-1]))
        assert len(pages(pdf)) > 1, form.form_id


def test_a_form_that_is_not_there_is_told_of(worker):
    with pytest.raises(FormError):
        worker.booklets.pdf("no-such-form", ("en", "ti"))


def test_questions_bear_the_numbers_they_are_called_by_in_the_room(worker):
    live = worker.conversations.begin(opening())
    number = live.number(live.node_named("R07"))
    (label,) = worker._place.forms.load_bundled(FORM).text("/data/money/R07:label", "en")

    said = words_of(worker.booklets.pdf(FORM, ("en",)))

    assert f"{number} {label}" in said
    live.answer(live.node_named("R03"), "yes")
    assert live.number(live.node_named("R07")) == number
    assert live.number(live.node_named("R00")) == ""
