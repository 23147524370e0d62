"""Digits of every script, read and shown."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from intake_app.domain.ids import show_code
from intake_app.i18n.direction import isolated

if TYPE_CHECKING:
    from intake_app.i18n.languages import Language

ZEROS: Final = {
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "deva": "\u0966",
    "khmr": "\u17e0",
    "mymr": "\u1040",
    "thai": "\u0e50",
}
"""The zero of each CLDR numbering system that a language here may write its numbers in."""


def own_numerals(text: str, language: Language) -> str:
    """Return `text` with its digits as whoever grew up with the language's script knows them.

    Beside the Latin digits, for someone who reads them out: numbers on screens are written as
    `Language.digits` says, which for Arabic is Latin. "" when the script has no others.
    """
    zero = ZEROS.get(language.digits) or ZEROS.get(language.script.lower())
    if zero is None:
        return ""
    return "".join(chr(ord(zero) + int(c)) if c in "0123456789" else c for c in text)


def ascii_digits(text: str) -> str:
    """Return `text` with every decimal digit of Unicode (category Nd) as ASCII."""
    return "".join(
        str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char
        for char in text
    )


def shown_code(code: str) -> str:
    """Return a person's spoken code as shown in any language: Latin digits, isolated."""
    return isolated(show_code(code))
