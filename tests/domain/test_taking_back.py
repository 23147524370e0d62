from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.consent import (
    ConsentKind,
    ConsentRecord,
    Manner,
    TextOfRecord,
    moment_after,
    scope_for,
    still_holds,
)
from intake_app.domain.ids import CaseId, ConsentId, Fingerprint
from intake_app.domain.sharing import SharingScope
from intake_app.domain.taking_back import WAIT, Asker, ErasureRequest, SafeWords

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CASE = CaseId("case")
NORTH = Fingerprint("a" * 64)
TEXT = TextOfRecord(text_id="t", version="1", language="en", sha256="0" * 64, reviewed=False)
SCOPE = SharingScope(
    recipient=NORTH,
    recipient_name="North",
    groups=("need", "name"),
    purpose="a bed",
    until=NOON + timedelta(days=90),
)


def record(name, kind, hours, scope=None):
    return ConsentRecord(
        id=ConsentId(name),
        case_id=CASE,
        kind=kind,
        at=NOON + timedelta(hours=hours),
        manner=Manner.VOICE,
        text=TEXT,
        scope=scope,
    )


WIDE = record("wide", ConsentKind.SHARING, 0, SCOPE)
STOP = record("stop", ConsentKind.WITHDRAWAL, 1)


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({}, True),
        ({"groups": ("need", "name", "health")}, True),
        ({"groups": ("need",)}, False),
        ({"until": NOON + timedelta(days=1)}, False),
        ({"purpose": "something else"}, False),
        ({"onward": True}, True),
        ({"no_authorities": False}, True),
        ({"recipient": Fingerprint("b" * 64)}, False),
    ],
)
def test_a_scope_allows_another_when_it_lets_everything_happen_that_the_other_does(
    changes, allowed
):
    assert replace(SCOPE, **changes).allows(SCOPE) is allowed


def test_a_promise_about_passing_on_and_about_the_police_is_never_loosened():
    assert not SCOPE.allows(replace(SCOPE, onward=True))
    assert not SCOPE.allows(replace(SCOPE, no_authorities=False))


def test_what_was_made_holds_until_it_is_taken_back_or_narrowed():
    narrow = record("narrow", ConsentKind.SHARING, 2, replace(SCOPE, groups=("need",)))
    later = NOON + timedelta(hours=5)

    assert still_holds([WIDE], WIDE.id, at=later)
    assert not still_holds([WIDE, STOP], WIDE.id, at=later)
    assert not still_holds([WIDE, narrow], WIDE.id, at=later)
    assert still_holds([WIDE, narrow], narrow.id, at=later)
    assert not still_holds([WIDE], ConsentId("unknown"), at=later)


def test_what_was_made_holds_again_once_the_same_is_agreed_anew():
    again = record("again", ConsentKind.SHARING, 2, SCOPE)

    assert still_holds([WIDE, STOP, again], WIDE.id, at=again.at)


@given(hours=st.integers(-1000, 1000))
def test_a_withdrawal_ends_sharing_whatever_the_clock_says(hours):
    assert scope_for([WIDE, STOP], NORTH, at=NOON + timedelta(hours=hours)) is None


@given(hours=st.integers(-1000, 1000))
def test_a_new_record_is_never_before_those_that_are_there(hours):
    now = NOON + timedelta(hours=hours)

    at = moment_after([WIDE, STOP], now)

    assert at >= STOP.at
    assert at >= now


def test_a_request_is_due_after_three_days_to_the_second():
    asked = ErasureRequest(case_id=CASE, asked_at=NOON, due_at=NOON + WAIT, by=Asker.PHRASE)

    assert not asked.is_due(NOON + timedelta(hours=72) - timedelta(seconds=1))
    assert asked.is_due(NOON + timedelta(hours=72))


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        ("Blue boat", "  blue   BOAT! "),
        ("ሰማያዊ ጀልባ", "ሰማያዊ፡ጀልባ።"),
        ("boat 7", "boat \u0667"),
    ],
)
def test_the_phrase_is_known_however_it_is_written_down(agreed, said):
    assert SafeWords(case_id=CASE, at=NOON, phrase=agreed).is_said(said)


@given(said=st.text())
def test_nothing_is_the_phrase_when_none_was_agreed(said):
    assert not SafeWords(case_id=CASE, at=NOON, phrase="").is_said(said)
    assert not SafeWords(case_id=CASE, at=NOON, phrase=" ?! ").is_said(said)


@given(agreed=st.text(st.characters(categories=["Ll", "Nd"]), min_size=1), other=st.text())
def test_other_words_are_not_the_phrase(agreed, other):
    words = SafeWords(case_id=CASE, at=NOON, phrase=agreed)

    assert words.is_said(agreed)
    assert not words.is_said(agreed + "x" + other)
