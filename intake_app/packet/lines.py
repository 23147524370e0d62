"""Texts of one line, as cards and rosters hold them: nothing hides in them or reorders them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.guard.names import plain

if TYPE_CHECKING:
    from intake_app.packet.fields import Fields


def one_line(text: str) -> str:
    """Return `text` with single spaces and without what would hide or reorder it."""
    return " ".join(plain(text).split())


def read_line(fields: Fields, name: str, most: int, *, least: int = 0) -> str:
    """Return a text that is such a line already.

    Raises:
        FieldError: It is not, or its length is outside the limits.
    """
    text = fields.text(name, most)
    if text != one_line(text) or len(text) < least:
        raise fields.wrong(name)
    return text
