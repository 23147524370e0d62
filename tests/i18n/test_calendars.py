"""Dates of other calendars: the days they can be, against days that are known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.given_date import Calendar, GivenDate
from intake_app.i18n.calendars import MONTHS, YEARS, range_of

DAY = dt.timedelta(days=1)


def of(calendar, year, month=0, day=0):
    return range_of(GivenDate(calendar=calendar, year=year, month=month, day=day))


@st.composite
def months(draw):
    calendar = draw(st.sampled_from(Calendar))
    year = draw(st.sampled_from(YEARS[calendar]))
    return calendar, year, draw(st.integers(1, len(MONTHS[calendar])))


@pytest.mark.parametrize(
    ("calendar", "year", "month", "first", "last"),
    [
        (Calendar.BIKRAM_SAMBAT, 2079, 6, "2022-09-17", "2022-10-17"),
        (Calendar.BIKRAM_SAMBAT, 2079, 1, "2022-04-14", "2022-05-14"),
        (Calendar.ETHIOPIAN, 2014, 1, "2021-09-11", "2021-10-10"),
        (Calendar.ETHIOPIAN, 2015, 13, "2023-09-06", "2023-09-11"),  # six days
        (Calendar.HIJRI, 1445, 9, "2024-03-10", "2024-04-10"),  # 11 March to 9 April, a day wider
        (Calendar.SOLAR_HIJRI, 1403, 1, "2024-03-20", "2024-04-19"),
        (Calendar.SOLAR_HIJRI, 1403, 12, "2025-02-19", "2025-03-20"),  # 30 days
        (Calendar.BUDDHIST, 2565, 12, "2022-12-01", "2022-12-31"),
    ],
)
def test_a_month_lies_between_the_days_that_are_known(calendar, year, month, first, last):
    assert of(calendar, year, month) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("calendar", "year", "first", "last"),
    [
        (Calendar.BIKRAM_SAMBAT, 2079, "2022-04-14", "2023-04-13"),
        (Calendar.BIKRAM_SAMBAT, 2090, "2033-04-13", "2034-04-14"),  # tables differ: a day wider
        (Calendar.ETHIOPIAN, 2016, "2023-09-12", "2024-09-10"),
        (Calendar.BUDDHIST, 2565, "2022-01-01", "2022-12-31"),
    ],
)
def test_a_year_alone_is_a_whole_year(calendar, year, first, last):
    assert of(calendar, year) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@given(months(), st.integers(1, 32))
def test_a_day_is_never_made_one_day_of_ours(month, day):
    found = of(*month, day)

    if found is not None:
        first, last = found
        assert last - first >= 2 * DAY


@given(months())
def test_the_days_of_a_month_lie_in_it_and_it_ends(month):
    whole = of(*month)
    days = [of(*month, day) for day in range(1, 40)]

    count = len([day for day in days if day is not None])
    assert days[count:] == [None] * (39 - count)
    assert all(
        day[0] >= whole[0] - 2 * DAY and day[1] <= whole[1] + 2 * DAY for day in days[:count]
    )
    assert count in ({5, 6} if month[2] == 13 else {28, 29, 30, 31, 32})


@given(months())
def test_the_months_follow_on_each_other_within_the_year(month):
    calendar, year, number = month
    this, year_whole = of(*month), of(calendar, year)

    assert year_whole[0] <= this[0] <= this[1] <= year_whole[1]
    if number < len(MONTHS[calendar]):
        between = of(calendar, year, number + 1)[0] - this[1]
        assert -3 * DAY <= between <= DAY


@pytest.mark.parametrize(
    "asked",
    [
        (Calendar.BIKRAM_SAMBAT, 1900, 1),
        (Calendar.BIKRAM_SAMBAT, 2079, 13),
        (Calendar.ETHIOPIAN, 2014, 13, 6),
        (Calendar.HIJRI, 1445, 0, 3),
        (Calendar.BUDDHIST, 2565, 2, 30),
    ],
)
def test_what_is_no_date_has_no_days(asked):
    assert of(*asked) is None


@given(months(), st.integers(0, 32))
def test_a_date_is_read_as_it_was_written(month, day):
    calendar, year, number = month
    date = GivenDate(calendar=calendar, year=year, month=number, day=day)

    assert GivenDate.read(date.written()) == date


@given(st.text(max_size=30))
def test_nothing_else_is_read_as_a_date(text):
    date = GivenDate.read(text)

    assert date is None or date.written() == text
