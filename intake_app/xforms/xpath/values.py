"""The types of XPath 1.0 and how one becomes another (section 4), with ODK's dates."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from intake_app.xforms.xpath.moments import Moment
from intake_app.xforms.xpath.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.xforms.xpath.moments import Zone

Value = str | float | bool | list[Node]

NAN = math.nan
_NUMBER = re.compile(r"\s*(-?(?:\d+(?:\.\d*)?|\.\d+))\s*", re.ASCII)
_DATE_LENGTH = 10
_EXACT = 1e21


def to_string(value: Value) -> str:
    """Return `value` as XPath's string() does; a moment as ISO 8601."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return value[0].string() if value else ""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, Moment):
        return value.iso()
    return number_text(value)


def number_text(number: float) -> str:
    """Return a number without exponent: ``3``, ``0.1``, ``NaN``, ``-Infinity``."""
    if number != number:  # noqa: PLR0124 - the quickest test for NaN
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < _EXACT:
        return str(int(number))
    return format(Decimal(repr(float(number))), "f")


def text_to_number(text: str, zone: Zone) -> float:
    """Return the number that text spells; an ISO date counts as its days (ODK)."""
    match = _NUMBER.fullmatch(text)
    if match is not None:
        return float(match[1])
    stripped = text.strip()
    if len(stripped) >= _DATE_LENGTH and stripped[4] == "-":
        moment = zone.parse(stripped)
        if moment is not None:
            return moment
    return NAN


def to_number(value: Value, zone: Zone) -> float:
    """Return `value` as XPath's number() does."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, list):
        return text_to_number(value[0].string(), zone) if value else NAN
    return text_to_number(value, zone)


def to_boolean(value: Value) -> bool:
    """Return `value` as XPath's boolean() does."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value == value and value != 0  # noqa: PLR0124 - the quickest test for NaN
    return bool(value)


def equal(left: Value, right: Value, zone: Zone) -> bool:
    """Return whether ``left = right`` (section 3.4)."""
    if isinstance(left, list) or isinstance(right, list):
        return _any_pair("=", left, right, zone)
    return _equal_atoms(left, right, zone)


def unequal(left: Value, right: Value, zone: Zone) -> bool:
    """Return whether ``left != right`` (section 3.4)."""
    if isinstance(left, list) or isinstance(right, list):
        return _any_pair("!=", left, right, zone)
    return not _equal_atoms(left, right, zone)


def compare(operator: str, left: Value, right: Value, zone: Zone) -> bool:
    """Return the outcome of ``<``, ``<=``, ``>`` or ``>=`` (section 3.4)."""
    if isinstance(left, list) or isinstance(right, list):
        return _any_pair(operator, left, right, zone)
    return _ordered(operator, to_number(left, zone), to_number(right, zone))


def _equal_atoms(left: Value, right: Value, zone: Zone) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    return to_number(left, zone) == to_number(right, zone)


def _ordered(operator: str, left: float, right: float) -> bool:
    if operator == "<":
        return left < right
    if operator == "<=":
        return left <= right
    if operator == ">":
        return left > right
    return left >= right


def _any_pair(operator: str, left: Value, right: Value, zone: Zone) -> bool:
    """Compare node-sets: true when some pair of string values fits.

    A boolean is compared with the node-set as a whole for ``=`` and ``!=``, but
    with each node's number for ``<`` and its kin, as web-forms does.
    """
    if operator in {"=", "!="} and (isinstance(left, bool) or isinstance(right, bool)):
        first: Value = to_boolean(left)
        second: Value = to_boolean(right)
        return _pair(operator, first, second, zone)
    lefts = _atoms(left)
    rights = _atoms(right)
    return any(_pair(operator, a, b, zone) for a in lefts for b in rights)


def _atoms(value: Value) -> Sequence[Value]:
    return [n.string() for n in value] if isinstance(value, list) else [value]


def _pair(operator: str, left: Value, right: Value, zone: Zone) -> bool:
    if operator == "=":
        return _equal_atoms(left, right, zone)
    if operator == "!=":
        return not _equal_atoms(left, right, zone)
    return _ordered(operator, to_number(left, zone), to_number(right, zone))
