"""What a form's author is told, with the place in the spreadsheet."""

# ruff: noqa: E501 - forms are drawn as tables

from __future__ import annotations

import pytest

from intake_app.domain.form import Severity
from intake_app.xforms.compile import compile_job
from intake_app.xforms.definition import FormDefinition
from intake_app.xforms.source import pack_source
from intake_app.xforms.wire import summary_from_json, summary_to_json
from tests.xforms.scenario import compiled, source, table

YES_NO = """
    | list_name | name | label |
    | yn        | yes  | Yes   |
    | yn        | no   | No    |
"""


def findings(survey: str, choices: str = "", *, is_bundled: bool = False, **settings: str):
    form = compiled(survey, choices, is_bundled=is_bundled, **settings)
    return [
        (f.severity.value, f.code, f.sheet, f.row, f.column)
        for f in form.summary.findings
        if f.severity is not Severity.INFO
    ]


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("selcted(., 'x') and (", "xpath.syntax"),
        ("selcted(., 'x')", "xpath.unknown-function"),
        ("selected(.)", "xpath.arguments"),
        ("'open", "xpath.syntax"),
        ("regex(., '(?<=a)b')", "xpath.regex"),
        ("instance('towns')/root/item = 1", "xpath.unknown-list"),
        ("(" * 100 + "1" + ")" * 100, "xpath.depth"),
    ],
)
def test_a_broken_formula_is_an_error_with_its_row_and_column(formula, code):
    found = findings(f"""
        | type | name | label | relevant  |
        | text | a    | A     |           |
        | text | b    | B     | {formula} |
    """)

    assert ("error", code, "survey", 3, "relevant") in found


def test_every_kind_of_formula_is_looked_at():
    found = findings(
        """
        | type         | name | label       | relevant | constraint | required | read_only | calculation | choice_filter | repeat_count |
        | text         | a    | A           | bad(     |            |          |           |             |               |              |
        | text         | b    | B           |          | bad(       |          |           |             |               |              |
        | text         | c    | C           |          |            | bad(     |           |             |               |              |
        | text         | d    | D           |          |            |          | bad(      |             |               |              |
        | calculate    | e    |             |          |            |          |           | bad(        |               |              |
        | select_one yn| f    | F           |          |            |          |           |             | bad(          |              |
        """,
        YES_NO,
    )

    assert {(row, column) for severity, _, _, row, column in found if severity == "error"} == {
        (2, "relevant"),
        (3, "constraint"),
        (4, "required"),
        (5, "read_only"),
        (6, "calculation"),
        (7, "choice_filter"),
    }


def test_a_path_that_leads_nowhere_is_told_of():
    survey = """
        | type | name | label | relevant             | bind::intake:purpose |
        | text | a    | A     | /data/nowhere = 'x'  | needs                |
    """

    assert ("warning", "xpath.unknown-reference", "survey", 2, "relevant") in findings(survey)
    assert ("error", "xpath.unknown-reference", "survey", 2, "relevant") in findings(
        survey, is_bundled=True
    )


@pytest.mark.parametrize(
    "formula",
    [
        "${a} != 'no'",
        "not(${a} = 'yes')",
        "not(selected(${a}, 'yes'))",
        "${b} = 1 and (${a} != 'no')",
    ],
)
def test_what_also_holds_without_an_answer_is_told_of(formula):
    survey = f"""
        | type          | name | label | relevant  | bind::intake:purpose |
        | select_one yn | a    | A     |           | needs                |
        | integer       | b    | B     |           | needs                |
        | text          | c    | C     | {formula} | needs                |
    """

    expected = ("xpath.negated-select", "survey", 4, "relevant")
    assert ("warning", *expected) in findings(survey, YES_NO)
    assert ("error", *expected) in findings(survey, YES_NO, is_bundled=True)


@pytest.mark.parametrize(
    "formula",
    ["${a} != ''", "not(${b} = 1)", "selected(${a}, 'no')", "${b} != 3", "not(not(${a} = 'yes'))"],
)
def test_what_needs_an_answer_is_left_alone(formula):
    found = findings(
        f"""
        | type          | name | label | relevant  | bind::intake:purpose |
        | select_one yn | a    | A     |           | needs                |
        | integer       | b    | B     |           | needs                |
        | text          | c    | C     | {formula} | needs                |
        """,
        YES_NO,
        is_bundled=True,
    )

    assert [f for f in found if f[1] == "xpath.negated-select"] == []


def test_a_constraint_on_the_question_itself_may_exclude_a_choice():
    found = findings(
        """
        | type          | name | label | constraint    | bind::intake:purpose |
        | select_one yn | a    | A     | . != 'no'     | needs                |
        """,
        YES_NO,
        is_bundled=True,
    )

    assert found == []


def test_formulas_that_wait_for_each_other_are_an_error():
    found = findings("""
        | type      | name | label | calculation |
        | calculate | a    |       | ${b} + 1    |
        | calculate | b    |       | ${c} + 1    |
        | calculate | c    |       | ${a} + 1    |
    """)

    assert [f[:2] for f in found] == [("error", "form.cycle")]


@pytest.mark.parametrize("formula", ["once(random())", "coalesce(., 'x')", "if(. = '', 1, .)"])
def test_a_calculation_may_look_at_its_own_earlier_value(formula):
    found = findings(f"""
        | type      | name | label | calculation |
        | text      | q    | Q     |             |
        | calculate | a    |       | {formula}   |
    """)

    assert found == []


@pytest.mark.parametrize(
    ("column", "formula", "severity"),
    [
        ("relevant", ". = 'x'", "error"),
        ("relevant", "${a} = 'x'", "error"),
        ("relevant", "once(.) = 'x'", "error"),
        ("relevant", "current()/../a = 'x'", "error"),
        ("calculation", "${a} + 1", "error"),
        ("read_only", ". != ''", "warning"),
        ("required", "${b} = 1 and ${a} = ''", "warning"),
    ],
)
def test_a_formula_that_reads_what_it_decides_about_is_told_of(column, formula, severity):
    found = findings(f"""
        | type    | name | label | {column}  |
        | integer | b    | B     |           |
        | text    | a    | A     | {formula} |
    """)

    assert found == [(severity, "form.self-reference", "survey", 3, column)]


def test_a_group_that_depends_on_a_question_inside_it_is_told_of():
    found = findings("""
        | type        | name | label | relevant    |
        | begin_group | g    | G     | ${a} = 'x'  |
        | text        | a    | A     |             |
        | end_group   |      |       |             |
    """)

    assert found == [("error", "form.self-reference", "survey", 2, "relevant")]


@pytest.mark.parametrize(
    ("column", "formula"),
    [
        ("constraint", ". < 18"),
        ("constraint", "${a} < 18 and ${b} > 1"),
        ("relevant", "${b} = 1"),
        ("relevant", "position(..) > 1"),
        ("required", "${b} = 1"),
    ],
)
def test_a_constraint_may_look_at_its_own_answer_and_others_at_other_answers(column, formula):
    found = findings(f"""
        | type         | name | label | {column}  |
        | begin_repeat | r    | R     |           |
        | integer      | b    | B     |           |
        | integer      | a    | A     | {formula} |
        | end_repeat   |      |       |           |
    """)

    assert found == []


def test_a_question_may_depend_on_the_same_question_of_the_entry_before():
    found = findings("""
        | type         | name | label | relevant                                                            |
        | begin_repeat | r    | R     |                                                                     |
        | text         | a    | A     | position(..) = 1 or /test/r[position() = position(current()/..) - 1]/a = 'x' |
        | end_repeat   |      |       |                                                                     |
    """)

    assert [f for f in found if f[0] == "error"] == []


def test_our_columns_need_their_namespace():
    found = findings(
        """
        | type | name | label | bind::intake:purpose |
        | text | a    | A     | needs                |
        """,
        namespaces="",
    )

    assert found == [("error", "settings.namespaces", "settings", 2, "namespaces")]


def test_a_question_of_ours_without_a_purpose_is_an_error():
    found = findings(
        """
        | type        | name | label | bind::intake:purpose |
        | begin_group | g    | G     |                      |
        | text        | a    | A     |                      |
        | end_group   |      |       |                      |
        """,
        is_bundled=True,
    )

    assert found == [("error", "survey.no-purpose", "survey", 3, "bind::intake:purpose")]


def test_markup_is_told_of_because_it_will_be_shown_letter_by_letter():
    found = findings("""
        | type | name | label           |
        | text | a    | **Bold** claim  |
        | text | b    | <b>Bold</b>     |
        | text | c    | 2 * 3 and a_b_c |
    """)

    assert found == [
        ("warning", "text.markup", "survey", 2, "label"),
        ("warning", "text.markup", "survey", 3, "label"),
    ]


def test_a_survey_without_rows_is_told_of():
    form = compiled("| type | name | label |")

    assert [f.code for f in form.summary.findings] == ["form.no-survey"]


def test_the_summary_survives_the_way_between_processes():
    summary = compiled("""
        | type | name | label | relevant |
        | text | a    | A     | bad(     |
    """).summary

    assert summary_from_json(summary_to_json(summary)) == summary


def test_the_job_gives_the_summary_and_the_compiled_form(tmp_path):
    path = tmp_path / "form.csv"
    path.write_text(
        "survey,,,\n,type,name,label\n,text,a,A\nsettings,,\n,form_id,version\n,abc,7\n",
        encoding="utf-8",
    )
    packed = pack_source(path)

    reply = compile_job(packed.arguments, packed.data)

    summary = summary_from_json(reply.result)
    definition = FormDefinition.from_json(reply.data)
    assert (summary.form_id, summary.version, summary.questions) == ("abc", "7", 1)
    assert summary.logic_hash == definition.logic_hash


def test_wording_and_logic_have_hashes_of_their_own():
    def hashes(label: str, relevant: str) -> tuple[str, str]:
        form = compiled(f"""
            | type | name | label   | relevant   |
            | text | a    | A       |            |
            | text | b    | {label} | {relevant} |
        """)
        return form.summary.logic_hash, form.summary.text_hash

    logic, text = hashes("B", "${a} = 1")

    assert hashes("Better", "${a} = 1")[0] == logic
    assert hashes("Better", "${a} = 1")[1] != text
    assert hashes("B", "${a} = 2")[0] != logic
    assert hashes("B", "${a} = 2")[1] == text


def test_tables_remember_the_rows_of_the_spreadsheet():
    form = source("| type | name |\n| text | a |\n| text | b |")
    form.rows["survey"][1] = form.rows["survey"][1].__class__(number=9, cells={"type": "texxt"})

    assert len(form.as_workbook()["survey"]) == 8
    assert table("| a |\n| b\\|c |")[0].cells == {"a": "b|c"}
