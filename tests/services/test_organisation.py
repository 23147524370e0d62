"""Two people with the root key say who belongs to the organisation, number by number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake_app.domain.contact import digits_of
from intake_app.domain.errors import RootKeyError, RootPassphraseError, RosterError
from intake_app.domain.secret import Secret
from intake_app.domain.trust import May, Member, Partner, Why
from intake_app.packet.roster import is_handed_on, read_roster
from intake_app.services.organisation import Organisations
from tests.packet.organisations import root_of, signed
from tests.packet.people import office

FIRST, SECOND = Secret(b"calm river paper lamp"), Secret(b"tall stone quiet bread")
NIGHT, DAY_TEAM = office("Night team").card, office("Day team").card


@pytest.fixture
def organisations(program):
    """Give what makes roots, at a cost that a test can pay."""
    return Organisations(
        clock=program.clock, random=program.random, guard=program.guard, work_factor=4
    )


@pytest.fixture
def founded(organisations, tmp_path):
    """Give an organisation's first roster; its root key lies in north.root."""
    return organisations.found(tmp_path / "north.root", "North", FIRST, SECOND)


@pytest.fixture
def root(organisations, founded, tmp_path):
    """Give its open root."""
    return organisations.open(tmp_path / "north.root", FIRST, SECOND, founded.file)


def add(root, card, **values):
    return root.add(card, digits_of(card.fingerprint), **values)


def test_a_founded_organisation_names_nobody_and_opens_with_both(founded, root):
    assert (founded.roster.version, founded.roster.members) == (1, ())
    assert read_roster(founded.file) == founded.roster == root.roster


def test_one_of_two_does_not_open_it(organisations, founded, tmp_path):
    with pytest.raises(RootPassphraseError):
        organisations.open(tmp_path / "north.root", FIRST, FIRST, founded.file)


def test_every_change_is_the_next_number(root):
    added = add(root, NIGHT, role="Night team", may=(May.SIGN,), is_inbox=True)
    again = add(root, DAY_TEAM)
    left = root.remove(NIGHT.fingerprint)

    said = Member(card=NIGHT.fingerprint, role="Night team", may=(May.SIGN,), is_inbox=True)
    assert added.roster.members == (said,)
    assert [issued.roster.version for issued in (added, again, left)] == [2, 3, 4]
    assert [m.card for m in left.roster.members] == [DAY_TEAM.fingerprint]
    assert read_roster(left.file) == left.roster


def test_a_card_is_added_only_with_the_digits_its_owner_reads_out(root):
    with pytest.raises(RosterError):
        root.add(NIGHT, digits_of(DAY_TEAM.fingerprint))

    assert root.roster.version == 1


def test_what_is_said_of_a_member_can_be_changed(root):
    add(root, NIGHT)

    changed = add(root, NIGHT, role="Day team")

    assert [m.role for m in changed.roster.members] == ["Day team"]


def test_a_card_that_is_taken_back_is_no_member_and_does_not_come_back(root, clock):
    add(root, NIGHT)

    taken_back = root.revoke(NIGHT.fingerprint, clock.now(), Why.STOLEN).roster

    assert taken_back.members == ()
    assert [(r.card, r.why) for r in taken_back.revoked] == [(NIGHT.fingerprint, Why.STOLEN)]
    with pytest.raises(RosterError):
        add(root, NIGHT)


def test_taking_a_card_back_twice_keeps_the_earlier_moment(root, clock):
    add(root, NIGHT)
    early = clock.now() - timedelta(days=3)

    root.revoke(NIGHT.fingerprint, early, Why.LOST)
    later = root.revoke(NIGHT.fingerprint, clock.now(), Why.STOLEN).roster
    earlier = root.revoke(NIGHT.fingerprint, early - timedelta(days=1), Why.STOLEN).roster

    assert [(r.since, r.why) for r in later.revoked] == [(early, Why.STOLEN)]
    assert [r.since for r in earlier.revoked] == [early - timedelta(days=1)]


def test_only_members_are_taken_out_or_back(root, clock):
    with pytest.raises(RosterError):
        root.remove(NIGHT.fingerprint)
    with pytest.raises(RosterError):
        root.revoke(NIGHT.fingerprint, clock.now(), Why.LOST)


def test_a_partner_is_named_once_its_digits_were_compared(organisations, root, founded, tmp_path):
    south = organisations.found(tmp_path / "south.root", "South", FIRST, SECOND).roster
    fingerprint = south.root.fingerprint

    named = root.add_partner(south, digits_of(fingerprint)).roster
    gone = root.remove_partner(fingerprint).roster

    assert named.partners == (Partner(root=fingerprint, name="South"),)
    assert gone.partners == ()
    with pytest.raises(RosterError):
        root.add_partner(south, "12345")
    with pytest.raises(RosterError):
        root.remove_partner(fingerprint)
    with pytest.raises(RosterError):
        root.add_partner(founded.roster, digits_of(founded.roster.root.fingerprint))


def test_renewing_says_the_same_for_longer(root, clock):
    before = add(root, NIGHT).roster

    after = root.renew(timedelta(days=30)).roster

    assert after.members == before.members
    assert (after.version, after.expires) == (3, clock.now() + timedelta(days=30))


def test_another_root_takes_over_with_the_word_of_the_old_one(organisations, root, tmp_path):
    before = add(root, NIGHT).roster

    issued = organisations.renew_root(root, tmp_path / "next.root", SECOND, FIRST)
    following = organisations.open(tmp_path / "next.root", SECOND, FIRST, issued.file)
    later = add(following, DAY_TEAM)

    assert is_handed_on(before, issued.roster)
    assert is_handed_on(before, later.roster)
    assert issued.roster.members == before.members
    assert (issued.roster.version, later.roster.version) == (3, 4)
    with pytest.raises(RosterError):
        organisations.open(tmp_path / "next.root", SECOND, FIRST, signed(root_of("Else")))


def test_a_root_key_is_not_written_over(organisations, founded, tmp_path):
    with pytest.raises(RootKeyError):
        organisations.found(tmp_path / "north.root", "North", FIRST, SECOND)


def test_an_organisation_without_a_name_is_not_founded(organisations, tmp_path):
    with pytest.raises(RosterError):
        organisations.found(tmp_path / "odd.root", "  ", FIRST, SECOND)

    assert not (tmp_path / "odd.root").exists()
