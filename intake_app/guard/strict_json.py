"""JSON in which every document has one meaning (RFC 8259, made strict).

The standard library lets the last of two equal keys win, so that
``{"consent": "no", "consent": "yes"}`` reads as yes; it also accepts NaN and
unpaired surrogates. This is the only place that parses JSON.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias, Union

from intake_app.guard.refusal import malformed, too_large

Json: TypeAlias = Union[  # noqa: UP007 - a recursive alias needs its quoted name at run time
    dict[str, "Json"], list["Json"], str, int, float, bool, None
]
"""A parsed JSON value."""

JsonLike: TypeAlias = Union[  # noqa: UP007 - a recursive alias needs its quoted name at run time
    Mapping[str, "JsonLike"], Sequence["JsonLike"], str, int, float, bool, None
]
"""What `dumps` takes: dicts, lists, tuples and scalars."""

MAX_BYTES = 8 << 20
MAX_DEPTH = 64


def loads(data: bytes | str, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> Json:
    """Return the value of one JSON document.

    Args:
        data: UTF-8 bytes without a byte order mark, or text.
        max_bytes: Longest document accepted; characters count as one when `data` is text.
        max_depth: Deepest nesting accepted; a scalar has depth 0.

    Raises:
        OutsideFileError: The document is not UTF-8, not JSON, too large or too
            deep, or names a key twice, a number that is no finite number, or
            an unpaired surrogate.
    """
    if len(data) > max_bytes:
        raise too_large()
    try:
        text = (data.encode("utf-8") if isinstance(data, str) else data).decode("utf-8")
        value: Json = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
        if "\\u" in text:
            _dump(value).encode("utf-8")  # raises on an unpaired surrogate
    except RecursionError:
        raise too_large() from None
    except ValueError:  # includes UnicodeError and JSONDecodeError, which quote the document
        raise malformed() from None
    if not _is_within(value, max_depth):
        raise too_large()
    return value


def dumps(value: JsonLike) -> bytes:
    """Return the canonical bytes of `value`: sorted keys, no spaces, UTF-8, no escapes.

    Equal values give equal bytes, so that the bytes can be hashed and signed.

    Raises:
        ValueError: The value holds a number that is not finite or an unpaired surrogate.
    """
    return _dump(value).encode("utf-8")


def _dump(value: JsonLike) -> str:
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(_: str) -> Json:
    raise ValueError("not a JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number out of range")
    return number


def _is_within(value: Json, max_depth: int) -> bool:
    """Whether `value` nests no deeper than `max_depth`, looked at level by level."""
    level = [value]
    for _ in range(max_depth + 1):
        deeper: list[Json] = []
        for item in level:
            if isinstance(item, dict):
                deeper.extend(item.values())
            elif isinstance(item, list):
                deeper.extend(item)
        if not deeper:
            return True
        level = deeper
    return False
