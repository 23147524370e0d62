"""A form written as an XLSForm workbook, for programs and people that know no other kind.

Every cell is a string, so that nothing in it can be taken for a formula, and
the workbook says nothing about who wrote it.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from intake_app.i18n.languages import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.cell.cell import Cell

    Sheet = Mapping[int, Mapping[str, str]]

_ORDER: Final = ("survey", "choices", "settings")
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML, and so a workbook, cannot hold."""

_LANGUAGE: Final = re.compile(r"(?P<column>.+)::(?P<tag>[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)")
_TEXT_COLUMNS: Final = frozenset(
    {"label", "hint", "guidance_hint", "constraint_message", "required_message"}
)


def workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """Return the sheets of a form as the bytes of an ``.xlsx`` file.

    Args:
        sheets: For each sheet its rows, by their number in the sheet (the heading
            is row 1, so that numbers in findings stay right): column to text. A
            column such as ``label::ar`` is named ``label::العربية (ar)``, as ODK
            and KoBo show it.
    """
    # openpyxl is slow to import, and only this command needs it.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = ""
    for name in sorted(sheets, key=_place):
        sheet = book.create_sheet(name)
        columns = _columns(sheets[name])
        for number, column in enumerate(columns, start=1):
            _write(sheet.cell(row=1, column=number), _heading(column))
            for line, row in sheets[name].items():
                if row.get(column):
                    _write(sheet.cell(row=line, column=number), row[column])
        sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write(cell: Cell, text: str) -> None:
    cell.value = _NO_XML.sub("", text)
    cell.data_type = "s"  # a text that starts with "=" is a text


def _columns(rows: Sheet) -> list[str]:
    """Return the columns that any row fills, in the order in which they first appear."""
    return list(dict.fromkeys(column for row in rows.values() for column in row))


def _heading(column: str) -> str:
    found = _LANGUAGE.fullmatch(column)
    if found is None or found["column"] not in _TEXT_COLUMNS:
        return column
    return f"{found['column']}::{language(found['tag']).autonym} ({found['tag']})"


def _place(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)
