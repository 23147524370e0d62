"""What a person has a right to, per country, and the dates that matter to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from intake_app.domain.ids import CaseId

EVERYWHERE: Final = "xx"
"""The pack that says only what holds wherever one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackItem:
    """One thing of a pack.

    Attributes:
        id: The same in every language.
        paragraphs: Plain text, in order.
        rows: Named parts instead of paragraphs: ``what``, ``who``, ``costs``, ``risk``, ``no``.
    """

    id: str
    title: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Texts about one country, written by someone on a day, and good until another.

    Attributes:
        country: ISO 3166 code in small letters, or `EVERYWHERE`.
        language: BCP 47 tag of the language it is really in.
        review_by: From the day after, it must not be relied on.
        status: draft, or reviewed.
    """

    country: str
    language: str
    title: str
    written: date
    author: str
    review_by: date
    status: str
    items: tuple[PackItem, ...]

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody who knows the law has checked it."""
        return self.status == "reviewed"

    def is_expired(self, today: date) -> bool:
        """Whether it should have been looked at again before `today`."""
        return today > self.review_by


class DateKind(StrEnum):
    """What a day is for."""

    REFLECTION = "reflection"
    HEARING = "hearing"
    PAPER = "paper"
    HELD = "held"
    APPOINTMENT = "appointment"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDate:
    """A day that matters to the person.

    Attributes:
        note: A few words, e.g. where; never needed.
        on_copy: Whether it stands on the person's own copy.
    """

    id: str
    case_id: CaseId
    kind: DateKind
    day: date
    at: datetime
    note: str = ""
    on_copy: bool = True
    done: bool = False


class PersonDates(Protocol):
    """The days within one unit of work."""

    def put(self, date: PersonDate) -> None:
        """Keep one, in place of an earlier one with its id."""
        ...

    def drop(self, date_id: str) -> None:
        """Take one away; again is no error."""
        ...

    def of_case(self, case_id: CaseId) -> Sequence[PersonDate]:
        """Return the case's days, the earliest first."""
        ...

    def due(self, until: date) -> Sequence[PersonDate]:
        """Return the days up to `until` that are not done, the earliest first."""
        ...
