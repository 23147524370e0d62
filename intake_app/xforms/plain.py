"""Data that JSON can hold, and careful ways to look into it."""

from __future__ import annotations

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None
PlainDict = dict[str, Plain]


def text_of(data: PlainDict, key: str, default: str = "") -> str:
    """Return the text under `key`, or `default` when there is none."""
    value = data.get(key)
    return value if isinstance(value, str) else default


def dict_of(data: PlainDict, key: str) -> PlainDict:
    """Return the dictionary under `key`, or an empty one."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def dicts_of(data: PlainDict, key: str) -> list[PlainDict]:
    """Return the dictionaries in the list under `key`."""
    value = data.get(key)
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def texts_of(data: PlainDict, key: str) -> list[str]:
    """Return the texts in the list under `key`."""
    value = data.get(key)
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
