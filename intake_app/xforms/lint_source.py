"""Checks of a form's sheets before they are converted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import M
from intake_app.xforms.findings import error, warning
from intake_app.xforms.locate import Place, cell_of, list_of, shorten
from intake_app.xforms.names import INTAKE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.form import Finding
    from intake_app.xforms.source import FormSource

_STRUCTURE = ("begin", "end")
_UNASKED = frozenset({"calculate", "hidden", "start", "end", "today", "audit", "deviceid"})
KNOWN = frozenset(
    {
        "purpose",
        "sensitivity",
        "by",
        "maps",
        "meaning",
        "gate",
        "filled",
        "group",
        "plan",
        "text",
        "src",
        "src_relation",
        "src_checked",
    }
)
_SELECTS = frozenset({"select_one", "select_multiple", "rank"})
_PREFIX = "bind::intake:"


def check_source(source: FormSource, *, is_bundled: bool) -> Iterator[Finding]:
    """Yield what is wrong with the sheets themselves."""
    if source.xform:
        return
    survey = source.rows.get("survey", [])
    if not survey:
        yield error(
            "form.no-survey",
            Place(sheet="survey"),
            M("There is no sheet called survey, or it is empty."),
            M("An XLSForm has its questions on a sheet called survey."),
        )
        return
    yield from _check_namespace(source)
    yield from _check_columns(source)
    yield from _check_lists(source)
    if is_bundled:
        yield from _check_purpose(source)


def _check_namespace(source: FormSource) -> Iterator[Finding]:
    """Without the namespace, pyxform writes XML that nobody can read."""
    uses = any(c.startswith(_PREFIX) for row in source.rows["survey"] for c in row.cells)
    declared = source.settings.get("namespaces", "")
    if uses and f'intake="{INTAKE}"' not in declared.replace(" ", ""):
        yield error(
            "settings.namespaces",
            Place(sheet="settings", row=2, column="namespaces", found=shorten(declared)),
            M("The form uses columns of its own without saying whose they are."),
            M('Write intake="urn:intake:form:1" into the column namespaces.'),
        )


def _check_columns(source: FormSource) -> Iterator[Finding]:
    seen: set[str] = set()
    for row in source.rows["survey"]:
        for column in row.cells:
            if column.startswith(_PREFIX) and column not in seen:
                seen.add(column)
                if column.removeprefix(_PREFIX) not in KNOWN:
                    yield warning(
                        "survey.unknown-column",
                        Place(sheet="survey", row=1, column=column),
                        M("Intake does not know this column."),
                    )


def _check_lists(source: FormSource) -> Iterator[Finding]:
    """Find every question that offers choices from no list, or from one that is not there.

    pyxform would stop at the first of them, and not say where it is.
    """
    lists = {list_of(row) for row in source.rows.get("choices", [])}
    for row in source.rows["survey"]:
        words = row.cells.get("type", "").split()
        if words[:1] == ["select"] and "from" not in words:
            words[:2] = ["_".join(words[:2])]
        if not words or words.pop(0) not in _SELECTS:
            continue
        place = cell_of("survey", row, "type")
        if not words:
            yield error(
                "survey.no-list",
                place,
                M("This question offers choices, but does not say from which list."),
                M("Write the list's name after it: select_one list_name."),
            )
        elif words[0] not in lists and not words[0].startswith("${"):
            yield error(
                "survey.unknown-list",
                place,
                M("There is no list called {list} on the choices sheet.", list=words[0]),
                M("Check the list's name, or add its choices to the choices sheet."),
            )


def _check_purpose(source: FormSource) -> Iterator[Finding]:
    for row in source.rows["survey"]:
        kind = row.cells.get("type", "").strip()
        word = kind.replace("_", " ").split(" ")[0].lower()
        if not kind or word in _STRUCTURE or kind in _UNASKED:
            continue
        if not row.cells.get(f"{_PREFIX}purpose", "").strip():
            name = row.cells.get("name", "")
            yield error(
                "survey.no-purpose",
                Place(sheet="survey", row=row.number, column=f"{_PREFIX}purpose", found=name),
                M("It is not said what this question is asked for."),
                M("What serves no purpose is not asked: give a purpose or take the row out."),
            )
