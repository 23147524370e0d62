"""Dates and times as numbers that know how they are written.

A moment counts days since 1970-01-01 UTC, as ODK does, so that comparing and
subtracting moments is comparing and subtracting numbers. Local time is taken
as wall-clock time with the zone's offset of *standard* time throughout: days
between two dates are then whole numbers even across a change of the clocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_MS_PER_DAY = 86_400_000
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall-clock time on purpose, see above
_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII)
_MAX_OFFSET_MIN = 14 * 60


class Moment(float):
    """A number of days since the epoch that is written as a date or date-time."""

    __slots__ = ("offset", "wall")

    wall: datetime
    offset: timedelta

    def iso(self) -> str:
        """Return the XForms lexical form: a date alone at midnight, else all of it."""
        if self.wall.time() == time(0):
            return self.wall.date().isoformat()
        return self.wall.isoformat(timespec="milliseconds") + offset_text(self.offset)


def offset_text(offset: timedelta) -> str:
    """Return an offset from UTC as ``+03:00``."""
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


@dataclass(frozen=True, slots=True)
class Zone:
    """The time zone in which wall-clock time is read and written.

    Attributes:
        info: The zone.
        standard: Its offset of standard time now; one number for all dates.
    """

    info: ZoneInfo
    standard: timedelta

    @classmethod
    def at(cls, info: ZoneInfo, now: datetime) -> Zone:
        """Return the zone with the standard time that holds at `now`."""
        local = now.astimezone(info)
        return cls(info, (local.utcoffset() or timedelta()) - (local.dst() or timedelta()))

    def moment(self, wall: datetime) -> Moment:
        """Return the moment at a wall-clock time of this zone."""
        milliseconds = (wall - _EPOCH - self.standard) / timedelta(milliseconds=1)
        result = Moment(milliseconds / _MS_PER_DAY)
        result.wall = wall
        result.offset = wall.replace(tzinfo=self.info).utcoffset() or timedelta()
        return result

    def local(self, instant: datetime) -> Moment:
        """Return the moment of an aware instant, as the clock on the wall shows it."""
        return self.moment(instant.astimezone(self.info).replace(tzinfo=None))

    def from_days(self, days: float) -> Moment | None:
        """Return the moment that lies `days` after the epoch; None when there is none."""
        try:
            wall = _EPOCH + timedelta(milliseconds=round(days * _MS_PER_DAY)) + self.standard
        except (ValueError, OverflowError):
            return None
        return self.moment(wall)

    def parse(self, text: str) -> Moment | None:
        """Return the moment that ISO 8601 text names; None when it names none."""
        match = _DATE.fullmatch(text.strip())
        if match is None:
            return None
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
            if match[4] is None:
                return self.moment(datetime.combine(day, time(0)))
            clock = _clock(match[4], match[5], match[6], match[7])
            wall = datetime.combine(day, clock)
            if match[8] is None:
                return self.moment(wall)
            offset = parse_offset(match[8])
            return None if offset is None else self.local(wall.replace(tzinfo=timezone(offset)))
        except (ValueError, OverflowError):
            return None

    def exact_days(self, text: str) -> float | None:
        """Return the days since the epoch of the very instant that ISO text names."""
        moment = self.parse(text)
        if moment is None:
            return None
        match = _DATE.fullmatch(text.strip())
        if match is not None and match[8] is not None:
            wall = moment.wall.replace(tzinfo=self.info)
            instant = wall.astimezone(UTC).replace(tzinfo=None)
            return (instant - _EPOCH) / timedelta(milliseconds=1) / _MS_PER_DAY
        return float(moment)

    def day_fraction(self, text: str) -> float | None:
        """Return which part of the local day has passed at a time such as ``06:00:00+01:00``."""
        match = _TIME.fullmatch(text.strip())
        if match is None:
            moment = self.parse(text)
            if moment is None or "T" not in text:
                return None
            clock = moment.wall.time()
        else:
            try:
                clock = _clock(match[1], match[2], match[3], match[4])
                if match[5] is not None:
                    offset = parse_offset(match[5])
                    if offset is None:
                        return None
                    shift = self.standard - offset
                    clock = (datetime.combine(date(1970, 1, 2), clock) + shift).time()
            except ValueError:
                return None
        past = timedelta(
            hours=clock.hour,
            minutes=clock.minute,
            seconds=clock.second,
            microseconds=clock.microsecond,
        )
        return past / timedelta(milliseconds=1) / _MS_PER_DAY


def _clock(hour: str, minute: str, second: str | None, fraction: str | None) -> time:
    """Return a time of day; raises ValueError when there is none such."""
    micros = int((fraction or "").ljust(6, "0")[:6])
    return time(int(hour), int(minute), int(second or 0), micros)


def parse_offset(text: str) -> timedelta | None:
    """Return the offset that ``Z`` or ``+hh:mm`` names; None beyond fourteen hours."""
    if text == "Z":
        return timedelta()
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    total = hours * 60 + minutes
    if minutes >= 60 or total > _MAX_OFFSET_MIN:  # noqa: PLR2004 - minutes of an hour
        return None
    return timedelta(minutes=-total if text[0] == "-" else total)
