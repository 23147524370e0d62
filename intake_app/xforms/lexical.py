"""How values of each bind type are written (ODK XForms, "Data types")."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING

from intake_app.domain.errors import FormError
from intake_app.domain.message import M
from intake_app.xforms.xpath.moments import Moment
from intake_app.xforms.xpath.values import Value, number_text, to_number, to_string

if TYPE_CHECKING:
    from intake_app.xforms.xpath.moments import Zone

_INT_LIMIT = 2**31
_DATE_LENGTH = 10
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?", re.ASCII | re.DOTALL)
_PART_OF_DATE = re.compile(r"\d{4}(?:-\d\d)?", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII)


class AnswerTypeError(FormError):
    """A value does not have the form that its question asks for."""

    code = "form.answer-type"
    summary = M("This answer does not fit the question.")
    hint = M("Write it as the question asks, or use a note.")


def stored_text(value: Value, kind: str, zone: Zone) -> str:
    """Return the text that a calculated value is stored as; NaN is stored as nothing."""
    if isinstance(value, float) and not isinstance(value, Moment):
        if math.isnan(value):
            return ""
        if kind in {"date", "dateTime"}:
            moment = zone.from_days(value)
            return "" if moment is None else stored_text(moment, kind, zone)
    if kind == "date":
        match = _DATE.fullmatch(to_string(value).strip())
        return match[1] if match is not None else to_string(value)
    if kind in {"int", "integer", "decimal"}:
        number = float(to_number(value, zone))
        if not math.isfinite(number):
            return ""
        return number_text(number if kind == "decimal" else float(math.trunc(number)))
    return to_string(value)


def given_text(text: str, kind: str, zone: Zone) -> str:
    """Return an answer in its lexical form.

    Digits of every script are accepted and stored as 0 to 9.

    Args:
        text: What was given; blanks around it are dropped unless it is text.
        kind: The bind's type.
        zone: Checks that dates exist.

    Raises:
        AnswerTypeError: It cannot be read as a value of that type.
    """
    check = _CHECKS.get(kind)
    if check is None or text == "":
        return text
    plain = plain_digits(text.strip())
    if plain == "":
        return ""
    result = check(plain, zone)
    if result is None:
        raise AnswerTypeError
    return result


def initial_text(text: str, kind: str, zone: Zone) -> str:
    """Return an author's initial value in its lexical form; as it stands if it has none."""
    try:
        return given_text(text, kind, zone)
    except AnswerTypeError:
        return text


def plain_digits(text: str) -> str:
    """Return `text` with the decimal digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else _SIGNS.get(c, c)
        for c in text
    )


def is_part_of_date(text: str) -> bool:
    """Return whether `text` is a year, or a year and a month: a date as far as it is known.

    It is kept as it was said and never made a whole date (screens, "The room";
    domain brief, F12); formulas read nothing of it.
    """
    return _PART_OF_DATE.fullmatch(text) is not None


_SIGNS = {"\u066b": ".", "\u2212": "-"}


def _integer(text: str, _: Zone) -> str | None:
    if _INTEGER.fullmatch(text) is None:
        return None
    number = int(text)
    return str(number) if -_INT_LIMIT <= number < _INT_LIMIT else None


def _decimal(text: str, _: Zone) -> str | None:
    if _DECIMAL.fullmatch(text) is None:
        return None
    number = float(text)
    return number_text(number) if math.isfinite(number) else None


def _date(text: str, zone: Zone) -> str | None:
    if is_part_of_date(text):
        return text if zone.parse(f"{text}-01-01"[:_DATE_LENGTH]) is not None else None
    match = _DATE.fullmatch(text)
    if match is None or zone.parse(match[1]) is None or zone.parse(text) is None:
        return None
    return match[1]


def _date_time(text: str, zone: Zone) -> str | None:
    return text if zone.parse(text) is not None else None


def _time(text: str, zone: Zone) -> str | None:
    if _TIME.fullmatch(text) is None or zone.day_fraction(text) is None:
        return None
    return text


def _geopoint(text: str, _: Zone) -> str | None:
    parts = text.split()
    try:
        numbers = [float(p) for p in parts]
    except ValueError:
        return None
    if not 2 <= len(numbers) <= 4 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:  # noqa: PLR2004 - degrees
        return None
    return " ".join(parts)


def _boolean(text: str, _: Zone) -> str | None:
    return {"1": "1", "true": "1", "0": "0", "false": "0"}.get(text.lower())


_CHECKS = {
    "int": _integer,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "dateTime": _date_time,
    "time": _time,
    "geopoint": _geopoint,
    "boolean": _boolean,
}
