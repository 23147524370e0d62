"""The bundled forms as they run: compiled by the program's own compiler, no finding left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake_app.domain.answer import AnswerState
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


def topic(session: FormSession, name: str) -> TopicView:
    (found,) = [one for one in session.outline(["en"]) if one.node == f"/data/{name}"]
    return found


def asked(session: FormSession, name: str) -> list[str]:
    pages = topic(session, name).pages
    return [node.rpartition("/")[2] for page in pages for node in page.nodes]


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


def test_the_needs_form_is_told_by_topics(needs):
    assert names(needs) == ["Right now", "People", "You", "notes"]


def test_a_note_is_asked_for_only_after_a_yes(adult):
    assert asked(adult, "money") == ["R06", "R07"]

    adult.set("/data/money/R07", "yes")

    assert asked(adult, "money") == ["R06", "R07", "R07_note"]


@pytest.mark.parametrize("state", [AnswerState.DECLINED, AnswerState.ANOTHER_TIME])
def test_the_gate_stays_closed_without_a_yes(adult, state):
    adult.set("/data/danger/R08_gate", "", state=state)

    assert asked(adult, "danger") == ["R08_gate"]


def test_a_yes_opens_the_gate(adult):
    adult.set("/data/danger/R08_gate", "yes")

    assert asked(adult, "danger") == ["R08_gate", "R08", "R12"]
    assert adult.question("/data/danger/R08_gate", ["en"]).gate


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


def test_no_formula_of_a_form_fails(adult, needs):
    assert dict(adult.problems()) == dict(needs.problems()) == {}
