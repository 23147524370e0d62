"""Small lists and objects inside a column, as canonical JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import StoreDamagedError
from intake_app.guard import strict_json

if TYPE_CHECKING:
    from collections.abc import Iterable


def from_strings(values: Iterable[str]) -> str:
    """Return a column's text for some strings."""
    return from_json(list(values))


def to_strings(text: str) -> tuple[str, ...]:
    """Return the strings of a column.

    Raises:
        StoreDamagedError: The column holds something else.
    """
    value = strict_json.loads(text)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise StoreDamagedError
    return tuple(str(item) for item in value)


def from_json(value: strict_json.JsonLike) -> str:
    """Return a column's text for a JSON value."""
    return strict_json.dumps(value).decode("utf-8")


def to_object(text: str) -> dict[str, strict_json.Json]:
    """Return the object of a column.

    Raises:
        StoreDamagedError: The column holds something else.
    """
    value = strict_json.loads(text)
    if not isinstance(value, dict):
        raise StoreDamagedError
    return value
