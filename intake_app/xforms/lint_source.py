"""Checks of a form's sheets before they are converted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.form import Finding, Severity
from intake_app.domain.message import M
from intake_app.xforms.locate import shorten
from intake_app.xforms.names import INTAKE

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        "src",
        "src_relation",
        "src_checked",
    }
)
_PREFIX = "bind::intake:"


def check_source(source: FormSource, *, is_bundled: bool) -> Iterator[Finding]:
    """Yield what is wrong with the sheets themselves."""
    if source.xform:
        return
    survey = source.rows.get("survey", [])
    if not survey:
        yield Finding(
            severity=Severity.ERROR,
            code="form.no-survey",
            message=M("There is no sheet called survey, or it is empty."),
            hint=M("An XLSForm has its questions on a sheet called survey."),
        )
        return
    yield from _check_namespace(source)
    yield from _check_columns(source)
    if is_bundled:
        yield from _check_purpose(source)


def _check_namespace(source: FormSource) -> Iterator[Finding]:
    """Without the namespace, pyxform writes XML that nobody can read."""
    uses = any(c.startswith(_PREFIX) for row in source.rows["survey"] for c in row.cells)
    declared = source.settings.get("namespaces", "")
    if uses and f'intake="{INTAKE}"' not in declared.replace(" ", ""):
        yield Finding(
            severity=Severity.ERROR,
            code="settings.namespaces",
            sheet="settings",
            row=2,
            column="namespaces",
            found=shorten(declared),
            message=M("The form uses columns of its own without saying whose they are."),
            hint=M('Write intake="urn:intake:form:1" into the column namespaces.'),
        )


def _check_columns(source: FormSource) -> Iterator[Finding]:
    seen: set[str] = set()
    for row in source.rows["survey"]:
        for column in row.cells:
            if column.startswith(_PREFIX) and column not in seen:
                seen.add(column)
                if column.removeprefix(_PREFIX) not in KNOWN:
                    yield Finding(
                        severity=Severity.WARNING,
                        code="survey.unknown-column",
                        sheet="survey",
                        row=1,
                        column=column,
                        message=M("Intake does not know this column."),
                    )


def _check_purpose(source: FormSource) -> Iterator[Finding]:
    for row in source.rows["survey"]:
        kind = row.cells.get("type", "").strip()
        word = kind.replace("_", " ").split(" ")[0].lower()
        if not kind or word in _STRUCTURE or kind in _UNASKED:
            continue
        if not row.cells.get(f"{_PREFIX}purpose", "").strip():
            yield Finding(
                severity=Severity.ERROR,
                code="survey.no-purpose",
                sheet="survey",
                row=row.number,
                column=f"{_PREFIX}purpose",
                found=row.cells.get("name", ""),
                message=M("It is not said what this question is asked for."),
                hint=M("What serves no purpose is not asked: give a purpose or take the row out."),
            )
