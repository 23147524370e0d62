from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.answer import AnswerState
from intake_app.domain.errors import FormError, OutsideFileError
from intake_app.guard import safe_xml
from intake_app.xforms.instance import instance_xml, rows_from_xml
from tests.xforms.scenario import Scenario, as_answers, picture

SURVEY = """
    | type         | name  | label | relevant  | calculation  |
    | integer      | age   | Age   |           |              |
    | text         | story | Story | ${age} > 5|              |
    | begin_repeat | stay  | Stay  |           |              |
    | text         | town  | Town  |           |              |
    | end_repeat   |       |       |           |              |
    | calculate    | n     |       |           | count(${stay}) |
"""


def test_what_is_not_relevant_stays_at_home():
    scenario = Scenario.of(SURVEY)
    scenario.answer("/data/age", 9)
    scenario.answer("/data/story", "secret")
    scenario.answer("/data/age", 3)

    xml = instance_xml(scenario.session)

    assert b"secret" not in xml
    assert b"<age>3</age>" in xml


def test_a_reason_is_an_attribute_on_an_empty_node():
    scenario = Scenario.of(SURVEY)
    scenario.answer("/data/age", "", state=AnswerState.DECLINED)

    root = safe_xml.parse(instance_xml(scenario.session))

    (age,) = root.iterchildren("age")
    assert age.get("{urn:intake:form:1}state") == "asked-declined"
    assert not age.text


def test_text_is_escaped_and_in_composed_form():
    scenario = Scenario.of(SURVEY)
    scenario.answer("/data/stay{k1}/town", 'A<b> & "e\u0301"')

    xml = instance_xml(scenario.session).decode()

    assert '<town>A&lt;b&gt; &amp; "\u00e9"</town>' in xml


def test_an_instance_of_another_form_is_refused():
    definition = Scenario.of(SURVEY).definition

    with pytest.raises(FormError):
        rows_from_xml(definition, b"<other/>")
    with pytest.raises(OutsideFileError):
        rows_from_xml(definition, b"<data>")


@given(
    st.integers(-9, 99) | st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20),
    st.lists(st.text("abc<&\u0628", max_size=5), max_size=3),
    st.sampled_from([None, *AnswerState]),
)
def test_an_instance_written_and_read_again_is_the_same(age, story, towns, state):
    scenario = Scenario.of(SURVEY)
    if age is not None:
        scenario.answer("/data/age", age)
    scenario.answer("/data/story", story, state=state)
    for town in towns:
        node = scenario.session.add_repeat("/data/stay").done.node
        scenario.answer(f"{node}/town", town)
    xml = instance_xml(scenario.session)

    again = Scenario(scenario.definition, as_answers(rows_from_xml(scenario.definition, xml)))

    assert instance_xml(again.session) == xml
    assert again.value("/data/n") == str(len(towns) + 1)
    assert picture(again.session).keys() == picture(scenario.session).keys()
