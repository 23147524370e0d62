"""Dates, times, numbers and lists as a language writes them; Babel lives here and in catalogues.

Months are words and hours run to 24, so that no date can be read two ways.
What is stored stays ISO and ASCII; only what is shown passes through here.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from intake_app.i18n.digits import ZEROS, ascii_digits
from intake_app.i18n.languages import Language, with_parents

if TYPE_CHECKING:
    from collections.abc import Sequence

FALLBACK_LOCALE: Final = "en_001"
MAX_NUMBER_LENGTH: Final = 40

_ONE_MARK: Final = re.compile(r"(?P<whole>\d+)(?P<mark>[.,])(?P<part>\d+)")
_GROUPS: Final = re.compile(r"\d{1,3}(?P<mark>[.,])\d{2,3}((?P=mark)\d{2,3})*")
_YEAR: Final = re.compile(r"[\s,\u060c]*('[^']*'\s*)?(G\s*)?y+(\s*'[^']*')?[\s.]*")
_PLAIN: Final = re.compile(r"\d+(\.\d+)?")
_GROUP_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Formats:
    """How one language writes what is no sentence.

    Attributes:
        language: Whose ways are followed; one that Babel does not know gets English ones.
        zone: Where moments are shown; None is the time zone of this computer.
    """

    language: Language
    zone: dt.tzinfo | None = None

    def date(self, value: dt.date) -> str:
        """Return a date with its month as a word: ``24 Nov 2026``."""
        return self._digits(format_skeleton("yMMMd", value, locale=self._locale))

    def day(self, value: dt.date) -> str:
        """Return a near date with its weekday and without its year: ``Tue, 24 Nov``."""
        return self._digits(format_skeleton("MMMEd", value, locale=self._locale))

    def long_day(self, value: dt.date) -> str:
        """Return a date as a heading, without its year: ``Tuesday, 24 November``.

        It is the language's full form (CLDR) with the year and its marks left out.
        """
        pattern = _YEAR.sub("", self._locale.date_formats["full"].pattern)
        return self._digits(format_date(value, pattern, locale=self._locale))

    def time(self, value: dt.time | dt.datetime) -> str:
        """Return hours and minutes, of 24: ``14:02``; a moment is shown in `zone`."""
        local = value.astimezone(self.zone) if isinstance(value, dt.datetime) else value
        return self._digits(f"{local.hour:02}:{local.minute:02}")

    def clock(self, hour: int, minute: int) -> str:
        """Return a time of the day, of which 24:00 is the end."""
        return self._digits(f"{hour:02}:{minute:02}")

    def weekday(self, number: int) -> str:
        """Return the short name of a weekday; 0 is Monday."""
        return str(self._locale.days["stand-alone"]["abbreviated"][number])

    def date_time(self, moment: dt.datetime) -> str:
        """Return date and time of an aware moment, as the clock in `zone` shows it."""
        local = moment.astimezone(self.zone)
        pattern = str(self._locale.datetime_formats["medium"])
        return pattern.format(self.time(local), self.date(local))

    def number(self, value: float | Decimal) -> str:
        """Return a number with the language's digits, groups and decimal mark."""
        system = self._system
        return self._digits(
            format_decimal(
                value, locale=self._locale, decimal_quantization=False, numbering_system=system
            )
        )

    def listing(self, items: Sequence[str]) -> str:
        """Return items joined as in a sentence: ``a, b and c``."""
        return format_list(list(items), locale=self._locale)

    def value(self, value: object) -> str:
        """Return a number, date, time or moment as text.

        Raises:
            TypeError: There is no way to show such a value; a truth value has
                no text of its own, choose a message by it.
        """
        match value:
            case bool():
                raise TypeError("a truth value has no text")
            case int() | float() | Decimal():
                return self.number(value)
            case dt.datetime():
                return self.date_time(value)
            case dt.date():
                return self.date(value)
            case dt.time():
                return self.time(value)
            case _:
                raise TypeError(f"no way to show a {type(value).__name__}")

    def parse_number(self, text: str) -> str | None:
        """Return the ASCII form of a number as someone typed it, or None.

        Digits of every script are taken. A mark that could part thousands or
        decimals means what it means in this language; where it means neither,
        the answer is None rather than a guess.
        """
        if len(text) > MAX_NUMBER_LENGTH:
            return None
        plain = ascii_digits(text).strip().replace("\u2212", "-")
        plain = plain.replace("\u066b", get_decimal_symbol(self._locale))
        plain = "".join(c for c in plain if c not in "\u066c'\u2019" and not _is_gap(c))
        sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
        found = self._without_groups(digits)
        return sign + found if found and _PLAIN.fullmatch(found) else None

    @property
    def _locale(self) -> Locale:
        for name in with_parents(self.language.locale.replace("_", "-")):
            try:
                return Locale.parse(name, sep="-")
            except (UnknownLocaleError, ValueError):
                continue
        return Locale.parse(FALLBACK_LOCALE)

    @property
    def _system(self) -> str:
        known = self.language.digits in self._locale.number_symbols
        return self.language.digits if known else "latn"

    def _digits(self, text: str) -> str:
        zero = ord(ZEROS.get(self.language.digits, "0"))
        return text.translate({ord("0") + n: chr(zero + n) for n in range(10)})

    def _without_groups(self, digits: str) -> str | None:
        single = _ONE_MARK.fullmatch(digits)
        if single is not None and (len(single["part"]) != _GROUP_DIGITS or single["whole"] == "0"):
            return f"{single['whole']}.{single['part']}"
        decimal = get_decimal_symbol(self._locale)
        if single is not None and single["mark"] == decimal:
            return f"{single['whole']}.{single['part']}"
        whole, mark, part = digits.rpartition(decimal)
        group = get_group_symbol(self._locale)
        if not mark:
            whole, part = digits, ""
        if _GROUPS.fullmatch(whole) and group in whole:
            whole = whole.replace(group, "")
        if not whole.isdecimal():
            return None
        return whole + ("." + part if mark else "")


def _is_gap(char: str) -> bool:
    return unicodedata.category(char) in {"Zs", "Cf"}
