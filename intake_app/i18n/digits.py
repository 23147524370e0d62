"""Digits of every script, read and shown."""

from __future__ import annotations

import unicodedata

from intake_app.domain.ids import show_code
from intake_app.i18n.direction import isolated


def ascii_digits(text: str) -> str:
    """Return `text` with every decimal digit of Unicode (category Nd) as ASCII."""
    return "".join(
        str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char
        for char in text
    )


def shown_code(code: str) -> str:
    """Return a person's spoken code as shown in any language: Latin digits, isolated."""
    return isolated(show_code(code))
