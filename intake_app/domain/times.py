"""Moments as they are stored: UTC, ISO 8601 with ``Z``, microseconds."""

from __future__ import annotations

from datetime import UTC, datetime


def to_iso(moment: datetime) -> str:
    """Return `moment` as stored text, e.g. ``2026-11-23T18:37:00.000000Z``.

    Raises:
        ValueError: The moment carries no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a stored moment must carry a time zone")
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{utc.isoformat(timespec='microseconds')}Z"


def from_iso(text: str) -> datetime:
    """Return the moment that `to_iso` wrote (seconds alone are accepted too).

    Raises:
        ValueError: The text is not such a moment.
    """
    if not text.endswith("Z"):
        raise ValueError("a stored moment ends in Z")
    return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
