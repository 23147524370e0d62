"""ODK's functions of text and of chosen values."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
from functools import lru_cache
from typing import TYPE_CHECKING

import re2

from intake_app.domain.message import M
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.signature import Function, eager
from intake_app.xforms.xpath.tree import Literal
from intake_app.xforms.xpath.values import Value, to_boolean, to_number, to_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.xforms.xpath.closure import Evaluate
    from intake_app.xforms.xpath.environment import Context
    from intake_app.xforms.xpath.signature import Builder
    from intake_app.xforms.xpath.tree import Call

MAX_PATTERN = 4_096
_DIGESTS = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}


def texts(values: Iterable[Value]) -> list[str]:
    """Return the string values of all values, every node of a node-set for itself."""
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found.extend(n.string() for n in value)
        else:
            found.append(to_string(value))
    return found


@lru_cache(maxsize=512)
def pattern(source: str) -> re2._Regexp:
    """Return a form's regular expression, compiled by RE2 (linear time, no back-references).

    Raises:
        ExpressionError: RE2 does not accept it.
    """
    options = re2.Options()
    options.log_errors = False
    if len(source) > MAX_PATTERN:
        raise ExpressionError(M("This pattern is too long."), kind="regex")
    try:
        return re2.compile(source, options=options)
    except re2.error:
        raise ExpressionError(
            M("This pattern uses something that cannot be checked safely."),
            hint=M("Leave out look-ahead, look-behind and back-references."),
            kind="regex",
        ) from None


def _regex(builder: Builder, call: Call) -> Evaluate:
    """Build regex(text, pattern): the whole text must match (ODK's documentation, Collect)."""
    text = builder.build(call.arguments[0])
    source = call.arguments[1]
    if isinstance(source, Literal):
        fixed = pattern(source.value)
        return lambda c: fixed.fullmatch(to_string(text(c))) is not None
    changing = builder.build(source)

    def evaluate(c: Context) -> Value:
        return pattern(to_string(changing(c))).fullmatch(to_string(text(c))) is not None

    return evaluate


def _coalesce(builder: Builder, call: Call) -> Evaluate:
    """Build coalesce(a, b, ...): the first that is not empty."""
    parts = [builder.build(a) for a in call.arguments]

    def evaluate(c: Context) -> Value:
        for part in parts:
            value = part(c)
            if isinstance(value, float) and math.isnan(value):
                continue
            text = to_string(value)
            if text:
                return text
        return ""

    return evaluate


def _join(_: Context, separator: Value, *values: Value) -> Value:
    return to_string(separator).join(texts(values))


def _substr(c: Context, text: Value, start: Value, end: Value | None = None) -> Value:
    """Return the characters from `start` up to `end`, counted from 0, from the end if negative."""
    whole = to_string(text)
    first = to_number(start, c.zone)
    last = float(len(whole)) if end is None else to_number(end, c.zone)
    if math.isnan(first) or math.isnan(last):
        return ""
    return whole[int(first) : int(last)]


def _digest(_: Context, text: Value, algorithm: Value, encoding: Value = "base64") -> Value:
    name = _DIGESTS.get(to_string(algorithm).upper())
    if name is None:
        return ""
    data = to_string(text).encode()
    digest = hashlib.new(name, data, usedforsecurity=False).digest()
    if to_string(encoding).lower() == "hex":
        return digest.hex()
    return base64.b64encode(digest).decode("ascii")


def _base64_decode(_: Context, text: Value) -> Value:
    try:
        return base64.b64decode(to_string(text), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def words(value: Value) -> list[str]:
    """Return the parts of a select_multiple value."""
    return to_string(value).split()


def _selected(_: Context, chosen: Value, name: Value) -> Value:
    wanted = to_string(name).strip()
    parts = words(chosen)
    return wanted in parts if parts else wanted == ""


def _selected_at(c: Context, chosen: Value, place: Value) -> Value:
    parts = words(chosen)
    index = to_number(place, c.zone)
    return parts[int(index)] if 0 <= index < len(parts) else ""


def _choice_name(c: Context, value: Value, question: Value) -> Value:
    return c.environment.resources.choice_label(
        to_string(value), to_string(question).strip(), c.current
    )


def _boolean_from_string(_: Context, value: Value) -> Value:
    return to_string(value) in {"1", "true"}


def _item_truth(value: Value) -> list[bool]:
    """Return what checklist() counts: each node of a node-set for itself."""
    if isinstance(value, list):
        return [n.string() != "" for n in value]
    return [to_boolean(value)]


def _within(c: Context, total: float, least: Value, most: Value) -> bool:
    low, high = to_number(least, c.zone), to_number(most, c.zone)
    return (low < 0 or total >= low) and (high < 0 or total <= high)


def _checklist(c: Context, least: Value, most: Value, *values: Value) -> Value:
    total = sum(truth for value in values for truth in _item_truth(value))
    return _within(c, total, least, most)


def _weighted_checklist(c: Context, least: Value, most: Value, *values: Value) -> Value:
    truths: list[bool] = []
    weights: list[float] = []
    for value, weight in zip(values[::2], values[1::2], strict=False):
        truths.extend(_item_truth(value))
        if isinstance(weight, list):
            weights.extend(to_number(n.string(), c.zone) for n in weight)
        else:
            weights.append(to_number(weight, c.zone))
    total = sum(w for t, w in zip(truths, weights, strict=False) if t)
    return _within(c, total, least, most)


TEXT_FUNCTIONS: Mapping[str, Function] = {
    "concat": eager(lambda _, *values: "".join(texts(values)), 0, None),
    "regex": Function(2, 2, _regex),
    "coalesce": Function(2, None, _coalesce),
    "join": eager(_join, 1, None),
    "substr": eager(_substr, 2, 3),
    "ends-with": eager(lambda _, a, b: to_string(a).endswith(to_string(b)), 2),
    "digest": eager(_digest, 2, 3),
    "base64-decode": eager(_base64_decode, 1),
    "selected": eager(_selected, 2),
    "selected-at": eager(_selected_at, 2),
    "count-selected": eager(lambda _, value: float(len(words(value))), 1),
    "jr:choice-name": eager(_choice_name, 2),
    "jr:itext": eager(lambda c, text: c.environment.resources.text(to_string(text)), 1),
    "boolean-from-string": eager(_boolean_from_string, 1),
    "checklist": eager(_checklist, 2, None),
    "weighted-checklist": eager(_weighted_checklist, 2, None),
}
