"""Rosters stay as they were taken in, and cards keep their line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.ids import Fingerprint
from intake_app.domain.trust import (
    HeldRoster,
    May,
    Member,
    Partner,
    Predecessor,
    Revocation,
    RootKeys,
    RootTrust,
    Roster,
    Why,
)
from tests.store.conftest import NOON, open_store

DAY = timedelta(days=1)
A, B, C = (Fingerprint(letter * 64) for letter in "abc")
ROOT = RootKeys(ed25519=b"r" * 32, ml_dsa_65=b"r" * 1952)
NEXT = RootKeys(ed25519=b"n" * 32, ml_dsa_65=b"n" * 1952)
HELD = HeldRoster(
    roster=Roster(
        org="North",
        root=ROOT,
        version=4,
        issued=NOON,
        expires=NOON + 90 * DAY,
        members=(Member(card=A, role="Night team", may=(May.SIGN,), is_inbox=True),),
        revoked=(Revocation(card=B, since=NOON, why=Why.STOLEN),),
        partners=(Partner(root=NEXT.fingerprint, name="South"),),
    ),
    trust=RootTrust.VOUCHED,
    envelope=b"signed",
    taken_at=NOON,
)
SOUTH = replace(
    HELD,
    roster=replace(HELD.roster, org="South", root=NEXT, partners=(), expires=NOON + 200 * DAY),
)


@pytest.fixture
def within(folder):
    """Run work as one unit of a real store."""
    store = open_store(folder)

    def _within(work):
        def job(units):
            with units.begin() as unit:
                return work(unit.rosters, unit)

        return store.run(job)

    return _within


def test_a_roster_comes_back_as_it_was_taken_in(within):
    within(lambda rosters, _: rosters.put(HELD))

    assert within(lambda rosters, _: rosters.get(HELD.root)) == HELD
    assert within(lambda rosters, _: rosters.get(NEXT.fingerprint)) is None
    assert within(lambda rosters, _: rosters.root_of(HELD.envelope)) == HELD.root
    assert within(lambda rosters, _: rosters.root_of(b"other")) is None


def test_only_one_roster_of_a_root_is_held_and_all_heads_are_kept(within):
    newer = replace(HELD, roster=replace(HELD.roster, version=5, members=()), envelope=b"other")

    def work(rosters, unit):
        rosters.put(HELD)
        rosters.put(newer)
        rows = unit.rosters._transaction.execute("SELECT version, hash FROM roster_head")
        return rosters.all(), [(row["version"], len(row["hash"])) for row in rows]

    assert within(work) == ([newer], [(4, 64), (5, 64)])


def test_a_new_root_takes_the_place_of_the_one_before(within):
    def work(rosters, _):
        rosters.put(HELD)
        rosters.note_root(B, HELD.root)
        rosters.put(SOUTH, in_place_of=HELD.root)
        return rosters.all(), rosters.words(B)[0].is_own_word

    assert within(work) == ([SOUTH], True)


def test_ours_is_one_and_stands_first(within):
    def work(rosters, _):
        rosters.put(SOUTH)
        rosters.put(HELD)
        rosters.set_trust(HELD.root, RootTrust.OWN)
        rosters.set_trust(SOUTH.root, RootTrust.OWN)
        return rosters.own(), [held.trust for held in rosters.all()]

    own, trusts = within(work)

    assert own.root == SOUTH.root
    assert trusts == [RootTrust.OWN, RootTrust.COMPARED]


def test_a_partners_word_counts_as_long_as_ours_names_it_and_lasts(within):
    def work(rosters, _):
        rosters.put(SOUTH)
        alone = rosters.words(A)
        rosters.put(replace(HELD, roster=replace(HELD.roster, members=()), trust=RootTrust.OWN))
        return alone, rosters.words(A)

    [alone], [named] = within(work)

    assert (alone.trust, alone.expires) == (RootTrust.VOUCHED, SOUTH.roster.expires)
    assert (named.trust, named.expires) == (RootTrust.PARTNER, HELD.roster.expires)
    assert named.member == SOUTH.roster.members[0]


def test_who_is_revoked_is_told_with_the_moment_and_whether_the_card_was_theirs(within):
    def work(rosters, _):
        rosters.put(HELD)
        before = rosters.words(B)
        rosters.note_root(B, HELD.root)
        return before, rosters.words(B), rosters.words(C)

    [before], [after], nothing = within(work)

    assert before.revoked == HELD.roster.revoked[0]
    assert (before.member, before.is_own_word, after.is_own_word) == (None, False, True)
    assert nothing == []


def test_the_first_card_that_takes_anothers_place_keeps_it(within):
    def work(rosters, _):
        first = rosters.note_successor(A, B, NOON)
        again = rosters.note_successor(A, B, NOON + DAY)
        second = rosters.note_successor(A, C, NOON)
        return first, again, second, rosters.successor(A), rosters.predecessor(B)

    assert within(work) == (True, True, False, B, Predecessor(card=A, taken_at=NOON))


def test_a_card_without_a_line_has_neither_end(within):
    assert within(lambda rosters, _: (rosters.successor(A), rosters.predecessor(A))) == (None, None)
