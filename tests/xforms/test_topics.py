# ruff: noqa: E501 - forms are drawn as tables

from __future__ import annotations

from intake_app.domain.answer import AnswerState
from tests.xforms.scenario import Scenario

YES_NO = """
    | list_name | name | label |
    | yn        | yes  | Yes   |
    | yn        | no   | No    |
"""
SURVEY = """
    | type          | name   | label      | appearance | relevant        | bind::intake:by | bind::intake:gate | bind::intake:filled |
    | begin_group   | start  | Start      |            |                 |                 |                   |                     |
    | select_one yn | talk   | Talk?      |            |                 |                 |                   | yes                 |
    | end_group     |        |            |            |                 |                 |                   |                     |
    | begin_group   | work   | Work       |            |                 |                 |                   |                     |
    | text          | place  | Where?     |            |                 |                 |                   |                     |
    | text          | seen   | What I saw |            |                 | worker          |                   |                     |
    | begin_group   | pay    | Pay        | field-list |                 |                 |                   |                     |
    | decimal       | amount | How much?  |            |                 |                 |                   |                     |
    | text          | coin   | Of what?   |            | ${amount} > 0   |                 |                   |                     |
    | end_group     |        |            |            |                 |                 |                   |                     |
    | begin_group   | hours  | Hours      |            |                 |                 |                   |                     |
    | integer       | day    | A day?     |            |                 |                 |                   |                     |
    | integer       | week   | A week?    |            |                 |                 |                   |                     |
    | end_group     |        |            |            |                 |                 |                   |                     |
    | end_group     |        |            |            |                 |                 |                   |                     |
    | begin_group   | body   | Health     |            |                 |                 |                   |                     |
    | select_one yn | may    | May I ask? |            |                 |                 | yes               |                     |
    | text          | pain   | Pain?      |            |                 |                 |                   |                     |
    | end_group     |        |            |            |                 |                 |                   |                     |
"""


def topics(scenario: Scenario):
    return {t.node: t for t in scenario.session.outline(("en",))}


def test_a_topic_is_a_top_level_group_with_its_label():
    scenario = Scenario.of(SURVEY, YES_NO)

    found = scenario.session.outline(("en",))

    assert [(t.node, [x.text for x in t.labels]) for t in found] == [
        ("/data/start", ["Start"]),
        ("/data/work", ["Work"]),
        ("/data/body", ["Health"]),
        ("/data", []),
    ]


def test_a_field_list_is_one_page_and_another_group_one_question_each():
    scenario = Scenario.of(SURVEY, YES_NO)
    scenario.answer("/data/work/pay/amount", 5)

    pages = [page.nodes for page in topics(scenario)["/data/work"].pages]

    assert pages == [
        ("/data/work/place",),
        ("/data/work/pay/amount", "/data/work/pay/coin"),
        ("/data/work/hours/day",),
        ("/data/work/hours/week",),
    ]


def test_the_rows_of_the_worker_are_my_notes():
    notes = Scenario.of(SURVEY, YES_NO).session.outline(("en",))[-1]

    assert notes.is_notes
    assert [page.nodes for page in notes.pages] == [("/data/work/seen",)]


def test_a_gate_opens_the_rest_of_its_topic_with_a_yes_only():
    scenario = Scenario.of(SURVEY, YES_NO)
    assert "/data/body/pain" not in scenario.asked()

    scenario.answer("/data/body/may", "", state=AnswerState.ANOTHER_TIME)
    assert "/data/body/pain" not in scenario.asked()

    scenario.answer("/data/body/may", "yes")
    assert "/data/body/pain" in scenario.asked()


def test_what_the_opening_screens_have_answered_is_not_asked_again():
    scenario = Scenario.of(SURVEY, YES_NO)

    scenario.answer("/data/start/talk", "yes")

    assert "/data/start/talk" not in scenario.asked()


def test_a_topic_is_talked_about_once_there_is_an_answer_or_a_reason():
    scenario = Scenario.of(SURVEY, YES_NO)
    assert not topics(scenario)["/data/work"].touched

    scenario.answer("/data/work/place", "", state=AnswerState.UNKNOWN)

    assert topics(scenario)["/data/work"].touched
    assert not topics(scenario)["/data/body"].touched


def test_questions_outside_any_group_make_one_topic_under_the_title_of_the_form():
    scenario = Scenario.of(
        """
        | type        | name | label |
        | text        | a    | A     |
        | begin_group | g    | G     |
        | text        | b    | B     |
        | end_group   |      |       |
        | text        | c    | C     |
        """,
        form_title="The whole",
    )

    found = scenario.session.outline(("en",))

    assert [(t.labels[0].text, [p.nodes for p in t.pages]) for t in found] == [
        ("The whole", [("/data/a",), ("/data/c",)]),
        ("G", [("/data/g/b",)]),
    ]


def test_a_repeat_is_told_of_with_its_entries():
    scenario = Scenario.of("""
        | type         | name | label  |
        | begin_group  | g    | G      |
        | begin_repeat | stay | Stay   |
        | text         | town | Town   |
        | end_repeat   |      |        |
        | end_group    |      |        |
    """)
    scenario.session.add_repeat("/data/g/stay")

    (topic,) = scenario.session.outline(("en",))

    (repeat,) = topic.repeats
    assert (repeat.node, repeat.labels[0].text) == ("/data/g/stay", "Stay")
    assert repeat.instances == ("/data/g/stay{k1}", "/data/g/stay{k2}")
    assert (repeat.can_add, repeat.can_remove) == (True, True)
    assert scenario.asked() == ["/data/g/stay{k1}/town", "/data/g/stay{k2}/town"]
