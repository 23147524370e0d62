"""From a node, a text or a cell of the compiled form back to where it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.xforms.names import path_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.xforms.source import FormSource, Row

_ALIASES = {
    "relevant": ("relevant", "bind::relevant", "relevance"),
    "calculate": ("calculation", "calculate", "bind::calculate", "default"),
    "required": ("required", "bind::required"),
    "readonly": ("read_only", "readonly", "read only", "bind::readonly"),
    "constraint": ("constraint", "bind::constraint"),
    "options": ("choice_filter", "type"),
    "count": ("repeat_count", "bind::jr:count"),
    "label": ("label", "hint"),
    "name": ("name", "value"),
    "list_name": ("list_name", "list name"),
    "jr:constraintMsg": ("constraint_message", "bind::jr:constraintMsg"),
    "jr:requiredMsg": ("required_message", "bind::jr:requiredMsg"),
}
_CHOICE_TEXT = re.compile(r"(.+)-(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell of a sheet, or as much of one as is known."""

    sheet: str = ""
    row: int = 0
    column: str = ""
    found: str = ""


class Locator:
    """Finds the cell of a node, of a text, or of what someone else complains about."""

    def __init__(self, source: FormSource) -> None:
        self._source = source
        self._rows: dict[tuple[str, ...], Row] = {}
        stack: list[str] = []
        for row in source.rows.get("survey", []):
            kind = row.cells.get("type", "").strip().lower().replace("_", " ")
            name = (row.cells.get("name") or row.cells.get("value") or "").strip()
            if kind.startswith("end "):
                stack[-1:] = []
                continue
            self._rows.setdefault((*stack, name), row)
            if kind.startswith("begin "):
                stack.append(name)

    def row(self, names: tuple[str, ...]) -> Row | None:
        """Return the row of the node with these names from the root."""
        found = self._rows.get(names[1:])
        if found is None and names and names[-1].endswith("_count"):
            found = self._rows.get((*names[1:-1], names[-1].removesuffix("_count")))
        return found

    def place(self, names: tuple[str, ...], aspect: str, found: str = "") -> Place:
        """Return the cell in which an aspect of a node was written.

        Args:
            names: The node's names from the root.
            aspect: relevant, calculate, options, label ...
            found: What to show when the cell itself is not known.
        """
        row = self.row(names)
        if row is None:
            return Place(found=shorten(found or "/" + "/".join(names)))
        return cell_of("survey", row, aspect, found)

    def text(self, text_id: str, language: str = "") -> Place:
        """Return the cell of a text.

        Args:
            text_id: As a compiled form names it: ``/data/q:label``, or of a choice
                its list and its place in it, ``yn-0``.
            language: The name of the language, when the text in it is meant.
        """
        path, _, kind = text_id.partition(":")
        kind = kind or "label"
        choice = _CHOICE_TEXT.fullmatch(text_id)
        if path.startswith("/") or choice is None:
            names = path_names(path)
            row, sheet, found = self.row(names), "survey", "/" + "/".join(names)
        else:
            row, sheet, found = self._choice(choice[1], int(choice[2])), "choices", text_id
        if row is None:
            return Place(found=found)
        if language:
            heading = f"{_ALIASES.get(kind, (kind,))[0]}::{language}"
            return Place(
                sheet=sheet, row=row.number, column=heading, found=row.cells.get("name", "")
            )
        return cell_of(sheet, row, kind)

    def cell(self, sheet: str, number: int, column: str) -> Place:
        """Return a cell by its sheet, its row and what the column means."""
        for row in self._source.rows.get(sheet, []):
            if row.number == number:
                return cell_of(sheet, row, column)
        return Place(sheet=sheet, row=number, column=column)

    def search(self, sheet: str, column: str, text: str) -> Place:
        """Return the first cell of a column that holds `text`, however it is spaced."""
        wanted = text.split()
        for row in self._source.rows.get(sheet, []):
            place = cell_of(sheet, row, column)
            if row.cells.get(place.column, "").split() == wanted:
                return place
        return Place(sheet=sheet, column=column, found=shorten(text))

    def _choice(self, list_name: str, index: int) -> Row | None:
        rows = [row for row in self._source.rows.get("choices", []) if list_of(row) == list_name]
        return rows[index] if index < len(rows) else None


def list_of(row: Row) -> str:
    """Return the list that a row of the choices sheet belongs to."""
    return next((row.cells[c].strip() for c in _headings(row, "list_name")), "")


def _headings(row: Row, aspect: str) -> Iterator[str]:
    """Yield the headings of a row's cells that mean `aspect`."""
    for alias in _ALIASES.get(aspect, (aspect,)):
        for column in row.cells:
            if column == alias or column.split("::")[0].strip() == alias:
                yield column


def cell_of(sheet: str, row: Row, aspect: str, found: str = "") -> Place:
    """Return the cell of a row in which an aspect of it stands.

    Args:
        sheet: The row's sheet.
        row: The row.
        aspect: relevant, label ...: what the column means.
        found: What to show when the row has no such cell.
    """
    column = next(_headings(row, aspect), None)
    if column is None:
        return Place(sheet=sheet, row=row.number, column=aspect, found=shorten(found))
    return Place(sheet=sheet, row=row.number, column=column, found=shorten(row.cells[column]))


def shorten(text: str, limit: int = 120) -> str:
    """Return text that fits into one line of a list of findings."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "\u2026"
