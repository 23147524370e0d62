"""How the checks of a form say what they found, and where.

Every finding about a form is made here, from the place it concerns, so that
none forgets the sheet, the row or the column where they are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.form import Finding, Severity
from intake_app.xforms.locate import Place

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.xforms.xpath.errors import ExpressionError

WHOLE_FORM = Place()
"""The place of what concerns no cell in particular."""


def error(code: str, place: Place, message: Message, hint: Message | None = None) -> Finding:
    """Return a finding that keeps the form from being used."""
    return _finding(Severity.ERROR, code, place, message, hint)


def warning(code: str, place: Place, message: Message, hint: Message | None = None) -> Finding:
    """Return a finding that the author should look at, and that stops nothing."""
    return _finding(Severity.WARNING, code, place, message, hint)


def stricter(
    code: str,
    place: Place,
    message: Message,
    hint: Message | None = None,
    *,
    is_bundled: bool,
) -> Finding:
    """Return a finding that is an error in a form of ours, a warning in others."""
    severity = Severity.ERROR if is_bundled else Severity.WARNING
    return _finding(severity, code, place, message, hint)


def broken(problem: ExpressionError, place: Place) -> Finding:
    """Return the finding that a formula cannot be understood."""
    return error(f"xpath.{problem.kind}", place, problem.summary, problem.hint)


def _finding(
    severity: Severity, code: str, place: Place, message: Message, hint: Message | None
) -> Finding:
    return Finding(
        severity=severity,
        code=code,
        sheet=place.sheet,
        row=place.row,
        column=place.column,
        found=place.found,
        message=message,
        hint=hint,
    )
