"""A date in another calendar beside an answer: what was given, and the days it can be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.answer import EventKind
from intake_app.domain.given_date import Calendar, GivenDate
from intake_app.domain.message import M
from intake_app.i18n.calendars import MONTHS, YEARS, range_of
from intake_app.i18n.direction import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.answer import Event
    from intake_app.domain.form import QuestionView
    from intake_app.domain.ids import NodeRef
    from intake_app.domain.message import Message
    from intake_app.i18n.catalog import Catalog

__all__ = [
    "CALENDARS",
    "MONTHS",
    "YEARS",
    "dated",
    "given_dates",
    "in_words",
    "range_of",
    "range_words",
]

CALENDARS: Final[Mapping[Calendar, Message]] = {
    # Translators: calendars that people give dates in.
    Calendar.BIKRAM_SAMBAT: M("Nepal (Bikram Sambat)"),
    Calendar.ETHIOPIAN: M("Ethiopia and Eritrea"),
    Calendar.HIJRI: M("Hijri, by the moon"),
    Calendar.SOLAR_HIJRI: M("Iran and Afghanistan"),
    Calendar.BUDDHIST: M("Thailand (Buddhist years)"),
}

_ANSWERS: Final = frozenset({EventKind.ANSWERED, EventKind.CLEARED, EventKind.AMENDED})


def given_dates(events: Iterable[Event]) -> Mapping[NodeRef, GivenDate]:
    """Return the dates that stand beside answers now.

    One goes when it is taken back, and when its answer is cleared or becomes a
    reason not to answer; more words of the same answer leave it where it is.
    """
    found: dict[NodeRef, GivenDate] = {}
    for event in events:
        if event.node is None:
            continue
        if event.kind is EventKind.CALENDAR:
            given = GivenDate.read(event.value)
            found.pop(event.node, None)
            if given is not None:
                found[event.node] = given
        elif event.kind in _ANSWERS and not event.value:
            found.pop(event.node, None)
    return found


def dated(view: QuestionView, dates: Mapping[NodeRef, GivenDate]) -> QuestionView:
    """Return the question with the date of another calendar that stands beside its answer."""
    given = dates.get(view.node)
    return view if given is None else replace(view, given=given)


def range_words(given: GivenDate) -> Message | None:
    """Return between which days of our calendar it lies; None for a date that there is not."""
    days = range_of(given)
    if days is None:
        return None
    return M("between {first} and {last}", first=days[0], last=days[1])


def in_words(given: GivenDate, catalog: Catalog, *, said: str = "") -> str:
    """Return what was given and, beside it, the days it can be: never the days alone.

    Args:
        given: The date.
        catalog: The language of the words.
        said: The words of the answer it belongs to; "" where there are none.
    """
    month = MONTHS[given.calendar][given.month - 1] if given.month else ""
    parts = (str(given.day) if given.day else "", month, str(given.year))
    date = isolated(" ".join(part for part in parts if part))
    calendar = CALENDARS[given.calendar]
    days = range_words(given)
    if days is None:
        return catalog.text(M("{date} ({calendar})", date=date, calendar=calendar))
    if said:
        # Translators: somebody's own words with a date of another calendar in them. {days} is
        # e.g. "between 17 Sep 2022 and 17 Oct 2022"; it is what we understood, not what was said.
        message = M(
            "{said} (we understand: {date}, {calendar}, {days})",
            said=said, date=date, calendar=calendar, days=days,
        )  # fmt: skip
    else:
        message = M("{date} ({calendar}), that is {days}", date=date, calendar=calendar, days=days)
    return catalog.text(message)
