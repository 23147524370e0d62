"""Whatever is answered, in whatever order: a form never fails and never gets stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.domain.answer import Answer, AnswerState
from intake_app.domain.form import QuestionKind
from intake_app.xforms.build import compile_folder
from intake_app.xforms.definition import FormDefinition
from intake_app.xforms.session import FormSession
from tests.forms.conftest import FORMS, ROOT
from tests.simulators import FixedClock, SeededRandom

if TYPE_CHECKING:
    from intake_app.domain.form import QuestionView, TopicView

LANGUAGES = ("en", "ar", "ti")
STATES = (AnswerState.DECLINED, AnswerState.UNKNOWN, AnswerState.ANOTHER_TIME)
MOST_PAGES = 120

_definitions: dict[str, FormDefinition] = {}


def definition(name: str) -> FormDefinition:
    """Compile a form once for this module."""
    if name not in _definitions:
        compiled = compile_folder(ROOT / "forms" / name, ROOT / "translations")
        _definitions[name] = FormDefinition.from_json(compiled)
    return _definitions[name]


def begun(name: str) -> FormSession:
    return FormSession(definition(name), clock=FixedClock(), random=SeededRandom())


def some_answer(data: st.DataObject, view: QuestionView) -> str:
    names = [option.name for option in view.options]
    if view.kind is QuestionKind.SELECT_ONE:
        return data.draw(st.sampled_from(names))
    if view.kind is QuestionKind.SELECT_MULTIPLE:
        return " ".join(data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True)))
    if view.kind is QuestionKind.DATE:
        return str(data.draw(st.dates()))
    if view.kind is QuestionKind.INTEGER:
        return str(data.draw(st.integers(0, 50)))
    return data.draw(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=20))


def act(data: st.DataObject, session: FormSession, topic: TopicView) -> None:
    """Do one thing a worker can do in a topic."""
    if topic.repeats and data.draw(st.booleans()):
        repeat = data.draw(st.sampled_from(topic.repeats))
        if repeat.instances and repeat.can_remove and data.draw(st.booleans()):
            session.remove_repeat(data.draw(st.sampled_from(repeat.instances)))
        elif repeat.can_add and len(repeat.instances) < 3:
            session.add_repeat(repeat.node)
        return
    nodes = [node for page in topic.pages for node in page.nodes]
    if not nodes:  # a repeat that nobody has added to yet
        return
    view = session.question(data.draw(st.sampled_from(nodes)), LANGUAGES)
    if view.kind is QuestionKind.NOTE:
        return
    if data.draw(st.integers(0, 4)) == 0:
        session.set(view.node, "", state=data.draw(st.sampled_from([*STATES, None])))
    else:
        session.set(view.node, some_answer(data, view))


def check(session: FormSession, topics_at_first: set[str]) -> None:
    outline = session.outline(LANGUAGES)
    filled = {topic.node for topic in outline}
    # Of rows that are filled, what is answered is not asked again.
    assert topics_at_first - filled <= {"/data/start", "/data/word", "/data/more", "/data/own",
                                        "/data/how", "/data/sharing", "/data/change"}  # fmt: skip
    assert dict(session.problems()) == {}
    for topic in outline:
        for page in topic.pages:
            for node in page.nodes:
                view = session.question(node, LANGUAGES)
                assert view.relevant
                assert not view.required
                assert all(label.text and not label.is_missing for label in view.labels)


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
@settings(max_examples=15)
def test_any_answers_in_any_order_leave_every_topic_open(name, data):
    session = begun(name)
    at_first = {topic.node for topic in session.outline(LANGUAGES)}

    for _ in range(data.draw(st.integers(1, 25))):
        act(data, session, data.draw(st.sampled_from(session.outline(LANGUAGES))))

    check(session, at_first)


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
@settings(max_examples=15)
def test_going_on_from_page_to_page_always_comes_to_the_end(name, data):
    session = begun(name)
    seen: set[str] = set()

    for _ in range(MOST_PAGES):
        ahead = [
            node
            for topic in session.outline(LANGUAGES)
            for page in topic.pages
            for node in page.nodes
            if node not in seen
        ]
        if not ahead:
            break
        seen.add(ahead[0])
        view = session.question(ahead[0], LANGUAGES)
        if view.kind is not QuestionKind.NOTE and data.draw(st.booleans()):
            session.set(view.node, some_answer(data, view))
    else:
        pytest.fail("there was always one more page")


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
@settings(max_examples=15)
def test_what_was_answered_is_the_same_after_a_restart(name, data):
    session = begun(name)
    for _ in range(data.draw(st.integers(1, 15))):
        act(data, session, data.draw(st.sampled_from(session.outline(LANGUAGES))))

    rows = [
        Answer(node=row.node, value=row.value, state=row.state, origin=row.origin)
        for row in session.stored()
    ]
    again = FormSession(definition(name), clock=FixedClock(), random=SeededRandom(), rows=rows)

    assert dict(again.answers()) == dict(session.answers())


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("state", STATES)
def test_a_form_can_be_gone_through_without_one_answer(name, state):
    session = begun(name)
    at_first = {topic.node for topic in session.outline(LANGUAGES)}

    for node in session.questions():
        view = session.question(node, LANGUAGES)
        if view.relevant and view.kind is not QuestionKind.NOTE:
            session.set(node, "", state=state)

    assert session.is_valid()
    check(session, at_first)
