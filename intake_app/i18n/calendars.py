"""Dates of other calendars as a range of days in ours; never one day.

A day is told a day too early or too late: it begins at sunset, or in the morning,
or is misremembered. So a day that is given is a range of three. Reckoning:

* Ethiopian: a leap day every fourth year; exact.
* Hijri: the civil table of thirty years with its epoch on 16 July 622. The month
  really begins when somebody sees the moon, so the range is a day wider at both ends.
* Solar Hijri: leap years in a cycle of 33; exact from 1178 to 1633.
* Bikram Sambat: a table (`bikram_sambat`); a day wider where published tables differ.
* Buddhist, as in Thailand since 1941: our months, 543 years on.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Final

from intake_app.domain.given_date import Calendar
from intake_app.i18n.bikram_sambat import FIRST_DAY, LENGTHS, SHORTEST, UNSURE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.given_date import GivenDate

YEARS: Final[Mapping[Calendar, range]] = {
    Calendar.BIKRAM_SAMBAT: range(min(LENGTHS), max(LENGTHS) + 1),
    Calendar.ETHIOPIAN: range(1893, 2101),
    Calendar.HIJRI: range(1318, 1521),
    Calendar.SOLAR_HIJRI: range(1279, 1479),
    Calendar.BUDDHIST: range(2484, 2644),
}
"""The years that can be a year somebody tells of."""

MONTHS: Final[Mapping[Calendar, tuple[str, ...]]] = {
    Calendar.BIKRAM_SAMBAT: (
        "Baisakh \u092c\u0948\u0936\u093e\u0916",
        "Jeth \u091c\u0947\u0920",
        "Asar \u0905\u0938\u093e\u0930",
        "Saun \u0938\u093e\u0909\u0928",
        "Bhadau \u092d\u0926\u094c",
        "Asoj \u0905\u0938\u094b\u091c",
        "Kattik \u0915\u093e\u0924\u094d\u0924\u093f\u0915",
        "Mangsir \u092e\u0902\u0938\u093f\u0930",
        "Pus \u092a\u0941\u0938",
        "Magh \u092e\u093e\u0918",
        "Phagun \u092b\u093e\u0917\u0941\u0928",
        "Chait \u091a\u0948\u0924",
    ),
    Calendar.ETHIOPIAN: (
        "Meskerem \u1218\u1235\u12a8\u1228\u121d",
        "T'ikimt \u1325\u1245\u121d\u1275",
        "Hidar \u1285\u12f3\u122d",
        "Tahsas \u1273\u1285\u1223\u1225",
        "T'ir \u1325\u122d",
        "Yekatit \u12e8\u12ab\u1272\u1275",
        "Megabit \u1218\u130b\u1262\u1275",
        "Miyazya \u121a\u12eb\u12dd\u12eb",
        "Ginbot \u130d\u1295\u1266\u1275",
        "Sene \u1230\u1294",
        "Hamle \u1210\u121d\u120c",
        "Nehase \u1290\u1210\u1234",
        "P'agume \u1333\u1309\u121c",
    ),
    Calendar.HIJRI: (
        "Muharram \u0645\u062d\u0631\u0645",
        "Safar \u0635\u0641\u0631",
        "Rabi I \u0631\u0628\u064a\u0639 \u0627\u0644\u0623\u0648\u0644",
        "Rabi II \u0631\u0628\u064a\u0639 \u0627\u0644\u0622\u062e\u0631",
        "Jumada I \u062c\u0645\u0627\u062f\u0649 \u0627\u0644\u0623\u0648\u0644\u0649",
        "Jumada II \u062c\u0645\u0627\u062f\u0649 \u0627\u0644\u0622\u062e\u0631\u0629",
        "Rajab \u0631\u062c\u0628",
        "Sha'ban \u0634\u0639\u0628\u0627\u0646",
        "Ramadan \u0631\u0645\u0636\u0627\u0646",
        "Shawwal \u0634\u0648\u0627\u0644",
        "Dhu al-Qa'da \u0630\u0648 \u0627\u0644\u0642\u0639\u062f\u0629",
        "Dhu al-Hijja \u0630\u0648 \u0627\u0644\u062d\u062c\u0629",
    ),
    Calendar.SOLAR_HIJRI: (
        "Hamal \u062d\u0645\u0644 / Farvardin \u0641\u0631\u0648\u0631\u062f\u06cc\u0646",
        "Sawr \u062b\u0648\u0631 / Ordibehesht \u0627\u0631\u062f\u06cc\u0628\u0647\u0634\u062a",
        "Jawza \u062c\u0648\u0632\u0627 / Khordad \u062e\u0631\u062f\u0627\u062f",
        "Saratan \u0633\u0631\u0637\u0627\u0646 / Tir \u062a\u06cc\u0631",
        "Asad \u0627\u0633\u062f / Mordad \u0645\u0631\u062f\u0627\u062f",
        "Sunbula \u0633\u0646\u0628\u0644\u0647 / Shahrivar \u0634\u0647\u0631\u06cc\u0648\u0631",
        "Mizan \u0645\u06cc\u0632\u0627\u0646 / Mehr \u0645\u0647\u0631",
        "Aqrab \u0639\u0642\u0631\u0628 / Aban \u0622\u0628\u0627\u0646",
        "Qaws \u0642\u0648\u0633 / Azar \u0622\u0630\u0631",
        "Jadi \u062c\u062f\u06cc / Dey \u062f\u06cc",
        "Dalw \u062f\u0644\u0648 / Bahman \u0628\u0647\u0645\u0646",
        "Hut \u062d\u0648\u062a / Esfand \u0627\u0633\u0641\u0646\u062f",
    ),
    Calendar.BUDDHIST: (
        "January \u0e21\u0e01\u0e23\u0e32\u0e04\u0e21",
        "February \u0e01\u0e38\u0e21\u0e20\u0e32\u0e1e\u0e31\u0e19\u0e18\u0e4c",
        "March \u0e21\u0e35\u0e19\u0e32\u0e04\u0e21",
        "April \u0e40\u0e21\u0e29\u0e32\u0e22\u0e19",
        "May \u0e1e\u0e24\u0e29\u0e20\u0e32\u0e04\u0e21",
        "June \u0e21\u0e34\u0e16\u0e38\u0e19\u0e32\u0e22\u0e19",
        "July \u0e01\u0e23\u0e01\u0e0e\u0e32\u0e04\u0e21",
        "August \u0e2a\u0e34\u0e07\u0e2b\u0e32\u0e04\u0e21",
        "September \u0e01\u0e31\u0e19\u0e22\u0e32\u0e22\u0e19",
        "October \u0e15\u0e38\u0e25\u0e32\u0e04\u0e21",
        "November \u0e1e\u0e24\u0e28\u0e08\u0e34\u0e01\u0e32\u0e22\u0e19",
        "December \u0e18\u0e31\u0e19\u0e27\u0e32\u0e04\u0e21",
    ),
}
"""How people call the months, in our letters and in theirs: names, not to be translated."""

_DAY: Final = dt.timedelta(days=1)
_ETHIOPIAN_EPOCH: Final = 2795
_HIJRI_EPOCH: Final = 227014
_SOLAR_EPOCH: Final = 226894
_BUDDHIST_YEARS: Final = 543
_LONG_MONTHS: Final = 6


def range_of(given: GivenDate) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day it can be in our calendar.

    None when there is no such date, or its year is none that anybody tells of.
    """
    calendar, months = given.calendar, len(MONTHS[given.calendar])
    if given.year not in YEARS[calendar] or not 0 <= given.month <= months:
        return None
    if given.day and not given.month:
        return None
    begins = _BEGINNINGS[calendar]
    first = begins(given.year, given.month or 1)
    after = begins(given.year, given.month + 1 if given.month else months + 1)
    last = after - _DAY
    if given.day:
        first += (given.day - 1) * _DAY
        if given.day < 1 or first > last:
            return None
        last = first
    wider = bool(given.day) + (calendar is Calendar.HIJRI) + _is_unsure(given)
    return first - wider * _DAY, last + wider * _DAY


def _is_unsure(given: GivenDate) -> bool:
    return given.calendar is Calendar.BIKRAM_SAMBAT and given.year in UNSURE


# Each of these takes the month after the last one, too: it is the first of the next year.


@cache
def _bikram_sambat(year: int, month: int) -> dt.date:
    days = sum(_length(y, m) for y in range(min(LENGTHS), year) for m in range(1, 13))
    return FIRST_DAY + (days + sum(_length(year, m) for m in range(1, month))) * _DAY


def _length(year: int, month: int) -> int:
    return SHORTEST + int(LENGTHS[year][month - 1])


def _ethiopian(year: int, month: int) -> dt.date:
    if month > len(MONTHS[Calendar.ETHIOPIAN]):
        year, month = year + 1, 1
    days = 365 * (year - 1) + year // 4 + 30 * (month - 1)
    return dt.date.fromordinal(_ETHIOPIAN_EPOCH + days + 1)


def _hijri(year: int, month: int) -> dt.date:
    if month > len(MONTHS[Calendar.HIJRI]):
        year, month = year + 1, 1
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return dt.date.fromordinal(_HIJRI_EPOCH + days + 1)


def _solar_hijri(year: int, month: int) -> dt.date:
    if month > len(MONTHS[Calendar.SOLAR_HIJRI]):
        year, month = year + 1, 1
    before = month - 1
    days = 365 * (year - 1) + (8 * year + 21) // 33 + 30 * before + min(before, _LONG_MONTHS)
    return dt.date.fromordinal(_SOLAR_EPOCH + days + 1)


def _buddhist(year: int, month: int) -> dt.date:
    if month > len(MONTHS[Calendar.BUDDHIST]):
        year, month = year + 1, 1
    return dt.date(year - _BUDDHIST_YEARS, month, 1)


_BEGINNINGS: Final[Mapping[Calendar, Callable[[int, int], dt.date]]] = {
    Calendar.BIKRAM_SAMBAT: _bikram_sambat,
    Calendar.ETHIOPIAN: _ethiopian,
    Calendar.HIJRI: _hijri,
    Calendar.SOLAR_HIJRI: _solar_hijri,
    Calendar.BUDDHIST: _buddhist,
}
