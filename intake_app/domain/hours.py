"""Opening hours in a small grammar, and whether a place is open at a moment.

docs/formats/directory.md, "hours". Hours in any other wording are nobody's
mistake: they are shown as they are, and nothing is said of "now".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

DAY: Final = 24 * 60
"""Minutes."""

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY: Final = frozenset({"", "daily", "every day"})
_ALWAYS: Final = frozenset({"24/7", "24 hours", "always"})
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_PART: Final = re.compile(r"(?P<days>[a-z][a-z ,-]*?)??[\s:]*(?P<times>\d[\d:., -]*|closed)")
_TIME: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?-(\d{1,2})(?:[:.](\d{2}))?")
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One time of one weekday.

    Attributes:
        day: 0 is Monday.
        opens: Minutes after midnight.
        closes: The same; above `DAY` when it ends on the next day.
    """

    day: int
    opens: int
    closes: int


def parse_hours(text: str) -> tuple[Span, ...] | None:
    """Return the times that `text` tells of, Monday first; None when it is written otherwise."""
    plain = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in text[:_LONGEST])
    plain = " ".join(plain.translate(_DASHES).casefold().split())
    if plain in _ALWAYS:
        return tuple(Span(day=day, opens=0, closes=DAY) for day in range(7))
    found: list[Span] = []
    parts = [part.strip() for part in re.split(r"[;|]", plain) if part.strip()]
    for part in parts:
        spans = _part(part)
        if spans is None:
            return None
        found += spans
    return tuple(sorted(found, key=lambda span: (span.day, span.opens))) if parts else None


def is_open(spans: Sequence[Span], at: datetime) -> bool:
    """Return whether one of the times holds at `at`, the local time of the place."""
    return closing(spans, at) is not None


def closing(spans: Sequence[Span], at: datetime) -> int | None:
    """Return the minute of the day at which it closes next, or None when it is closed now."""
    minute = at.hour * 60 + at.minute
    for span in spans:
        for days_ago in (0, 1):
            passed = minute + days_ago * DAY
            if span.day == (at.weekday() - days_ago) % 7 and span.opens <= passed < span.closes:
                return span.closes % DAY
    return None


def _part(part: str) -> list[Span] | None:
    match = _PART.fullmatch(part)
    if match is None:
        return None
    days = _days(match["days"] or "")
    if days is None or match["times"] == "closed":
        return None if days is None else []
    spans: list[Span] = []
    for times in match["times"].replace(" ", "").split(","):
        span = _TIME.fullmatch(times)
        if span is None:
            return None
        opens, closes = _minutes(span[1], span[2]), _minutes(span[3], span[4])
        if opens is None or closes is None or opens == DAY:
            return None
        if closes <= opens and not (span[2] and span[4]):
            return None  # "9-5" may mean either half of the day
        ends = closes if closes > opens else closes + DAY
        spans += [Span(day=day, opens=opens, closes=ends) for day in days]
    return spans


def _minutes(hour: str, minute: str | None) -> int | None:
    found = int(hour) * 60 + int(minute or "0")
    return found if int(minute or "0") < 60 and found <= DAY else None  # noqa: PLR2004 - minutes in an hour


def _days(text: str) -> list[int] | None:
    """Return the weekdays of ``mon-fri, sun``; None when a word is no day."""
    if text.strip(" ,") in _EVERY:
        return list(range(7))
    found = list(_ranges(text))
    return None if None in found else [day for day in found if day is not None]


def _ranges(text: str) -> Iterator[int | None]:
    for part in text.split(","):
        first, dash, last = (end.strip() for end in part.partition("-"))
        start, end = _day(first), _day(last if dash else first)
        if start is None or end is None:
            yield None
            return
        for step in range((end - start) % 7 + 1):
            yield (start + step) % 7


def _day(word: str) -> int | None:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for number, short in enumerate(_DAYS):
        if len(word) > 1 and names[number].startswith(word) and word[:2] == short[:2]:
            return number
    return None
