"""The bundled forms as they run: compiled by the program's own compiler, no finding left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake_app.domain.answer import AnswerState
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.form import QuestionKind
from intake_app.i18n import texts
from intake_app.xforms.build import compile_folder
from intake_app.xforms.compile import compile_source
from intake_app.xforms.definition import FormDefinition
from intake_app.xforms.session import FormSession
from intake_app.xforms.source import pack_source, unpack
from tests.forms.conftest import FORMS, ROOT

if TYPE_CHECKING:
    from intake_app.domain.form import TopicView

LANGUAGES = ("en", "ar", "ti")
TRANSLATIONS = ROOT / "translations"
OPENING = "/data/start"
PLACES = ("inside", "leaving", "out")
TIMES = ("now", "week", "later")


@pytest.fixture(scope="module")
def definitions() -> dict[str, FormDefinition]:
    return {
        name: FormDefinition.from_json(compile_folder(ROOT / "forms" / name, TRANSLATIONS))
        for name in FORMS
    }


@pytest.fixture
def adult(definitions, clock, chance) -> FormSession:
    return FormSession(definitions["adult-rapid-screen"], clock=clock, random=chance)


@pytest.fixture
def needs(definitions, clock, chance) -> FormSession:
    return FormSession(definitions["needs-only"], clock=clock, random=chance)


@pytest.fixture
def safety(definitions, clock, chance) -> FormSession:
    return FormSession(definitions["needs-risk-safety"], clock=clock, random=chance)


@pytest.fixture
def consent(definitions, clock, chance) -> FormSession:
    return FormSession(definitions["consent-and-information"], clock=clock, random=chance)


def topic(session: FormSession, name: str) -> TopicView:
    (found,) = [one for one in session.outline(["en"]) if one.node == f"/data/{name}"]
    return found


def asked(session: FormSession, name: str) -> list[str]:
    return [node.rpartition("/")[2] for node in asked_nodes(topic(session, name))]


def asked_nodes(of: TopicView) -> list[str]:
    return [node for page in of.pages for node in page.nodes]


def names(session: FormSession) -> list[str]:
    """The topics the room shows: those of the opening screens are answered already."""
    shown = [one for one in session.outline(["en"]) if one.node != OPENING]
    return ["notes" if one.is_notes else one.labels[0].text for one in shown]


@pytest.mark.parametrize("name", FORMS)
def test_the_form_check_has_nothing_to_say(name):
    packed = pack_source(ROOT / "forms" / name, TRANSLATIONS)

    compiled = compile_source(unpack(packed.arguments, packed.data), is_bundled=True)

    assert compiled.summary.findings == ()
    assert compiled.summary.status == "draft"
    assert [(one.tag, one.missing) for one in compiled.summary.languages] == [
        (tag, 0) for tag in LANGUAGES
    ]


def test_the_adult_form_is_told_by_topics_in_three_languages(adult):
    (money,) = [one for one in adult.outline(LANGUAGES) if one.node == "/data/money"]

    assert names(adult) == [
        "Right now", "Work", "Money", "Freedom", "Danger", "What next", "notes",
    ]  # fmt: skip
    assert [text.text for text in money.labels] == ["Money", "المال", "ገንዘብ"]


def test_the_safety_form_is_told_by_topics(safety):
    assert names(safety) == [
        "Right now", "How safe it feels", "Health", "Danger", "Staying safe",
        "While you are there", "If you leave", "When you are away", "Until we talk again", "notes",
    ]  # fmt: skip


def test_the_needs_form_is_told_by_topics(needs):
    assert names(needs) == ["Right now", "People", "You", "notes"]


def test_a_note_is_asked_for_only_after_a_yes(adult):
    assert asked(adult, "money") == ["R06", "R07"]

    adult.set("/data/money/R07", "yes")

    assert asked(adult, "money") == ["R06", "R07", "R07_note"]


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("", None),
        ("", AnswerState.DECLINED),
        ("", AnswerState.ANOTHER_TIME),
        ("other-person", None),
    ],
)
def test_the_gate_stays_closed_without_a_yes(adult, value, state):
    adult.set("/data/danger/R08_gate", value, state=state)

    assert asked(adult, "danger") == ["R08_gate"]


def test_a_yes_opens_the_gate(adult):
    adult.set("/data/danger/R08_gate", "yes")

    assert asked(adult, "danger") == ["R08_gate", "R08", "R09"]
    assert adult.question("/data/danger/R08_gate", ["en"]).gate


def test_an_answer_behind_a_gate_is_kept_but_not_read_when_the_gate_closes_again(adult):
    adult.set("/data/danger/R08_gate", "yes")
    adult.set("/data/danger/R08", "yes")

    adult.set("/data/danger/R08_gate", "", state=AnswerState.DECLINED)

    assert "/data/danger/R08" not in adult.answers()
    assert "/data/danger/R08" in {write.node for write in adult.stored()}


def test_others_in_danger_are_asked_about_whatever_the_gate_says(adult):
    adult.set("/data/danger/R08_gate", "", state=AnswerState.DECLINED)

    assert "R12" in asked(adult, "next")


def test_a_second_gate_closes_only_what_follows_it(safety):
    safety.set("/data/health/health_gate", "yes")

    assert asked(safety, "health") == ["health_gate", "N03", "N04", "N14", "N04_gate"]

    safety.set("/data/health/N04_gate", "yes")

    assert asked(safety, "health")[-1] == "N04_days"


def test_the_plan_is_a_table_of_places_and_times_with_no_empty_cell(safety):
    views = [safety.question(node, ["en"]) for node in safety.questions()]
    cells = {tuple(view.plan.split()) for view in views if view.plan}

    assert {(place, time) for place in PLACES for time in TIMES} <= cells
    assert {place for place, _ in cells} == {*PLACES, "any"}
    assert {time for _, time in cells} <= {*TIMES, "any"}


def test_the_whole_plan_is_offered_to_everyone(safety):
    before = {topic.node: asked_nodes(topic) for topic in safety.outline(["en"])}

    safety.set("/data/danger/danger_gate", "yes")
    safety.set("/data/danger/N06", "away")

    after = {topic.node: asked_nodes(topic) for topic in safety.outline(["en"])}
    for name in ("safe", "inside", "leaving", "out", "again"):
        assert after[f"/data/{name}"] == before[f"/data/{name}"]


def test_both_estimates_of_danger_use_one_scale_and_stand_side_by_side(safety):
    theirs = safety.question("/data/feel/N16", ["en"])
    ours = safety.question("/data/notes/N17", ["en"])

    assert [option.name for option in theirs.options] == [option.name for option in ours.options]
    assert (theirs.by, ours.by) == ("ask", "worker")
    assert safety.definition.nodes["/data/notes/N17"].ours["maps"] == "N16"


def test_a_sign_of_an_emergency_brings_help_before_questions(safety):
    assert "N02_help" not in asked(safety, "now")

    safety.set("/data/now/N02", "bleeding")

    assert asked(safety, "now")[:3] == ["N01", "N02", "N02_help"]


def test_the_agreement_is_the_text_that_counts_word_for_word(consent):
    question = consent.question("/data/agreement/agreement_text", LANGUAGES)

    assert question.kind is QuestionKind.NOTE
    for label in question.labels:
        assert label.language == label.asked
        assert label.text == "\n\n".join(texts.agreement(label.asked).paragraphs)
        assert label.reviewed == texts.agreement(label.asked).reviewed


def test_what_can_be_agreed_to_is_what_the_ledger_knows(consent):
    items = [*asked(consent, "word"), *asked(consent, "more")]
    words = consent.question("/data/word/talk", ["en"]).options
    manners = consent.question("/data/how/manner", ["en"]).options

    assert items == list(ConsentItem)
    assert [option.name for option in words] == list(Choice)
    assert [option.name for option in manners] == list(Manner)


def test_people_who_come_along_can_be_added_one_by_one(adult):
    adult.set("/data/next/R17", "yes")
    (people,) = topic(adult, "next").repeats

    adult.add_repeat(people.node)

    (grown,) = topic(adult, "next").repeats
    assert len(grown.instances) == len(people.instances) + 1
    assert adult.question(f"{grown.instances[-1]}/R17_age", ["en"]).group == "people"


def test_nothing_together_with_something_is_pointed_out_and_kept(adult):
    adult.set("/data/now/R02", "rest nothing")

    question = adult.question("/data/now/R02", ["en", "ar"])

    assert question.value.split() == ["rest", "nothing"]
    assert len(question.violation) == 2
