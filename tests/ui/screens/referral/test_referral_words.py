"""What leaves, in words: every part of a body stands in the lines; and the sheet's file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.answer import AnswerState, Basis
from intake_app.domain.case import AgeBranch
from intake_app.domain.errors import FolderReadOnlyError
from intake_app.domain.form import FormText, OptionView, QuestionKind, QuestionView
from intake_app.domain.ids import NodeRef
from intake_app.domain.referral import (
    FIELD_GROUPS,
    Referral,
    SharedAnswer,
    SharedForm,
    SharedGroup,
    SharingTerms,
    Urgency,
)
from intake_app.i18n.catalog import Catalog
from intake_app.i18n.direction import without_isolates
from intake_app.services.disclosure import OpenField
from intake_app.services.referrals import Line
from intake_app.ui.conversation.referral.notes import LONGEST, is_empty, note_on
from intake_app.ui.conversation.referral.paper import write_sheet
from intake_app.ui.conversation.referral.rendering import Part, what_leaves

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
plain = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
answers = st.builds(
    SharedAnswer,
    node=st.just("/data/q"),
    label=plain.map(lambda text: {"en": text}),
    value=plain,
    shown=st.one_of(
        st.just({}),
        plain.map(lambda text: {"und": text}),
        plain.map(lambda text: {"ar": text}),
    ),
    state=st.just(None),
    basis=st.sampled_from([None, *Basis]),
    via=st.sampled_from(["", "Interpreter A"]),
    at=st.just(NOON),
)


def referral_of(groups=(), **changes):
    body = {
        "reference": "472918",
        "age": None,
        "urgency": Urgency.UNSAID,
        "services": (),
        "languages": (),
        "groups": tuple(groups),
        "terms": SharingTerms(
            consent="c", purpose="a bed", until=NOON, onward=False, no_authorities=True
        ),
        "form": SharedForm(form_id="intake", version="7", logic_hash="", text_hash=""),
    }
    return Referral(**(body | changes))


def read(referral, tag="en"):
    return [without_isolates(line.text) for line in what_leaves(referral, Catalog(tag))]


@given(st.dictionaries(st.sampled_from(FIELD_GROUPS), st.lists(answers, min_size=1, max_size=3)))
def test_every_answer_of_a_body_is_in_the_lines(found):
    groups = [SharedGroup(group=code, answers=tuple(said)) for code, said in found.items()]

    lines = read(referral_of(groups))

    for said in found.values():
        for answer in said:
            assert answer.label["en"] in lines
            assert (next(iter(answer.shown.values()), "") or answer.value) in lines


def test_what_is_no_answer_is_named_in_words():
    declined = SharedAnswer(
        node="/data/q", label={"en": "Q"}, value="", shown={}, state=AnswerState.DECLINED
    )

    lines = read(referral_of([SharedGroup(group="need", answers=(declined,))]))

    assert "Rather not say" in lines


def test_age_languages_and_the_way_to_answer_are_in_the_lines():
    lines = read(referral_of(age=AgeBranch.ADULT, languages=("ti", "ar"), answer_to="By day: 0123"))

    assert "Adult" in lines
    assert any("ትግርኛ" in line and "العربية" in line for line in lines)
    assert "By day: 0123" in lines


def test_terms_number_and_form_are_in_the_lines():
    lines = read(referral_of())

    assert "For a bed · until 1 Mar 2026 · they may not pass it on" in [
        line.replace("Mar 1, 2026", "1 Mar 2026") for line in lines
    ]
    assert "Nothing goes to police or immigration, also not passed on." in lines
    assert "Number to speak of it by: 472 918" in lines
    assert "Which form it was: intake, version 7" in lines


def test_how_it_is_known_through_whom_and_when_is_in_the_lines():
    said = SharedAnswer(
        node="/data/q",
        label={"en": "Q"},
        value="x",
        shown={"und": "x"},
        basis=Basis.SAID,
        via="Interpreter A",
        at=NOON,
    )

    lines = read(referral_of([SharedGroup(group="need", answers=(said,))]))

    assert any("Said by the person · through Interpreter A" in line for line in lines)
    assert any(line.startswith("With each answer when it was said:") for line in lines)


def test_a_label_that_does_not_leave_in_a_language_is_shown_in_one_that_does():
    said = SharedAnswer(node="/data/q", label={"en": "Q"}, value="x", shown={"ar": "س"})

    lines = what_leaves(referral_of([SharedGroup(group="need", answers=(said,))]), Catalog("ti"))

    label = next(line for line in lines if line.part is Part.LABEL)
    assert label.language.tag == "en"


def question(**changes):
    asked = {"node": NodeRef("/data/q"), "kind": QuestionKind.TEXT, "labels": ()}
    return QuestionView(**(asked | changes))


def line_of(group, *questions):
    fields = tuple(OpenField(form="f", view=view) for view in questions)
    return Line(group=group, asked_for=True, fields=fields)


def test_a_note_says_what_was_chosen_in_the_language_of_the_moment():
    labels = tuple(
        FormText(asked=tag, language=tag, text=text) for tag, text in (("en", "Bed"), ("ti", "ዓራት"))
    )
    chosen = question(
        kind=QuestionKind.SELECT_ONE, value="bed", options=(OptionView(name="bed", labels=labels),)
    )

    notes = [
        note_on(line_of("need", chosen), AgeBranch.ADULT, ("ti",), Catalog(tag))
        for tag in ("en", "ti", "ar")
    ]

    assert [without_isolates(note) for note in notes] == ["Bed", "ዓራት", "Bed"]


def test_a_note_shortens_long_words_and_names_what_is_no_answer():
    long = question(value="word " * 100)
    declined = question(state=AnswerState.ANOTHER_TIME)

    note = note_on(line_of("health", long, declined), AgeBranch.ADULT, (), Catalog("en"))

    assert note.endswith("\u2026; Another time")
    assert len(note) <= LONGEST + len("; Another time")


def test_a_note_says_what_was_asked_when_a_yes_or_no_would_say_nothing():
    def said(text):
        return (FormText(asked="en", language="en", text=text),)

    alone = question(
        kind=QuestionKind.SELECT_ONE,
        labels=said("Does anyone come with you?"),
        value="no",
        options=(OptionView(name="no", labels=said("No")),),
    )

    note = note_on(line_of("people", alone), AgeBranch.ADULT, (), Catalog("en"))

    assert without_isolates(note) == "Adult; Does anyone come with you? No"


def test_a_note_on_what_happened_tells_no_word_of_it():
    said = question(value="secret")

    note = note_on(line_of("account", said, said), AgeBranch.ADULT, (), Catalog("en"))

    assert note == "2 answers"


def test_a_line_without_answers_is_empty_but_for_what_leaves_by_itself():
    assert is_empty(line_of("health"))
    assert not is_empty(line_of("people"))
    assert not is_empty(line_of("languages"))


def test_a_sheet_does_not_take_the_place_of_another_file(tmp_path):
    place = tmp_path / "sheet.pdf"
    place.write_bytes(b"something else")

    with pytest.raises(FolderReadOnlyError):
        write_sheet(place, b"%PDF")

    assert place.read_bytes() == b"something else"


def test_a_sheet_is_written_whole(tmp_path):
    place = write_sheet(tmp_path / "sheet.pdf", b"%PDF")

    assert place.read_bytes() == b"%PDF"
