"""Opening hours as a language writes them: weekdays, hours and digits."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from intake_app.domain.hours import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.hours import Span
    from intake_app.i18n.formats import Formats

_WEEK: Final = 7
_TO: Final = "\u2013"


def times_in_words(spans: Sequence[Span], formats: Formats) -> tuple[str, ...]:
    """Return one line for each run of days with the same times, Monday first."""
    days = [tuple((s.opens, s.closes) for s in spans if s.day == day) for day in range(_WEEK)]
    lines: list[str] = []
    for times, run in groupby(range(_WEEK), key=lambda day: days[day]):
        if not times:
            continue
        numbers = list(run)
        first, last = formats.weekday(numbers[0]), formats.weekday(numbers[-1])
        name = first if len(numbers) == 1 else f"{first}{_TO}{last}"
        hours = ", ".join(f"{_clock(a, formats)}{_TO}{_clock(b, formats)}" for a, b in times)
        lines.append(f"{name} {hours}")
    return tuple(lines)


def _clock(minute: int, formats: Formats) -> str:
    hour = 24 if minute == DAY else minute // 60 % 24
    return formats.clock(hour, minute % 60)
