"""From a node of the compiled form back to the row and column it was written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    "default": ("default",),
    "purpose": ("bind::intake:purpose",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell of a sheet, or as much of one as is known."""

    sheet: str = ""
    row: int = 0
    column: str = ""
    found: str = ""


class Locator:
    """Finds the row of a node by its path."""

    def __init__(self, source: FormSource) -> None:
        self._rows: dict[tuple[str, ...], Row] = {}
        stack: list[str] = []
        for row in source.rows.get("survey", []):
            kind = row.cells.get("type", "").strip().lower().replace("_", " ")
            name = (row.cells.get("name") or row.cells.get("value") or "").strip()
            if kind.startswith("end "):
                if stack:
                    stack.pop()
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
            return Place(found=found or "/" + "/".join(names))
        for alias in _ALIASES.get(aspect, (aspect,)):
            for column, cell in row.cells.items():
                if column == alias or column.split("::")[0].strip() == alias:
                    return Place(sheet="survey", row=row.number, column=column, found=shorten(cell))
        return Place(sheet="survey", row=row.number, column=aspect, found=shorten(found))


def shorten(text: str, limit: int = 120) -> str:
    """Return text that fits into one line of a list of findings."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "\u2026"
