from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.hours import closing, is_open, parse_hours

TUESDAY = datetime(2026, 11, 24)  # noqa: DTZ001 - local time of a place
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@pytest.mark.parametrize(
    ("text", "hour", "is_open_then"),
    [
        ("Mon-Fri 09:00-17:00", 9, True),
        ("Mon-Fri 09:00-17:00", 17, False),
        ("Sat, Sun 09:00-17:00", 12, False),
        ("24/7", 3, True),
        ("daily 18:00-06:00", 2, True),
        ("daily 18:00-06:00", 12, False),
        ("Mon 18:00-06:00", 5, True),
        ("Tue closed; Wed 08:00-10:00", 9, False),
        ("Mon-Fri 09:00-12:00, 14:00-18:00", 13, False),
        ("\u0661\u0660:\u0660\u0660-\u0661\u0662:\u0660\u0660", 11, True),
        ("Fri-Tue 09:00\u201317:00", 10, True),
    ],
)
def test_it_is_said_whether_a_place_is_open(text, hour, is_open_then):
    spans = parse_hours(text)

    assert spans is not None
    assert is_open(spans, TUESDAY.replace(hour=hour)) is is_open_then


@pytest.mark.parametrize(
    "text", ["", "by appointment", "9-5", "Mon 25:00-26:00", "Mon 09:61-10:00", "Foo 09:00-10:00"]
)
def test_hours_written_otherwise_are_nobodys_guess(text):
    assert parse_hours(text) is None


def test_the_night_ends_when_it_was_said_to_end():
    spans = parse_hours("daily 18:00-06:00")

    assert closing(spans, TUESDAY.replace(hour=23)) == 6 * 60
    assert closing(spans, TUESDAY.replace(hour=2)) == 6 * 60


@given(
    day=st.integers(0, 6),
    opens=st.integers(0, 24 * 60 - 1),
    length=st.integers(1, 24 * 60 - 1),
    later=st.integers(0, 24 * 60),
)
def test_a_place_is_open_from_its_first_minute_to_its_last(day, opens, length, later):
    closes = (opens + length) % (24 * 60)
    text = f"{NAMES[day]} {opens // 60:02}:{opens % 60:02}-{closes // 60:02}:{closes % 60:02}"
    begins = TUESDAY - timedelta(days=1) + timedelta(days=day, minutes=opens)

    spans = parse_hours(text)

    assert is_open(spans, begins + timedelta(minutes=later)) is (later < length)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text):
    spans = parse_hours(text)

    assert spans is None or all(0 <= s.day < 7 and s.opens < s.closes for s in spans)
