"""A date as it was given in another calendar: kept as said, never made one day of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

_WRITTEN: Final = re.compile(r"([a-z-]+) (\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Calendar(StrEnum):
    """Calendars besides ours that people give dates in (domain brief, C)."""

    BIKRAM_SAMBAT = "bikram-sambat"
    ETHIOPIAN = "ethiopian"
    HIJRI = "hijri"
    SOLAR_HIJRI = "solar-hijri"
    BUDDHIST = "buddhist"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenDate:
    """A date in one of them, as far as it is known.

    Attributes:
        month: 1 is the first month of that calendar's year; 0 when only the year is known.
        day: 0 when it is not known.
    """

    calendar: Calendar
    year: int
    month: int = 0
    day: int = 0

    def written(self) -> str:
        """Return it as it is stored: ``bikram-sambat 2079-06``."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return f"{self.calendar.value} {'-'.join(parts)}"

    @classmethod
    def read(cls, written: str) -> Self | None:
        """Return what `written` gave; None for anything else."""
        found = _WRITTEN.fullmatch(written)
        if found is None or found[1] not in set(Calendar):
            return None
        year, month, day = (int(part or 0) for part in found.groups()[1:])
        return cls(calendar=Calendar(found[1]), year=year, month=month, day=day)
