"""The program's own words for the plan, the summary, the days and what is possible."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.form import QuestionKind
from intake_app.domain.indicator import Column, Standing
from intake_app.domain.message import MC, M
from intake_app.domain.remark import Wish
from intake_app.domain.rights import DateKind
from intake_app.services.given_dates import in_words
from intake_app.services.words import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.form import QuestionView
    from intake_app.domain.message import Message
    from intake_app.i18n.catalog import Catalog

PLACES: Mapping[str, Message] = {
    # Translators: headings of a plan: where one is.
    "any": M("Wherever you are"),
    "inside": M("While you are there"),
    "leaving": M("If you leave"),
    "out": M("When you are away"),
}

TIMES: Mapping[str, Message] = {
    # Translators: headings of a plan: when.
    "now": M("Now"),
    "week": M("This week"),
    "later": M("Later"),
}

COLUMNS: Mapping[Column, Message] = {
    # Translators: three columns of a summary for the worker.
    Column.WHAT: M("What happened"),
    Column.HOW: M("How"),
    Column.FOR_WHAT: M("For what"),
}

STANDINGS: Mapping[Standing, Message] = {
    Standing.SEVERAL: M("several things said"),
    Standing.SOME: M("something said"),
    Standing.NOTHING: M("nothing said about this so far"),
    Standing.NOT_ENOUGH: M("not enough to say"),
}

DIMENSIONS: Mapping[str, Message] = {
    "act": M("Found, moved or housed by someone"),
    "seen": M("What was seen"),
    "deceived": M("Told something else at the beginning"),
    "pressed-before": M("Pressed at the beginning"),
    "pressed-here": M("Pressed or kept where they are"),
    "dependent": M("Depending on others"),
    "controlled": M("Phone and accounts"),
    "conditions": M("Pay and conditions"),
    "purpose": M("What others gain from it"),
}

SIGNS: Mapping[str, Message] = {
    "D1*": M("Work or life is different from what was promised"),
    "D4.2": M("Gets little of the pay, or none"),
    "D4.3": M("A part of the pay stays with others"),
    "D5*": M("Hurt or scared, or people they love"),
    "D5.1": M("Someone else has the papers"),
    "D5.2": M("Works for a debt"),
    "D5.3": M("Would be stopped from leaving"),
    "D5.5": M("Someone would be hurt if they left"),
    "D5.10": M("Was told what to say"),
    "D6.1": M("Others decide about the day"),
    "E4": M("Someone else has the phone"),
    "O1": M("Someone else speaks for them or will not leave"),
    "O2": M("Answers sound learned, or change when someone is near"),
    "O3": M("Does not know the address, the date or the place"),
    "O4": M("No papers, money or belongings in their own hands"),
    "O5": M("Injuries, untreated illness, hunger, unsuitable clothes"),
    "O6": M("Afraid, watchful, numb or confused"),
    "O7": M("The phone rings again and again, or tells them what to do"),
    "O8": M("Marks that may mean something to others"),
    "O9": M("Brought and fetched by someone else"),
    "O10": M("Lives where they work, or with many people"),
    "P1": M("Work against their will"),
    "P2": M("Sex against their will"),
    "P4": M("Begging against their will"),
    "P5": M("Made to do something against the law"),
    "P6": M("Marriage against their will"),
}
"""Only signs that an answer can tell of."""

DATE_KINDS: Mapping[DateKind, Message] = {
    # Translators: what a day is for, on paper in a person's hand: neutral words.
    DateKind.REFLECTION: M("Time to rest and think ends"),
    DateKind.HEARING: M("Hearing"),
    DateKind.PAPER: M("A paper runs out"),
    DateKind.HELD: M("Held until"),
    DateKind.APPOINTMENT: M("Appointment"),
    DateKind.OTHER: MC("date", "Something else"),
}

OPTION_ROWS: Mapping[str, Message] = {
    "what": M("What it is"),
    "who": M("Who does it"),
    "costs": M("What it costs"),
    "risk": M("What can go wrong"),
    "no": M("Can I say no?"),
}

WISHES: Mapping[Wish, Message] = {
    # Translators: the person's wish about something that is possible.
    Wish.YES: MC("wish", "Yes, please"),
    Wish.NO: MC("wish", "No"),
    Wish.LATER: MC("wish", "Later"),
}


def day_words(day: date, catalog: Catalog) -> str:
    """Return a day with its weekday and its year: ``Tue \u00b7 1 Dec 2026``."""
    formats = catalog.formats
    return f"{formats.weekday(day.weekday())} \u00b7 {formats.date(day)}"


def said_words(view: QuestionView, catalog: Catalog) -> str:
    """Return an answer in words: labels of choices, days as people write them.

    A date of another calendar stands beside what was said, with the days it can be.

    Args:
        view: The question, read in one language.
        catalog: Of that language.
    """
    said = _said(view, catalog)
    return in_words(view.given, catalog, said=said) if view.given is not None else said


def _said(view: QuestionView, catalog: Catalog) -> str:
    if view.state is not None:
        return catalog.text(STATES[view.state])
    if view.kind in {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE}:
        chosen = [o.labels[0].text for o in view.options if o.name in view.value.split()]
        return catalog.formats.listing(chosen)
    if view.kind is QuestionKind.DATE and len(view.value) == len("2026-12-01"):
        return catalog.formats.date(date.fromisoformat(view.value))
    return view.value
