"""What a form itself puts in: actions, preloads, values of every type; choices written in place."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from intake_app.domain.errors import FormError
from intake_app.xforms.compile import compile_source
from intake_app.xforms.definition import FormDefinition
from intake_app.xforms.lexical import AnswerTypeError, given_text, initial_text, stored_text
from intake_app.xforms.positions import find_node, position_ref
from intake_app.xforms.source import FormSource
from intake_app.xforms.wire import summary_from_json
from intake_app.xforms.xpath.moments import Zone
from tests.simulators import FixedClock
from tests.xforms.scenario import Scenario

FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms">
<h:head><h:title>T</h:title><model>
 <instance><data id="t" version="1" mark="">
   <a/><b/><c/><d/><first/><each/><start/><day/><id/><one/><sort/>
   <rep jr:template=""><x/><y/></rep>
 </data></instance>
 <bind nodeset="/data/start" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>
 <bind nodeset="/data/day" type="date" jr:preload="date" jr:preloadParams="today"/>
 <bind nodeset="/data/id" type="string" jr:preload="uid" jr:preloadParams=""/>
 <bind nodeset="/data/b" type="int"/>
 <setvalue event="odk-instance-first-load" ref="/data/first">said</setvalue>
 <setvalue event="odk-instance-load" ref="/data/each" value="concat(/data/each, 'x')"/>
 <setvalue event="odk-instance-first-load" ref="/data/@mark" value="1 + 1"/>
 <setvalue event="odk-instance-first-load" ref="/data/b" value="regex('a', concat('[', ''))"/>
 <setvalue event="odk-new-repeat" ref="/data/rep/y" value="position(..)"/>
</model></h:head>
<h:body>
 <input ref="a"><label>A</label>
  <setvalue event="xforms-value-changed" ref="b" value="string-length(/data/a)"/></input>
 <input ref="/data/b"><label>B</label>
  <setvalue event="xforms-value-changed" ref="/data/c" value="/data/b + 1"/></input>
 <input ref="/data/c"><label>C</label>
  <setvalue event="xforms-value-changed" ref="/data/c" value="/data/c + 1"/></input>
 <select1 ref="/data/one"><label>One</label><hint>Pick</hint>
  <item><value>y</value><label>Yes</label></item><item><value>n</value><label>No</label></item>
 </select1>
 <select ref="/data/sort" appearance="minimal"><label>Sort</label>
  <item><value>p</value><label>P</label></item><item><value>q</value><label>Q</label></item>
 </select>
 <group><label>People</label>
  <setvalue event="odk-instance-first-load" ref="d" value="'in'"/>
  <repeat nodeset="/data/rep"><input ref="/data/rep/x"><label>X</label></input></repeat>
 </group>
</h:body></h:html>"""
ZONE = Zone.at(ZoneInfo("UTC"), FixedClock().now())


@pytest.fixture
def scenario():
    form = compile_source(FormSource(name="t", xform=FORM.encode()))
    assert form.definition is not None, form.summary.findings
    return Scenario(FormDefinition.from_json(form.definition.to_json()))


def value(scenario, path):
    return scenario.session.engine.nodes[path].text


def test_a_new_conversation_begins_with_what_the_form_puts_in(scenario):
    assert value(scenario, "/data/first") == "said"
    assert value(scenario, "/data/d") == "in"
    assert value(scenario, "/data/each") == "x"
    assert value(scenario, "/data/start").startswith(FixedClock().now().date().isoformat())
    assert value(scenario, "/data/day") == FixedClock().now().date().isoformat()
    assert value(scenario, "/data/id").startswith("uuid:")
    assert value(scenario, "/data/b") == ""
    assert [a.text for a in scenario.session.engine.nodes["/data"].attributes if a.name == "mark"]


def test_what_is_due_once_is_not_done_again_at_a_restart(scenario):
    before = value(scenario, "/data/id")

    again = scenario.reopened()

    assert value(again, "/data/id") == before
    assert value(again, "/data/each") == "xx"


def test_a_change_sets_off_a_chain_that_ends(scenario):
    scenario.answer("/data/a", "abc")

    assert value(scenario, "/data/b") == "3"
    assert int(value(scenario, "/data/c")) > 4


def test_a_new_entry_is_given_its_own_place(scenario):
    for _ in range(2):
        scenario.session.add_repeat("/data/rep")

    engine = scenario.session.engine
    found = [find_node(engine, f"/data/rep[{n}]/y") for n in (1, 2)]
    assert [node.text for node in found] == ["1", "2"]
    assert [position_ref(node) for node in found] == ["/data/rep[1]/y", "/data/rep[2]/y"]
    assert find_node(engine, found[0].ref) is found[0]
    assert find_node(engine, "/data/rep/x") is find_node(engine, "/data/rep[1]/x")
    assert find_node(engine, "/data/rep[3]/x") is None
    assert find_node(engine, "data") is None


def test_choices_written_in_place_are_offered_and_keep_their_order(scenario):
    assert scenario.choices("/data/one") == ["y", "n"]
    assert scenario.session.question("/data/one", ("en",)).options[0].labels[0].text == "Yes"

    scenario.answer("/data/sort", "q p q")
    assert value(scenario, "/data/sort") == "p q"


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("int", "+07", "7"),
        ("int", "\u0663", "3"),
        ("decimal", "1\u066b5 ", "1.5"),
        ("date", "2026-03-01T10:00:00", "2026-03-01"),
        ("dateTime", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
        ("time", "06:30", "06:30"),
        ("geopoint", "1  2 3", "1 2 3"),
        ("boolean", "TRUE", "1"),
        ("int", "  ", ""),
        ("string", " as it is ", " as it is "),
    ],
)
def test_an_answer_is_kept_in_the_form_of_its_type(kind, given, kept):
    assert given_text(given, kind, ZONE) == kept


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("int", "1.5"),
        ("int", "2147483648"),
        ("decimal", "one"),
        ("decimal", "1e999"),
        ("date", "2026-02-30"),
        ("dateTime", "soon"),
        ("time", "25:00"),
        ("time", "noon"),
        ("geopoint", "here"),
        ("geopoint", "91 0"),
        ("geopoint", "1"),
        ("boolean", "perhaps"),
    ],
)
def test_an_answer_of_another_type_is_refused_but_an_authors_value_stays(kind, given):
    with pytest.raises(AnswerTypeError):
        given_text(given, kind, ZONE)
    assert initial_text(given, kind, ZONE) == given


@pytest.mark.parametrize(
    ("kind", "result", "kept"),
    [
        ("string", float("nan"), ""),
        ("date", 0.0, "1970-01-01"),
        ("date", 1e15, ""),
        ("date", "unknown", "unknown"),
        ("int", 2.9, "2"),
        ("int", -2.9, "-2"),
        ("int", "none", ""),
        ("decimal", 2.5, "2.5"),
        ("string", True, "true"),
    ],
)
def test_a_calculated_value_is_kept_in_the_form_of_its_type(kind, result, kept):
    assert stored_text(result, kind, ZONE) == kept


@pytest.mark.parametrize("sent", [None, [], {}, {"form_id": 1}])
def test_what_is_no_summary_is_refused(sent):
    with pytest.raises(FormError):
        summary_from_json(sent)
