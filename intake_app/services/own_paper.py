"""What a person may take along on paper: the plan, and their rights and days.

Both are optional, in the person's language, and say nothing of where they come from.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.form import QuestionKind
from intake_app.domain.message import M
from intake_app.i18n.catalog import Catalog
from intake_app.report.notes_pdf import NotesLine, NotesPart, notes_pdf
from intake_app.services.after_words import DATE_KINDS, PLACES, TIMES, day_words, said_words
from intake_app.services.safety_plan import PLACES as PLACE_ORDER
from intake_app.services.safety_plan import TIMES as TIME_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.domain.form import QuestionView
    from intake_app.domain.rights import Pack, PersonDate
    from intake_app.services.safety_plan import SafetyPlan, Step

# Translators: the title of a paper in a person's hand: it must tell a stranger nothing.
NOTES: Final = M("Notes")
GOOD_TO_KNOW: Final = M("Good to know")
MY_DAYS: Final = M("My days")
_TELLS_NOTHING: Final = frozenset({"plan-refuge-kind"})
"""Answers that mean nothing without their question."""


def plan_card(plan: SafetyPlan, tag: str, office: str = "") -> bytes:
    """Return the plan as a list that looks like any list: the answers alone, by time.

    No question stands on it, no place, no estimate, and no office unless the
    person wishes one.

    Args:
        plan: Read in the language of `tag`.
        tag: BCP 47.
        office: Who to turn to, as the person wants it called; "" for nothing.
    """
    catalog = Catalog(tag)
    parts = [
        NotesPart(heading=catalog.text(TIMES[time]), lines=tuple(_bare(plan, time, catalog)))
        for time in TIME_ORDER
    ]
    if office:
        parts.append(NotesPart(heading="", lines=(NotesLine(text=office),)))
    shown = [part for part in parts if part.lines]
    return notes_pdf(catalog.text(NOTES), shown, catalog, large=True)


def plan_sheet(plan: SafetyPlan, tag: str) -> bytes:
    """Return the whole plan, with its questions and places, for a place that is safe."""
    catalog = Catalog(tag)
    parts = [
        NotesPart(
            heading=f"{catalog.text(TIMES[time])} \u00b7 {catalog.text(PLACES[place])}",
            lines=tuple(_full(step, catalog) for step in plan.at(place, time)),
        )
        for time in TIME_ORDER
        for place in PLACE_ORDER
        if plan.at(place, time)
    ]
    return notes_pdf(catalog.text(NOTES), parts, catalog)


def own_copy(packs: Sequence[Pack], days: Sequence[PersonDate], tag: str) -> bytes:
    """Return rights and days for the person; only days that may stand on a copy do.

    Args:
        packs: What was explained, as it was explained.
        days: The person's days.
        tag: BCP 47 tag of the paper's language.
    """
    catalog = Catalog(tag)
    shown = [day for day in days if day.on_copy and not day.done]
    parts: list[NotesPart] = []
    if shown:
        lines = tuple(_day(day, catalog) for day in shown)
        parts.append(NotesPart(heading=catalog.text(MY_DAYS), lines=lines))
    for pack in packs:
        for item in pack.items:
            lines = tuple(NotesLine(text=paragraph) for paragraph in item.paragraphs)
            parts.append(NotesPart(heading=item.title, lines=lines))
    return notes_pdf(catalog.text(GOOD_TO_KNOW), parts, catalog)


def _bare(plan: SafetyPlan, time: str, catalog: Catalog) -> Iterator[NotesLine]:
    for place in PLACE_ORDER:
        for step in plan.at(place, time):
            if step.view.meaning not in _TELLS_NOTHING:
                for choice in _one_by_one(step.view):
                    yield NotesLine(text=said_words(choice, catalog))


def _one_by_one(view: QuestionView) -> list[QuestionView]:
    """Return an answer with several choices as one for each, so that each has a line."""
    if view.kind is not QuestionKind.SELECT_MULTIPLE:
        return [view]
    return [replace(view, value=choice) for choice in view.value.split()]


def _full(step: Step, catalog: Catalog) -> NotesLine:
    return NotesLine(text=said_words(step.view, catalog), label=step.view.labels[0].text)


def _day(day: PersonDate, catalog: Catalog) -> NotesLine:
    kind = catalog.text(DATE_KINDS[day.kind])
    label = f"{kind} \u00b7 {day.note}" if day.note else kind
    return NotesLine(text=day_words(day.day, catalog), label=label)
