"""What the converter objects to, said in our words, with the cell it means."""

# ruff: noqa: E501 - forms are drawn as tables

from __future__ import annotations

import pytest

from intake_app.domain.form import Severity
from intake_app.i18n.catalog import Catalog
from intake_app.xforms.complaints import complaint
from intake_app.xforms.locate import Locator
from tests.xforms.scenario import compiled, source

LIST = """
    | list_name | name | label |
    | yn        | yes  | Yes   |
    | yn        | no   | No    |
"""


def first(survey: str, choices: str = "", **settings: str):
    """The gravest finding about a form."""
    return compiled(survey, choices, **settings).summary.findings[0]


def words(finding) -> str:
    return finding.message.msgid.format(**finding.message.values)


@pytest.mark.parametrize(
    ("survey", "place", "found", "said"),
    [
        (
            "| type | name | label |\n| texxt | a | A |",
            (2, "type"),
            "texxt",
            "kind of question called texxt",
        ),
        ("| type | name | label |\n| text | a b | A |", (2, "name"), "a b", "cannot be a name"),
        (
            "| type | name | label |\n| text | a | A |\n| text | a | B |",
            (3, "name"),
            "a",
            "taken already",
        ),
        (
            "| type | name | label |\n| begin repeat | r | R |\n| text | a | A |\n| end repeat | | |\n| begin group | g | G |\n| begin repeat | r | R |\n| text | b | B |\n| end repeat | | |\n| end group | | |",
            (6, "name"),
            "r",
            "taken already",
        ),
        (
            "| type | name | label |\n| text | a | A ${zz} |",
            (2, "label"),
            "A ${zz}",
            "refers to zz",
        ),
        (
            "| type | name | label |\n| text | a | A ${zz |",
            (2, "label"),
            "A ${zz",
            "not written correctly",
        ),
        (
            "| type | name | label |\n| begin_group | g | A |\n| text | a | A |",
            (2, "type"),
            "begin_group",
            "does not end",
        ),
        (
            "| type | name | label |\n| text | a | A |\n| end_group | | |",
            (3, "type"),
            "end_group",
            "does not begin",
        ),
        ("| type | name | label |\n| text | | A |", (2, "name"), "", "no name"),
        ("| type | name | label |\n| text | b | B |\n| | a | A |", (3, "type"), "", "no type"),
        (
            "| type | name | label |\n| text | b | |\n| text | a | A |",
            (2, "name"),
            "b",
            "no text to ask",
        ),
        ("| type | name | label |\n| calculate | a | A |", (2, "calculate"), "", "no formula"),
        ("| type | name | label |\n| text | meta | A |", (2, "name"), "meta", "kept for the form"),
        (
            "| type | name | label |\n| select_one_from_file x | a | A |",
            (2, "type"),
            "select_one_from_file x",
            "come from a file",
        ),
        (
            "| type | name | label |\n| select one | a | A |",
            (2, "type"),
            "select one",
            "from which list",
        ),
        (
            "| type | name | label |\n| select_one | a | A |",
            (2, "type"),
            "select_one",
            "from which list",
        ),
        (
            "| type | name | label |\n| select_multiple q | a | A |",
            (2, "type"),
            "select_multiple q",
            "no list called q",
        ),
        (
            "| type | name | label |\n| select one q | a | A |",
            (2, "type"),
            "select one q",
            "no list called q",
        ),
        (
            "| type | name | label |\n| select all that apply from q | a | A |",
            (0, ""),
            "",
            "no choices sheet",
        ),
        ("| name | label |\n| a | A |", (1, "type"), "", "column type is missing"),
    ],
)
def test_an_objection_names_its_cell_and_says_what_to_write_instead(survey, place, found, said):
    finding = first(survey)

    assert finding.severity is Severity.ERROR
    assert (finding.row, finding.column) == place
    assert finding.found == found
    assert said in words(finding)
    assert finding.hint is not None
    assert finding.sheet in {"survey", "choices"}


@pytest.mark.parametrize(
    ("choices", "place", "said"),
    [
        (
            "| list_name | name | label |\n| yn | a | A |\n| yn | | Yes |",
            ("choices", 3, "name"),
            "no name",
        ),
        (
            "| list_name | name | label |\n| yn | a | A |\n| yn | a | B |",
            ("choices", 3, "name"),
            "same name",
        ),
        (
            "| list_name | name | label |\n| yn | a b | A |",
            ("choices", 2, "name"),
            "must not hold a blank",
        ),
    ],
)
def test_an_objection_to_a_choice_names_its_cell(choices, place, said):
    finding = first("| type | name | label |\n| select_multiple yn | a | A |", choices)

    assert (finding.sheet, finding.row, finding.column) == place
    assert said in words(finding)


@pytest.mark.parametrize(
    ("survey", "choices", "place", "said"),
    [
        (
            "| type | name | label |\n| text | a | A |\n| text | A | B |",
            "",
            ("survey", 3, "name"),
            "capital letters",
        ),
        (
            "| type | name | label |\n| simserial | a | A |",
            "",
            ("survey", 2, "type"),
            "which device",
        ),
        (
            "| type | name | label |\n| select_one yn | a | A |",
            "| list_name | name | label |\n| yn | y | |\n| yn | n | N |",
            ("choices", 2, "label"),
            "no text",
        ),
        (
            "| type | name | label |\n| begin_repeat | g | |\n| text | a | A |\n| end_repeat | | |",
            "",
            ("survey", 2, "label"),
            "no name to show",
        ),
    ],
)
def test_what_the_converter_only_warns_of_is_said_in_our_words_too(survey, choices, place, said):
    form = compiled(survey, choices)

    found = [f for f in form.summary.findings if f.code == "form.xlsform"]
    assert [(f.sheet, f.row, f.column) for f in found] == [place]
    assert said in words(found[0])
    assert found[0].severity is Severity.WARNING


def test_every_question_without_a_list_is_told_of_at_once():
    form = compiled(
        """
        | type             | name | label |
        | select_one       | a    | A     |
        | select_one towns | b    | B     |
        | rank             | c    | C     |
        | select_one yn    | d    | D     |
        """,
        LIST,
    )

    assert [(f.code, f.row, f.column) for f in form.summary.findings] == [
        ("survey.no-list", 2, "type"),
        ("survey.unknown-list", 3, "type"),
        ("survey.no-list", 4, "type"),
    ]


def test_another_sentence_is_quoted_with_the_cell_it_names():
    finding = first("""
        | type  | name | label | parameters |
        | range | a    | A     | step=x     |
    """)

    assert (finding.sheet, finding.row, finding.column) == ("survey", 2, "parameters")
    assert finding.found == "step=x"
    assert "must be a number" in finding.message.values["text"]
    assert "row :" not in finding.message.values["text"]
    arabic = Catalog("ar").text(finding.message)
    assert not arabic.startswith("The converter")


def test_a_sentence_that_names_no_place_has_none():
    found = complaint("Something odd.", Severity.WARNING, Locator(source("| type |\n| text |")))

    assert (found.sheet, found.row, found.column) == ("", 0, "")


def test_a_row_that_is_not_there_is_still_named():
    text = "[row : 99] On the 'survey' sheet, the 'name' value is invalid. Odd."

    found = complaint(text, Severity.ERROR, Locator(source("| type |\n| text |")))

    assert (found.sheet, found.row, found.column, found.found) == ("survey", 99, "name", "")


def test_what_cannot_be_found_again_is_shown_as_the_converter_names_it():
    text = "Unknown question type 'odd'."

    found = complaint(text, Severity.ERROR, Locator(source("| type |\n| text |")))

    assert (found.sheet, found.row, found.column, found.found) == ("survey", 0, "type", "odd")


def test_a_stumble_of_the_converter_is_told_as_such():
    finding = first("| type | name | label | bind::relevant::x |\n| text | a | A | b |")

    assert finding.severity is Severity.ERROR
    assert finding.code == "form.not-converted"
