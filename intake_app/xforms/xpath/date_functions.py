"""ODK's functions of dates and times."""

from __future__ import annotations

import math
from datetime import time
from typing import TYPE_CHECKING

from intake_app.xforms.xpath.moments import Moment
from intake_app.xforms.xpath.signature import Function, eager
from intake_app.xforms.xpath.values import Value, to_string

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from intake_app.xforms.xpath.environment import Context

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _now(c: Context) -> Value:
    return c.zone.local(c.environment.now)


def _today(c: Context) -> Value:
    wall = c.environment.now.astimezone(c.zone.info).replace(tzinfo=None)
    return c.zone.moment(wall.combine(wall.date(), time(0)))


def as_moment(c: Context, value: Value) -> Moment | None:
    """Return the moment that a value names: a number of days, or ISO text."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else c.zone.from_days(value)
    text = to_string(value)
    moment = c.zone.parse(text)
    if moment is None and text:
        try:
            return c.zone.from_days(float(text))
        except ValueError:
            return None
    return moment


def _date(c: Context, value: Value) -> Value:
    moment = as_moment(c, value)
    return "" if moment is None else moment


def _decimal_date_time(c: Context, value: Value) -> Value:
    if isinstance(value, float):
        return float(value)
    days = c.zone.exact_days(to_string(value))
    return math.nan if days is None else days


def _decimal_time(c: Context, value: Value) -> Value:
    part = c.zone.day_fraction(to_string(value))
    return math.nan if part is None else part


_FIELDS: Mapping[str, Callable[[datetime], str]] = {
    "Y": lambda d: f"{d.year:04}",
    "y": lambda d: f"{d.year % 100:02}",
    "m": lambda d: f"{d.month:02}",
    "n": lambda d: str(d.month),
    "b": lambda d: _MONTHS[d.month - 1],
    "d": lambda d: f"{d.day:02}",
    "e": lambda d: str(d.day),
    "H": lambda d: f"{d.hour:02}",
    "h": lambda d: str(d.hour),
    "M": lambda d: f"{d.minute:02}",
    "S": lambda d: f"{d.second:02}",
    "3": lambda d: f"{d.microsecond // 1000:03}",
    "a": lambda d: _DAYS[d.weekday()],
    "%": lambda _: "%",
}


def _format(c: Context, value: Value, layout: Value) -> Value:
    """Return a moment laid out by strftime-like fields; month and day names are English.

    They are data that calculations may look at, like all of ODK's engines write
    them; dates for people are shown by `i18n.formats`.
    """
    moment = as_moment(c, value)
    if moment is None:
        return ""
    parts = to_string(layout).split("%")
    result = [parts[0]]
    index = 1
    while index < len(parts):
        part = parts[index]
        if part == "" and index + 1 < len(parts):
            result.append("%" + parts[index + 1])
            index += 2
            continue
        field = _FIELDS.get(part[:1])
        result.append(field(moment.wall) + part[1:] if field else "%" + part)
        index += 1
    return "".join(result)


DATE_FUNCTIONS: Mapping[str, Function] = {
    "now": eager(_now, 0),
    "today": eager(_today, 0),
    "date": eager(_date, 1),
    "date-time": eager(_date, 1),
    "decimal-date-time": eager(_decimal_date_time, 1),
    "decimal-time": eager(_decimal_time, 1),
    "format-date": eager(_format, 2),
    "format-date-time": eager(_format, 2),
}
