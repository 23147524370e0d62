"""Checks of wording, shape and actions, and where the places of texts are found."""

# ruff: noqa: E501 - forms are drawn as tables

from __future__ import annotations

import pytest

from intake_app.guard import safe_xml
from intake_app.xforms.compile import compile_source
from intake_app.xforms.definition import FormDefinition
from intake_app.xforms.lint import MAX_FORM_DEPTH
from intake_app.xforms.source import FormSource
from intake_app.xforms.xform import read_xform
from tests.xforms.scenario import compiled

XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><model><instance><data id="x"><q/></data></instance><bind nodeset="/data/q"/>{actions}</model></h:head>
<h:body><input ref="/data/q"><label>Q</label></input>{body}</h:body></h:html>"""


def places(form):
    return [(f.code, f.sheet, f.row, f.column) for f in form.summary.findings]


def xform(actions: str = "", body: str = ""):
    text = XFORM.format(actions=actions, body=body)
    return compile_source(FormSource(name="x", xform=text.encode()))


def test_the_first_missing_translation_is_pointed_at():
    form = compiled(
        """
        | type          | name | label::English (en) | label::French (fr) |
        | text          | a    | A                   | A                  |
        | select_one yn | b    | B                   | B                  |
        """,
        """
        | list_name | name | label::English (en) | label::French (fr) |
        | yn        | yes  | Yes                 | Oui                |
        | yn        | no   | No                  |                    |
        """,
        default_language="English (en)",
    )

    assert places(form) == [("text.untranslated", "choices", 3, "label::French (fr)")]


def test_markup_in_a_choice_is_pointed_at():
    form = compiled(
        "| type | name | label |\n| select_one yn | b | B |",
        "| list_name | name | label::en |\n| yn | yes | Yes |\n| yn | no | **No** |",
    )

    assert ("text.markup", "choices", 3, "label::en") in places(form)


def test_markup_in_a_message_is_pointed_at():
    form = compiled("""
        | type | name | label | constraint | constraint_message |
        | text | a    | A     | . = 'x'    | **No**             |
    """)

    assert places(form) == [("text.markup", "survey", 2, "constraint_message")]


def test_a_question_without_a_text_is_told_of():
    form = compiled("| type | name | label | hint |\n| text | a | | Only a hint |")

    assert places(form) == [("text.no-label", "survey", 2, "hint")]


def test_groups_nested_too_deeply_are_an_error():
    rows = "\n".join(f"| begin_group | g{n} | G |" for n in range(MAX_FORM_DEPTH))
    ends = "| end_group | | |\n" * MAX_FORM_DEPTH
    form = compiled(f"| type | name | label |\n{rows}\n| text | a | A |\n{ends}")

    assert places(form) == [("form.too-deep", "survey", MAX_FORM_DEPTH + 2, "name")]


def test_a_column_of_ours_that_we_do_not_know_is_told_of():
    form = compiled("| type | name | label | bind::intake:colour |\n| text | a | A | red |")

    assert places(form) == [("survey.unknown-column", "survey", 1, "bind::intake:colour")]


def test_an_old_function_is_told_of():
    form = compiled("""
        | type      | name | label | calculation                        |
        | text      | a    | A     |                                    |
        | calculate | b    |       | pulldata('towns', 'x', 'y', ${a})  |
    """)

    assert ("xpath.legacy", "survey", 3, "calculation") in places(form)


@pytest.mark.parametrize(
    ("formula", "code"), [("bad( + 1", "xpath.syntax"), ("nothing(1)", "xpath.unknown-function")]
)
def test_a_broken_first_value_is_told_of(formula, code):
    form = compiled(f"| type | name | label | default |\n| text | a | A | {formula} |")

    assert places(form) == [(code, "survey", 2, "default")]


def test_an_action_whose_target_is_missing_is_told_of():
    form = xform(
        '<setvalue event="odk-instance-first-load" ref="/data/none" value="1"/>'
        '<setvalue event="odk-instance-first-load" ref="/data/q[1]" value="1"/>'
        '<setvalue event="odk-instance-first-load" ref="/data/q">x</setvalue>'
    )

    assert [(f.code, f.found) for f in form.summary.findings] == [
        ("form.unknown-target", "/data/none")
    ]


def test_a_question_whose_node_is_missing_is_told_of():
    form = xform(body='<input ref="/data/none"><label>N</label></input>')

    assert places(form) == [("form.no-node", "", 0, "")]


def test_a_filled_in_value_that_cannot_be_read_is_told_of():
    form = xform(body='<group><label>Is <output value="1 +"/></label></group>')

    assert [(f.code, f.found) for f in form.summary.findings] == [("xpath.syntax", "1 +")]


def test_an_xform_names_its_nodes_instead_of_rows():
    text = XFORM.format(actions="", body="").replace(
        'nodeset="/data/q"', 'nodeset="/data/q" relevant=". = 1"'
    )
    form = compile_source(FormSource(name="x", xform=text.encode()))

    (finding,) = form.summary.findings
    assert (finding.code, finding.row) == ("form.self-reference", 0)
    assert finding.found


def test_the_definition_knows_what_its_author_calls_a_language():
    definition = FormDefinition(
        read_xform(safe_xml.parse(XFORM.format(actions="", body="").encode()))
    )

    assert definition.languages == ("und",)
    assert definition.language_name("und") == ""
    assert definition.speaks("ti")
    assert not definition.speaks("x-klingon")
