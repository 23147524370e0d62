"""Rows of Today on what was passed on from here and is taken back: who has not answered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import M
from intake_app.domain.packet import Status
from intake_app.ui.person.words import told_words
from intake_app.ui.shell.rows import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.message import Message
    from intake_app.i18n.catalog import Catalog
    from intake_app.services.passed_on import PassedOn


def passed_lines(passed: Sequence[PassedOn], catalog: Catalog) -> list[Line]:
    """Return a row for each; it names the office, and nobody."""
    return [
        Line(key=f"passed {each.record.id}", lead="", title=catalog.text(_words(each, catalog)))
        for each in passed
    ]


def _words(passed: PassedOn, catalog: Catalog) -> Message:
    office = passed.office or M("An office")
    if passed.answer is not None:
        # Translators: {what} is e.g. "They say that all of it is erased. 3 May 2026".
        what = told_words(passed.answer, catalog)
        return M("{office}, on what you passed on to them: {what}", office=office, what=what)
    if passed.notice is Status.MADE:
        return M(
            "What you passed on to {office} is taken back. The notice is not on a stick yet: "
            "call them.",
            office=office,
        )
    return M(
        "{office} has not said yet that what you passed on to them is erased. Call them.",
        office=office,
    )
