"""An agreement counts from its first day to its last, and reminds of its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.ids import Fingerprint
from intake_app.domain.partnership import PartnerAgreement, uncovered

SOUTH = Fingerprint("5" * 64)
FIRST, LAST = date(2026, 3, 1), date(2026, 9, 1)
DAY = timedelta(days=1)
WITH_SOUTH = PartnerAgreement(
    id="a" * 26, root=SOUTH, name="South", groups=("need", "name"), starts=FIRST, until=LAST
)


def left(agreements, *groups, on=FIRST, roots=(SOUTH,)):
    return uncovered(agreements, roots, groups, on=on)


def test_an_agreement_counts_on_its_first_and_its_last_day_and_not_beside_them():
    days = (FIRST - DAY, FIRST, LAST, LAST + DAY)

    assert [WITH_SOUTH.is_in_force(day) for day in days] == [False, True, True, False]


def test_what_was_ended_counts_no_more_and_reminds_of_nothing():
    ended = replace(WITH_SOUTH, ended_at=datetime(2026, 3, 2, tzinfo=UTC))

    assert not ended.is_in_force(FIRST)
    assert not ended.is_to_remind(LAST)


def test_it_reminds_from_so_many_days_before_its_end_until_somebody_ends_it():
    days = (LAST - 31 * DAY, LAST - 30 * DAY, LAST + 90 * DAY)

    assert [WITH_SOUTH.is_to_remind(day) for day in days] == [False, True, True]


def test_only_groups_that_are_named_are_covered():
    assert left([WITH_SOUTH], "need", "name") == frozenset()
    assert left([WITH_SOUTH], "need", "health") == {"health"}
    assert left([WITH_SOUTH], "need", on=LAST + DAY) == {"need"}
    assert left([WITH_SOUTH], "need", roots=()) == {"need"}


def test_two_agreements_with_one_organisation_add_up():
    more = replace(WITH_SOUTH, id="b" * 26, groups=("health",))

    assert left([WITH_SOUTH, more], "name", "health") == frozenset()


@given(
    groups=st.sets(st.sampled_from("abcdef")),
    asked=st.sets(st.sampled_from("abcdef")),
    offset=st.integers(-10, 300),
)
def test_nothing_that_no_agreement_names_is_ever_covered(groups, asked, offset):
    agreement = replace(WITH_SOUTH, groups=tuple(groups))
    day = FIRST + offset * DAY

    found = left([agreement], *asked, on=day)

    assert found == (asked - groups if agreement.is_in_force(day) else asked)
