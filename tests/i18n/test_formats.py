from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.i18n.digits import ascii_digits, shown_code
from intake_app.i18n.formats import Formats
from intake_app.i18n.languages import all_languages, language

TAGS = [row.tag for row in all_languages()]
DIGITS = [chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) == "Nd"]
BEIRUT = ZoneInfo("Asia/Beirut")


def formats(tag: str) -> Formats:
    return Formats(language(tag), BEIRUT)


def test_months_are_words_and_hours_run_to_24():
    moment = dt.datetime(2026, 3, 4, 21, 5, tzinfo=dt.UTC)

    assert formats("en").date_time(moment) == "4 Mar 2026, 23:05"
    assert formats("ar").date(moment.date()) == "4 مارس 2026"
    assert formats("en").day(moment.date()) == "Wed, 4 Mar"


def test_digits_are_those_of_the_language():
    assert formats("fa").number(1234) == "\u06f1\u066c\u06f2\u06f3\u06f4"
    assert formats("my").time(dt.time(14, 2)) == "၁၄:၀၂"
    assert formats("ar").number(1234) == "1,234"


def test_a_code_is_in_latin_digits_and_isolated():
    assert shown_code("472918") == "\u2068472 918\u2069"


def test_a_list_is_joined_as_in_a_sentence():
    assert formats("en").listing(["a", "b", "c"]) == "a, b and c"
    assert formats("ar").listing(["أ", "ب"]) == "أ وب"


@pytest.mark.parametrize(
    ("tag", "typed", "meant"),
    [
        ("en", "1,234", "1234"),
        ("en", "1,5", "1.5"),
        ("en", "1.234", "1.234"),
        ("fr", "1,234", "1.234"),
        ("fr", "1\u202f234,5", "1234.5"),
        ("es", "1.234", "1234"),
        ("es", "1.5", "1.5"),
        ("ar", "٣٥", "35"),
        ("ar", "\u0663\u066b\u0665", "3.5"),
        ("fa", "\u06f1\u066c\u06f2\u06f3\u06f4", "1234"),
        ("my", "၁၂", "12"),
        ("en", "-5", "-5"),
        ("en", "\u22125", "-5"),
        ("en", "", None),
        ("en", "about 5", None),
        ("en", "1,2,3", None),
        ("en", "5-3", None),
        ("fr", "1.234", None),
        ("en", "9" * 41, None),
        ("en", "½", None),
    ],
)
def test_numbers_are_read_as_people_type_them(tag, typed, meant):
    assert formats(tag).parse_number(typed) == meant


@given(st.sampled_from(TAGS), st.decimals(-(10**9), 10**9, places=3))
def test_every_number_shown_is_read_back(tag, value):
    one = formats(tag)

    assert Decimal(one.parse_number(one.number(value))) == value


@given(st.lists(st.sampled_from(DIGITS), min_size=1, max_size=12))
def test_digits_of_every_script_become_ascii(digits):
    plain = ascii_digits("".join(digits))

    assert plain.isascii()
    assert [int(d) for d in plain] == [unicodedata.decimal(d) for d in digits]


@given(st.sampled_from(TAGS), st.text(max_size=20))
def test_reading_a_number_never_fails_and_gives_a_number_or_nothing(tag, text):
    found = formats(tag).parse_number(text)

    assert found is None or Decimal(found).is_finite()


@given(st.sampled_from(TAGS), st.integers(-2_000_000_000, 4_000_000_000))
def test_every_language_writes_every_date(tag, seconds):
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)

    shown = formats(tag).date_time(moment)

    assert str(moment.astimezone(BEIRUT).year) in ascii_digits(shown)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "Wednesday, 4 March"),
        ("ar", "\u0627\u0644\u0623\u0631\u0628\u0639\u0627\u0621\u060c 4 \u0645\u0627\u0631\u0633"),
        ("fr", "mercredi 4 mars"),
        ("es", "mi\u00e9rcoles, 4 de marzo"),
        ("hu", "m\u00e1rcius 4., szerda"),
    ],
)
def test_a_heading_says_the_whole_day_without_its_year(tag, said):
    assert formats(tag).long_day(dt.date(2026, 3, 4)) == said
