"""What the converter (pyxform) objects to, said in our words and in the reader's language.

pyxform speaks English only and stops at its first complaint. Its common
sentences are known here by their shape; what they name is looked up in the
sheets, so that row, column and the text found are told even where pyxform
leaves them out. Any other sentence is handed on as what it is: a quotation.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from intake_app.domain.form import Severity
from intake_app.domain.message import M
from intake_app.xforms.findings import error, warning
from intake_app.xforms.locate import Place, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.form import Finding
    from intake_app.domain.message import Message
    from intake_app.xforms.locate import Locator

_ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet,\s*")
_COLUMN = re.compile(r"the '([^']+)' value\s?")
_QUOTED = 400
_HEADINGS = 1


class _Known(NamedTuple):
    """A sentence of pyxform's and what we say instead.

    Attributes:
        shape: Matches somewhere in the sentence; its named groups fill the message.
        column: The column it concerns, where the sentence does not say.
        search: The group whose text is looked for in that column when the
            sentence gives no row.
    """

    shape: str
    message: Message
    hint: Message
    column: str = ""
    search: str = ""
    sheet: str = "survey"


_SENTENCES: Sequence[_Known] = (
    _Known(
        r"Unknown question type '(?P<kind>[^']*)'",
        M("There is no kind of question called {kind}."),
        M("Use a type of the XLSForm standard: text, integer, date, select_one list_name."),
        "type",
        "kind",
    ),
    _Known(
        r"List name not in (?:external )?choices sheet: (?P<list>.*)",
        M("There is no list called {list} on the choices sheet."),
        M("Check the list's name, or add its choices to the choices sheet."),
        "type",
    ),
    _Known(
        r"There should be a choices sheet",
        M("The form offers choices, but there is no choices sheet."),
        M("Add a sheet called choices with the columns list_name, name and label."),
        sheet="choices",
    ),
    _Known(
        r"sheet: '(?P<sheet>\w+)'.*required column headers were not found: '(?P<column>\w+)",
        M("The column {column} is missing."),
        M("Add it to the first row of the sheet."),
    ),
    _Known(
        r"Question or group with no name",
        M("This row has no name."),
        M("Give it a name of its own in the column name."),
        "name",
    ),
    _Known(
        r"Question with no type",
        M("This row has no type."),
        M("Write into the column type what kind of question it is."),
        "type",
    ),
    _Known(
        r"Choices must have a name",
        M("This choice has no name."),
        M("Give it a name of its own in the column name."),
        "name",
    ),
    _Known(
        r"Choice names must be unique",
        M("Two choices of this list have the same name."),
        M("Give each choice a name of its own."),
        "name",
    ),
    _Known(
        r"Choices should have a label",
        M("This choice has no text."),
        M("Write into the column label what the person is to read."),
        "label",
    ),
    _Known(
        r"Names must begin with a letter",
        M("This cannot be a name."),
        M("Use letters, digits and underscores only, and begin with a letter."),
        "name",
    ),
    _Known(
        r"must be unique within their nearest parent|Repeat names must unique|must not be the same"
        r" as the survey root",
        M("This name is taken already."),
        M("Give each question and each group a name of its own."),
        "name",
    ),
    _Known(
        r"is a case-insensitive match to another name",
        M("This name differs from another one only in capital letters."),
        M("Choose a name that cannot be mistaken for the other."),
        "name",
    ),
    _Known(
        r"The name 'meta' is reserved",
        M("The name meta is kept for the form itself."),
        M("Give this question or group another name."),
        "name",
    ),
    _Known(
        r"Could not find the name '(?P<name>[^']*)'",
        M("This refers to {name}, which the form does not have."),
        M("Check the spelling of the name in curly brackets."),
    ),
    _Known(
        r"The name '(?P<name>[^']*)' appears more than once",
        M("This refers to {name}, but more than one question is called that."),
        M("Give each of these questions a name of its own."),
    ),
    _Known(
        r"Reference variables must start with",
        M("A reference to a question is not written correctly."),
        M("Write a dollar sign, then the name of the question in curly brackets."),
    ),
    _Known(
        r"Unmatched 'end_",
        M("A group ends here that does not begin anywhere."),
        M("Take this row out, or add the row with which the group begins."),
        "type",
    ),
    _Known(
        r"Unmatched 'begin_",
        M("This group begins here and does not end."),
        M("Add a row of the type end_group or end_repeat after its last question."),
        "type",
    ),
    _Known(
        r"Missing calculation",
        M("This row calculates something, but has no formula."),
        M("Write the formula into the column calculation."),
        "calculate",
    ),
    _Known(
        r"element named '(?P<name>[^']*)' has no label or hint",
        M("This question has no text to ask it with."),
        M("Write into the column label what the person is to hear."),
        "name",
        "name",
    ),
    _Known(
        r"(?:Group|Repeat) has no label",
        M("This group has no name to show."),
        M("Write one into the column label."),
        "label",
    ),
    _Known(
        r"Choice names with spaces cannot be added.*?See \[(?P<name>[^\]]*)\]",
        M("The name of a choice in a list of several answers must not hold a blank."),
        M("Write an underscore in its place."),
        "name",
        "name",
        sheet="choices",
    ),
    _Known(
        r"should end with one of the supported file extensions",
        M("The choices come from a file of a kind that is not known."),
        M("Name a file that ends in .csv, .xml or .geojson."),
        "type",
    ),
    _Known(
        r"is no longer supported on most devices",
        M("Intake never records which device is used; this row stays empty."),
        M("Take this row out."),
        "type",
    ),
)


def complaint(text: str, severity: Severity, locator: Locator) -> Finding:
    """Return a complaint of pyxform as a finding.

    Args:
        text: The sentence, in English.
        severity: How bad pyxform finds it.
        locator: Finds the cell that the sentence means.
    """
    tell = error if severity is Severity.ERROR else warning
    for known in _SENTENCES:
        match = re.search(known.shape, text, re.DOTALL)
        if match is not None:
            groups = {name: shorten(value) for name, value in match.groupdict().items()}
            place = _place(text, known, groups, locator)
            return tell("form.xlsform", place, replace(known.message, values=groups), known.hint)
    plain = shorten(_SHEET.sub("", _ROW.sub("", text)), _QUOTED)
    return tell(
        "form.xlsform",
        _place(text, None, {}, locator),
        # Translators: {text} is a sentence in English by another program (pyxform).
        M('The converter says in English: "{text}"', text=plain),
        M("Correct this in the spreadsheet."),
    )


def stumbled(kind: str) -> Finding:
    """Return the finding that pyxform failed without saying why.

    Args:
        kind: The name of its exception.
    """
    return error(
        "form.not-converted",
        Place(found=kind),
        M("This form cannot be converted."),
        M("Look for a column or a row type that is not of the XLSForm standard."),
    )


def _place(text: str, known: _Known | None, groups: dict[str, str], locator: Locator) -> Place:
    """Return the cell a sentence is about: as it says itself, else as its shape lets find."""
    row, sheet, column = _ROW.search(text), _SHEET.search(text), _COLUMN.search(text)
    where = sheet[1] if sheet else (known.sheet if known else "survey" if row else "")
    what = column[1] if column else (known.column if known else "")
    if "column" in groups:
        return Place(sheet=groups["sheet"], row=_HEADINGS, column=groups["column"])
    if row is not None:
        return locator.cell(where, int(row[1]), what)
    if known is not None and known.search:
        return locator.search(where, what, groups[known.search])
    return Place(sheet=where, column=what)
