"""Whatever is done can be taken back exactly, and comes back after a restart."""

# ruff: noqa: E501 - forms are drawn as tables

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.answer import AnswerState
from intake_app.domain.errors import FormError
from intake_app.xforms.outline import Outline
from tests.xforms.scenario import Journal, Scenario, as_answers, compiled, picture

if TYPE_CHECKING:
    from intake_app.xforms.definition import FormDefinition

SURVEY = """
    | type               | name    | label   | relevant                  | calculation                  | constraint | required | choice_filter | trigger | default | repeat_count |
    | integer            | age     | Age     |                           |                              | . > 0      | yes      |               |         |         |              |
    | select_one yn      | hurt    | Hurt    | ${age} > 5                |                              |            |          |               |         | no      |              |
    | select_multiple yn | both    | Both    | selected(${hurt}, 'yes')  |                              |            |          | f != ${hurt}  |         |         |              |
    | calculate          | dice    |         |                           | random() + 0 * coalesce(${age}, 0) |      |          |               |         |         |              |
    | calculate          | stamp   |         |                           | once(uuid())                 |            |          |               |         |         |              |
    | calculate          | seen    |         |                           | now()                        |            |          |               | ${hurt} |         |              |
    | begin_group        | inner   | Inner   | ${age} < 50               |                              |            |          |               |         |         |              |
    | begin_repeat       | person  | Person  |                           |                              |            |          |               |         |         |              |
    | text               | name    | Name    |                           |                              |            |          |               |         |         |              |
    | integer            | years   | Years   |                           |                              | . < ${age} |          |               |         | 3       |              |
    | begin_repeat       | job     | Job     | ${years} > 14             |                              |            |          |               |         |         |              |
    | text               | what    | What    |                           |                              |            |          |               |         |         |              |
    | end_repeat         |         |         |                           |                              |            |          |               |         |         |              |
    | calculate          | label   |         |                           | concat(position(..), ${name}, ${dice}) |  |          |               |         |         |              |
    | end_repeat         |         |         |                           |                              |            |          |               |         |         |              |
    | end_group          |         |         |                           |                              |            |          |               |         |         |              |
    | calculate          | total   |         |                           | sum(${years}) + count(${job}) |           |          |               |         |         |              |
    | integer            | kids    | Kids    |                           |                              |            |          |               |         |         |              |
    | begin_repeat       | kid     | Kid     |                           |                              |            |          |               |         |         | ${kids}      |
    | text               | call    | Call    |                           |                              |            |          |               |         |         |              |
    | end_repeat         |         |         |                           |                              |            |          |               |         |         |              |
"""
CHOICES = """
    | list_name | name | label | f   |
    | yn        | yes  | Yes   | no  |
    | yn        | no   | No    | yes |
"""


@functools.cache
def definition() -> FormDefinition:
    form = compiled(SURVEY, CHOICES)
    assert form.definition is not None, form.summary.findings
    return form.definition


VALUES = st.sampled_from(["", "0", "3", "7", "16", "60", "yes", "no", "yes no", "a", "2"])
STATES = st.sampled_from([None, None, None, *AnswerState])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["set", "set", "set", "add", "remove"]), st.integers(0, 50), VALUES, STATES
    ),
    max_size=12,
)


def perform(session, step):
    """Do one drawn step if it fits; return its change set or None."""
    kind, pick, value, state = step
    nodes = list(session.engine.nodes.values())
    try:
        if kind == "set":
            questions = session.questions()
            return session.set(questions[pick % len(questions)], value, state=state)
        if kind == "add":
            series = [s for n in nodes for s in n.series.values()]
            return session.add_repeat(series[pick % len(series)].ref, pick % 3)
        instances = [n for n in nodes if n.definition.is_repeat]
        if instances:
            return session.remove_repeat(instances[pick % len(instances)].ref)
    except FormError:
        pass
    return None


@given(STEPS)
def test_every_step_can_be_taken_back_exactly(steps):
    session = Scenario(definition()).session
    history = []
    for step in steps:
        before = picture(session)
        change = perform(session, step)
        if change is not None:
            history.append((before, change))

    for before, change in reversed(history):
        session.apply(change.inverse)
        assert picture(session) == before


@given(STEPS)
def test_taking_back_can_itself_be_taken_back(steps):
    session = Scenario(definition()).session
    for step in steps:
        change = perform(session, step)
        if change is None:
            continue
        after = picture(session)
        undone = session.apply(change.inverse)

        session.apply(undone.inverse)

        assert picture(session) == after


@given(STEPS)
def test_a_restart_from_what_the_store_was_given_shows_the_same(steps):
    scenario = Scenario(definition())
    journal = Journal()
    journal.keep(scenario.session.started)
    for step in steps:
        change = perform(scenario.session, step)
        if change is not None:
            journal.keep(change)

    again = Scenario(definition(), journal.answers())

    assert picture(again.session) == picture(scenario.session)
    assert again.session.answers().keys() == scenario.session.answers().keys()


@given(STEPS)
def test_a_restart_from_all_rows_shows_the_same(steps):
    scenario = Scenario(definition())
    for step in steps:
        perform(scenario.session, step)

    again = Scenario(definition(), as_answers(scenario.session.stored()))

    assert picture(again.session) == picture(scenario.session)


@given(STEPS)
def test_the_changes_told_of_are_the_changes_there_are(steps):
    session = Scenario(definition()).session
    for step in steps:
        before = {r: (n.text, n.state, n.relevant) for r, n in session.engine.nodes.items()}
        change = perform(session, step)
        after = {r: (n.text, n.state, n.relevant) for r, n in session.engine.nodes.items()}
        if change is None:
            assert after == before
            continue
        told = {c.node for c in change.changes}
        assert {r for r in after if after[r] != before.get(r)} <= told
        assert {r for r in before if r not in after} <= set(change.removed) | {
            r for r in before if any(r.startswith(f"{x}/") or r == x for x in change.removed)
        }


def test_chance_and_moments_are_not_made_again_on_a_restart():
    scenario = Scenario(definition())
    scenario.answer("/data/age", 30)
    scenario.answer("/data/hurt", "yes")
    kept = {n: scenario.value(f"/data/{n}") for n in ("dice", "stamp", "seen")}
    scenario.clock.forward(days=3)

    again = scenario.reopened()

    assert {n: again.value(f"/data/{n}") for n in kept} == kept


TOPICS = """
    | type               | name    | label           | relevant         | appearance | bind::intake:by | bind::intake:gate | calculation |
    | text               | first   | First           |                  |            |                 |                   |             |
    | begin_group        | home    | Home            |                  |            |                 |                   |             |
    | select_one yn      | safe    | Safe            |                  |            |                 | yes               |             |
    | text               | where   | Where           |                  |            |                 |                   |             |
    | begin_group        | more    | More            | ${age} > 5       | field-list |                 |                   |             |
    | text               | street  | Street          |                  |            |                 |                   |             |
    | text               | seen    | Seen            |                  |            | worker          |                   |             |
    | end_group          |         |                 |                  |            |                 |                   |             |
    | end_group          |         |                 |                  |            |                 |                   |             |
    | integer            | age     | Age             |                  |            |                 |                   |             |
    | begin_group        | said    | Said by ${first} | ${safe} = 'yes' |            |                 |                   |             |
    | text               | what    | What            |                  |            |                 |                   |             |
    | calculate          | length  |                 |                  |            |                 |                   | string-length(${what}) |
    | end_group          |         |                 |                  |            |                 |                   |             |
    | begin_group        | people  | People          | ${length} != 1   |            |                 |                   |             |
    | begin_repeat       | person  | Person          |                  |            |                 |                   |             |
    | text               | name    | Name            |                  |            |                 |                   |             |
    | end_repeat         |         |                 |                  |            |                 |                   |             |
    | end_group          |         |                 |                  |            |                 |                   |             |
"""


@functools.cache
def definition_with_topics() -> FormDefinition:
    form = compiled(TOPICS, CHOICES)
    assert form.definition is not None, form.summary.findings
    return form.definition


@given(st.sampled_from([definition, definition_with_topics]), STEPS)
def test_the_topics_after_each_step_are_those_of_a_session_that_collects_them_all_anew(form, steps):
    scenario = Scenario(form())
    history = []
    for step in steps:
        history.append(perform(scenario.session, step))
        session = scenario.session

        assert session.outline(("en",)) == Outline(session.engine).topics(("en",))

    for change in filter(None, reversed(history)):
        session.apply(change.inverse)

        assert session.outline(("en",)) == Outline(session.engine).topics(("en",))


def test_a_topic_in_which_nothing_changed_is_not_collected_again():
    session = Scenario(definition_with_topics()).session
    before = {topic.node: topic for topic in session.outline(("en",))}

    session.set("/data/first", "a")

    after = {topic.node: topic for topic in session.outline(("en",))}
    assert after["/data/home"] is before["/data/home"]
    assert after["/data/first"] is not before["/data/first"]
