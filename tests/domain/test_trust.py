"""What a roster says of a card, and which roster may take the place of which."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.ids import Fingerprint
from intake_app.domain.trust import (
    Advance,
    Member,
    Revocation,
    RootKeys,
    RootTrust,
    Roster,
    SignerFlag,
    Standing,
    Why,
    Word,
    advance,
    flag_of,
    lasting,
    revocation_of,
    standing,
)

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CARD = Fingerprint("1" * 64)
ROOT = RootKeys(ed25519=b"r" * 32, ml_dsa_65=b"r" * 1952)
OTHER_ROOT = RootKeys(ed25519=b"s" * 32, ml_dsa_65=b"s" * 1952)
MEMBER = Member(card=CARD)
HELD = Roster(org="North", root=ROOT, version=3, issued=NOW, expires=NOW + 90 * DAY)


def revoked(*, since=NOW - DAY, card=CARD):
    return Revocation(card=card, since=since, why=Why.STOLEN)


def word(*, trust=RootTrust.PARTNER, expires=NOW + DAY, **said):
    return Word(org="North", root=ROOT.fingerprint, trust=trust, expires=expires, **said)


def standing_of(*words, compared=False, through=False):
    return standing(words, compared=compared, through=through, now=NOW)


def advance_of(fresh, *, held=HELD, is_same=False, is_handed_on=False):
    return advance(held, fresh, is_same=is_same, is_handed_on=is_handed_on)


def test_a_card_that_nobody_compared_and_no_roster_names_is_unchecked():
    assert standing_of() is Standing.UNCHECKED
    assert Standing.UNCHECKED.is_caution


def test_comparing_counts_more_than_any_word_and_needs_none():
    assert standing_of(compared=True) is Standing.CHECKED
    assert standing_of(word(member=MEMBER), compared=True) is Standing.CHECKED


def test_a_card_is_checked_through_the_one_it_replaces():
    assert standing_of(through=True) is Standing.THROUGH_OLD


@pytest.mark.parametrize("trust", [RootTrust.OWN, RootTrust.COMPARED, RootTrust.PARTNER])
def test_an_organisation_that_is_checked_speaks_for_its_members(trust):
    assert standing_of(word(trust=trust, member=MEMBER)) is Standing.BY_ROSTER


def test_an_organisation_that_nobody_checked_speaks_for_nobody():
    vouched = word(trust=RootTrust.VOUCHED, member=MEMBER)

    assert standing_of(vouched) is Standing.UNCHECKED


def test_an_expired_roster_is_amber_and_another_one_may_still_speak():
    old = word(member=MEMBER, expires=NOW)

    assert standing_of(old) is Standing.ROSTER_EXPIRED
    assert standing_of(old, word(member=MEMBER)) is Standing.BY_ROSTER
    assert standing_of(old, compared=True) is Standing.CHECKED


def test_a_revoked_card_is_revoked_however_well_it_was_checked():
    said = word(revoked=revoked(), expires=NOW - DAY)

    assert standing_of(said, compared=True, through=True) is Standing.REVOKED


def test_a_revocation_of_tomorrow_does_not_count_today():
    assert standing_of(word(revoked=revoked(since=NOW + DAY)), compared=True) is Standing.CHECKED


def test_no_organisation_revokes_the_member_of_another_that_is_checked():
    theirs = word(member=MEMBER)
    claim = word(trust=RootTrust.VOUCHED, revoked=revoked())

    assert revocation_of([theirs, claim]) is None
    assert standing_of(theirs, claim) is Standing.BY_ROSTER


def test_an_organisation_that_nobody_checked_revokes_only_cards_that_said_they_are_its_own():
    claim = word(trust=RootTrust.VOUCHED, revoked=revoked())

    assert revocation_of([claim]) is None
    assert revocation_of([replace(claim, is_own_word=True)]) == revoked()


def test_the_earliest_of_two_revocations_counts():
    early, late = revoked(since=NOW - 9 * DAY), revoked()

    assert revocation_of([word(revoked=late), word(revoked=early)]) == early


def test_what_came_before_the_revocation_is_flagged_otherwise_than_what_came_after():
    said = revoked()

    assert flag_of(None, NOW) is None
    assert flag_of(said, said.since - DAY) is SignerFlag.LATER
    assert flag_of(said, said.since) is SignerFlag.ALREADY


def test_only_a_higher_number_takes_the_place_of_a_roster():
    assert advance_of(HELD, held=None) is Advance.FIRST
    assert advance_of(replace(HELD, version=4)) is Advance.NEWER
    assert advance_of(replace(HELD, version=2)) is Advance.OLDER
    assert advance_of(HELD, is_same=True) is Advance.SAME


def test_two_rosters_of_one_number_are_a_conflict():
    assert advance_of(replace(HELD, org="Else")) is Advance.CONFLICT


def test_another_root_needs_the_word_of_the_old_one():
    fresh = replace(HELD, root=OTHER_ROOT, version=4)

    assert advance_of(fresh) is Advance.CONFLICT
    assert advance_of(fresh, is_handed_on=True) is Advance.NEWER


def test_a_new_root_does_not_go_back_in_number_either():
    fresh = replace(HELD, root=OTHER_ROOT, version=2)

    assert advance_of(fresh, is_handed_on=True) is Advance.OLDER


def test_a_revocation_stays_when_a_later_roster_leaves_it_out():
    other = revoked(card=Fingerprint("2" * 64))

    assert lasting([revoked()], replace(HELD, revoked=(other,))) == (other, revoked())


def test_a_revocation_ends_when_the_card_is_a_member_again():
    assert lasting([revoked()], replace(HELD, members=(MEMBER,))) == ()


@given(versions=st.lists(st.integers(1, 20), min_size=1, max_size=30))
def test_whatever_comes_the_number_that_is_held_never_falls(versions):
    held, highest = None, 0
    for version in versions:
        fresh = replace(HELD, version=version)
        found = advance_of(fresh, held=held, is_same=held == fresh)
        if found in {Advance.FIRST, Advance.NEWER}:
            held = fresh
        assert held.version >= highest
        highest = held.version
    assert highest == max(versions)
