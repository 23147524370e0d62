"""Names of countries as languages write them."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from intake_app.i18n.languages import with_parents

_LETTERS: Final = 2
_NONE: Final = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ"})
"""Codes of unions and of nowhere."""


@cache
def country_codes() -> frozenset[str]:
    """Return the two-letter codes of the countries that Babel knows."""
    codes = map(str, Locale("en").territories)
    return frozenset(
        code for code in codes if len(code) == _LETTERS and code.isalpha() and code not in _NONE
    )


def country_name(code: str, tag: str) -> str:
    """Return the name of a country in the language `tag`, else in English, else its code."""
    for known in (*with_parents(tag), "en"):
        try:
            name = Locale.parse(known, sep="-").territories.get(code)
        except (UnknownLocaleError, ValueError):
            continue
        if name:
            return str(name)
    return code


@cache
def countries_by_name() -> dict[str, str]:
    """Return codes by English name, case-folded."""
    return {country_name(code, "en").casefold(): code for code in country_codes()}
