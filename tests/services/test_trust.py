"""What real offices hold of each other's organisations, and what it says of cards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.errors import (
    CardError,
    NotARosterError,
    RosterConflictError,
    RosterError,
    RosterOlderError,
    SignerRevokedError,
)
from intake_app.domain.trust import (
    Advance,
    Partner,
    Revocation,
    RootTrust,
    Standing,
    Why,
)
from intake_app.packet import succession
from intake_app.services.trust import (
    refuse_revoked,
    refuse_revoked_receiver,
    roster_to_send,
    take_roster,
)
from tests.packet.organisations import root_of, signed

ROOT, NEXT, OTHER = root_of("North"), root_of("North anew"), root_of("South")
DAY = timedelta(days=1)


@pytest.fixture
def now(clock):
    """Give the present of all offices."""
    return clock.now()


@pytest.fixture
def roster(now):
    """Make a roster that counts now."""

    def _roster(root, *cards, **values):
        return signed(root, *cards, **{"issued": now, "expires": now + 90 * DAY} | values)

    return _roster


@pytest.fixture
def house(desk, shelter):
    """Give the fingerprint of the desk's card, which the worker holds."""
    return shelter.card.fingerprint


def within(profile, work):
    return profile._place.do(work)


def standing_of(profile, card):
    return profile.trust.standings()[card].standing


def choose(profile, file, root=ROOT, *, is_own=True):
    """Take in a roster file whose root's digits were compared."""
    profile.trust.take(file)
    profile.trust.compare(root.keys.fingerprint, digits_of(root.keys.fingerprint), is_own=is_own)


def revoked(card, since):
    return (Revocation(card=card, since=since, why=Why.STOLEN),)


def test_an_office_belongs_to_no_organisation_at_first(worker, house):
    assert worker.trust.own() is None
    assert within(worker, roster_to_send) == b""
    assert standing_of(worker, house) is Standing.UNCHECKED


def test_our_own_roster_speaks_for_its_members_and_rides_along(worker, house, roster):
    file = roster(ROOT, house)

    choose(worker, file)

    assert worker.trust.own().roster.version == 1
    assert within(worker, roster_to_send) == file
    found = worker.trust.standings()[house]
    assert (found.standing, found.orgs) == (Standing.BY_ROSTER, ("North Network",))


def test_a_roster_whose_digits_nobody_compared_speaks_for_nobody(worker, house, roster):
    worker.trust.take(roster(ROOT, house))

    assert worker.trust.own() is None
    assert standing_of(worker, house) is Standing.UNCHECKED


def test_wrong_digits_make_no_roster_ours(worker, house, roster):
    held = worker.trust.take(roster(ROOT, house))

    with pytest.raises(RosterError):
        worker.trust.compare(held.root, digits_of(OTHER.keys.fingerprint), is_own=True)

    assert worker.trust.own() is None


def test_digits_of_a_roster_that_is_not_held_are_of_no_use(worker):
    fingerprint = ROOT.keys.fingerprint

    with pytest.raises(RosterError):
        worker.trust.compare(fingerprint, digits_of(fingerprint), is_own=True)


def test_a_partner_that_our_roster_names_speaks_for_its_members(worker, house, roster):
    south = Partner(root=OTHER.keys.fingerprint, name="South")
    worker.trust.take(roster(OTHER, house))

    choose(worker, roster(ROOT, partners=(south,)))

    assert standing_of(worker, house) is Standing.BY_ROSTER


def test_an_expired_roster_is_amber_and_keeps_nobody_from_working(worker, house, roster, now):
    choose(worker, roster(ROOT, house, issued=now - 90 * DAY, expires=now - DAY))

    assert standing_of(worker, house) is Standing.ROSTER_EXPIRED
    assert within(worker, roster_to_send) != b""


def test_a_lower_number_is_never_taken(worker, house, roster):
    choose(worker, roster(ROOT, house, version=3))

    with pytest.raises(RosterOlderError):
        worker.trust.take(roster(ROOT, version=2))

    assert worker.trust.own().roster.version == 3


def test_the_same_roster_again_is_no_error(worker, house, roster):
    file = roster(ROOT, house)
    choose(worker, file)

    assert worker.trust.take(file) == worker.trust.own()


def test_two_rosters_of_one_number_are_told_as_a_conflict(worker, house, roster):
    choose(worker, roster(ROOT, house))

    with pytest.raises(RosterConflictError):
        worker.trust.take(roster(ROOT, org="Else"))


def test_another_root_is_another_organisation_until_the_old_one_hands_on(
    worker, house, roster, now
):
    choose(worker, roster(ROOT, house))
    words = succession.claim(ROOT.keys.fingerprint, NEXT.keys.fingerprint, now)
    honest = succession.read(ROOT.sign(succession.PAYLOAD_TYPE, words))
    forged = succession.read(OTHER.sign(succession.PAYLOAD_TYPE, words))

    with pytest.raises(RosterConflictError):
        worker.trust.take(roster(NEXT, house, version=2, supersedes=forged))
    worker.trust.take(roster(NEXT, house, version=2, supersedes=honest))

    own = worker.trust.own()
    assert own.root == NEXT.keys.fingerprint
    assert [held.trust for held in worker.trust.all()] == [RootTrust.OWN]
    assert standing_of(worker, house) is Standing.BY_ROSTER


def test_the_old_root_counts_no_more_once_it_has_handed_on(worker, house, roster, now):
    choose(worker, roster(ROOT, house))
    words = succession.claim(ROOT.keys.fingerprint, NEXT.keys.fingerprint, now)
    proof = succession.read(ROOT.sign(succession.PAYLOAD_TYPE, words))
    worker.trust.take(roster(NEXT, house, version=2, supersedes=proof))

    worker.trust.take(roster(ROOT, version=9))

    assert worker.trust.own().root == NEXT.keys.fingerprint


def test_a_card_that_was_taken_back_is_told_of_and_gets_nothing_more(worker, house, roster, now):
    worker.contacts.verify(house, digits_of(house), Checked.IN_PERSON)
    choose(worker, roster(ROOT, house))
    worker.trust.take(roster(ROOT, version=2, revoked=revoked(house, now)))

    found = worker.trust.standings()[house]

    assert (found.standing, found.since) == (Standing.REVOKED, now)
    with pytest.raises(CardError):
        within(worker, lambda unit: refuse_revoked_receiver(unit, house, now))


def test_what_is_first_seen_after_the_moment_is_refused_and_what_came_before_is_not(
    worker, house, roster, now
):
    choose(worker, roster(ROOT, house))
    worker.trust.take(roster(ROOT, version=2, revoked=revoked(house, now)))

    within(worker, lambda unit: refuse_revoked(unit, house, now - DAY))
    with pytest.raises(SignerRevokedError):
        within(worker, lambda unit: refuse_revoked(unit, house, now))


def test_a_revocation_outlasts_a_roster_that_forgets_it(worker, house, roster, now):
    choose(worker, roster(ROOT, house))
    worker.trust.take(roster(ROOT, version=2, revoked=revoked(house, now - DAY)))
    worker.trust.take(roster(ROOT, version=3))

    assert standing_of(worker, house) is Standing.REVOKED


def test_a_roster_that_rides_in_a_packet_is_held_but_vouches_for_nobody(worker, house, roster, now):
    file = roster(OTHER, house)

    def take(unit):
        return take_roster(unit, file, sender=house, now=now)

    assert within(worker, take) is Advance.FIRST
    assert within(worker, take) is Advance.SAME
    assert standing_of(worker, house) is Standing.UNCHECKED


def test_a_roster_that_does_not_name_its_sender_is_not_held(worker, house, roster, now):
    file = roster(OTHER, "9" * 64)

    assert within(worker, lambda u: take_roster(u, file, sender=house, now=now)) is None
    assert worker.trust.all() == []


@pytest.mark.parametrize("data", [b"", b"{}", b"x" * 70_000])
def test_what_is_no_roster_harms_nothing(worker, house, data, now):
    assert within(worker, lambda u: take_roster(u, data, sender=house, now=now)) is None


def test_an_older_roster_in_a_packet_changes_nothing(worker, house, roster, now):
    choose(worker, roster(ROOT, house, version=5))
    old = roster(ROOT, house, version=4)

    found = within(worker, lambda u: take_roster(u, old, sender=house, now=now))

    assert found is Advance.OLDER
    assert worker.trust.own().roster.version == 5


def test_a_stranger_cannot_take_back_a_card_that_never_said_it_was_theirs(
    worker, house, roster, now
):
    stranger = "9" * 64
    lie = roster(OTHER, stranger, revoked=revoked(house, now))

    within(worker, lambda u: take_roster(u, lie, sender=stranger, now=now))

    within(worker, lambda unit: refuse_revoked(unit, house, now))
    assert standing_of(worker, house) is Standing.UNCHECKED


def test_an_organisation_nobody_checked_can_take_back_a_card_that_said_it_was_its_own(
    worker, house, roster, now
):
    mine, gone = roster(OTHER, house), roster(OTHER, version=2, revoked=revoked(house, now))

    within(worker, lambda u: take_roster(u, mine, sender=house, now=now))
    worker.trust.take(gone)

    with pytest.raises(SignerRevokedError):
        within(worker, lambda unit: refuse_revoked(unit, house, now))


def test_a_file_that_is_no_file_is_refused(worker, tmp_path):
    for path in (tmp_path, tmp_path / "none.roster"):
        with pytest.raises(NotARosterError):
            worker.trust.read_file(path)
