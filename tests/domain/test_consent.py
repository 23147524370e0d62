from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.consent import (
    Choice,
    ConsentItem,
    ConsentKind,
    ConsentRecord,
    Manner,
    TextOfRecord,
    scope_for,
    word_on,
)
from intake_app.domain.ids import CaseId, ConsentId, Fingerprint
from intake_app.domain.sharing import SharingScope

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NORTH, SOUTH = Fingerprint("a" * 64), Fingerprint("b" * 64)
TEXT = TextOfRecord(text_id="t", version="1", language="en", sha256="0" * 64, reviewed=False)


def record(kind, hours, *, items=None, scope=None, withdraws=None, name="c"):
    return ConsentRecord(
        id=ConsentId(f"{name}{hours}"),
        case_id=CaseId("case"),
        kind=kind,
        at=NOON + timedelta(hours=hours),
        manner=Manner.VOICE,
        text=TEXT,
        items=items or {},
        scope=scope,
        withdraws=withdraws,
    )


def sharing(hours, *, to=NORTH, groups=("need",), until=240, name="s"):
    scope = SharingScope(
        recipient=to,
        recipient_name="x",
        groups=groups,
        purpose="p",
        until=NOON + timedelta(hours=until),
    )
    return record(ConsentKind.SHARING, hours, scope=scope, name=name)


def test_nothing_said_about_an_item_means_not_yet():
    assert word_on([], ConsentItem.KEEP) is Choice.NOT_YET


def test_the_latest_word_on_an_item_counts():
    first = record(ConsentKind.AGREEMENT, 0, items={ConsentItem.KEEP: Choice.YES})
    later = record(ConsentKind.AGREEMENT, 1, items={ConsentItem.KEEP: Choice.NO})

    assert word_on([later, first], ConsentItem.KEEP) is Choice.NO


def test_a_later_agreement_leaves_alone_what_it_does_not_name():
    first = record(ConsentKind.AGREEMENT, 0, items={ConsentItem.KEEP: Choice.YES})
    later = record(ConsentKind.AGREEMENT, 1, items={ConsentItem.PHOTO: Choice.NO})

    assert word_on([first, later], ConsentItem.KEEP) is Choice.YES


def test_agreeing_with_one_office_allows_nothing_for_another():
    assert scope_for([sharing(0)], SOUTH, at=NOON + timedelta(hours=1)) is None


def test_a_narrower_agreement_stands_in_place_of_a_wider_one():
    wide = sharing(0, groups=("need", "name"), name="wide")
    narrow = sharing(1, groups=("need",), name="narrow")

    found = scope_for([wide, narrow], NORTH, at=NOON + timedelta(hours=2))

    assert found is not None
    assert found[1].groups == ("need",)


@pytest.mark.parametrize("withdraws", [None, "s0"])
def test_taking_back_ends_sharing_at_once(withdraws):
    taken_back = record(ConsentKind.WITHDRAWAL, 1, withdraws=withdraws)

    assert scope_for([sharing(0), taken_back], NORTH, at=taken_back.at) is None


def test_taking_back_one_agreement_leaves_the_others():
    other = sharing(0, to=SOUTH, name="o")
    taken_back = record(ConsentKind.WITHDRAWAL, 1, withdraws=ConsentId("s0"))

    assert scope_for([sharing(0), other, taken_back], SOUTH, at=taken_back.at) is not None


def test_agreeing_anew_after_taking_back_allows_it_again():
    taken_back = record(ConsentKind.WITHDRAWAL, 1)
    again = sharing(2, name="again")

    assert scope_for([sharing(0), taken_back, again], NORTH, at=again.at) is not None


def test_an_agreement_ends_with_its_period():
    ends = sharing(0, until=5)

    assert scope_for([ends], NORTH, at=NOON + timedelta(hours=5)) is None
    assert scope_for([ends], NORTH, at=NOON + timedelta(hours=4)) is not None


_RECORDS = st.lists(
    st.one_of(
        st.builds(
            sharing,
            st.integers(0, 50),
            to=st.sampled_from([NORTH, SOUTH]),
            groups=st.lists(st.sampled_from(["need", "name", "account"]), unique=True).map(tuple),
            until=st.integers(1, 60),
            name=st.sampled_from("xyz"),
        ),
        st.builds(record, st.just(ConsentKind.WITHDRAWAL), st.integers(0, 50)),
    ),
    max_size=8,
)


@given(_RECORDS, st.integers(0, 60))
def test_what_is_allowed_was_agreed_with_that_office_and_is_in_force(records, hour):
    at = NOON + timedelta(hours=hour)

    found = scope_for(records, NORTH, at=at)

    if found is not None:
        agreed, scope = found
        assert agreed in records
        assert scope.recipient == NORTH
        assert agreed.at <= at < scope.until
        assert not any(r.kind is ConsentKind.WITHDRAWAL and agreed.at < r.at <= at for r in records)


@given(_RECORDS, st.integers(0, 60), st.randoms(use_true_random=False))
def test_the_order_in_which_a_ledger_is_read_changes_nothing(records, hour, shuffler):
    unique = list({r.at: r for r in records}.values())  # two acts at one instant have no order
    shuffled = list(unique)
    shuffler.shuffle(shuffled)
    at = NOON + timedelta(hours=hour)

    assert scope_for(unique, NORTH, at=at) == scope_for(shuffled, NORTH, at=at)
