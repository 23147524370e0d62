"""Situations at the desk: S16 (docs/scenarios.md)."""

from __future__ import annotations

import pytest

from tests.services.conftest import opening, share

pytestmark = pytest.mark.e2e


def refer(team, shelter_card, stick, **terms):
    """Have an office refer a woman who asks for a bed tonight to the shelter."""
    receiver = team.contacts.add(shelter_card)
    live = team.conversations.begin(opening())
    for name, value in (("R15", "safe-place"), ("R16", "24h"), ("R19", "Selam")):
        live.answer(live.node_named(name), value).saved.result()
    share(team, live.case.id, receiver, "need", "name", "people", "languages", **terms)
    team.referrals.send(team.referrals.make(live.case.id, receiver).id, stick)


@pytest.fixture
def desk(profile, started, stick):
    """Give the way to open at the shelter two files of two offices about one woman."""

    def opened(*terms):
        shelter, *teams = profile("shelter"), profile("team one"), profile("team two")
        for team, each in zip(teams, terms, strict=True):
            shelter.contacts.add(team.contacts.own_file())
            refer(team, shelter.contacts.own_file(), stick, **each)
            team.close()
        shelter.close()
        office = started("shelter")
        office.press("Open a stick: Open")
        office.wait_for("2 referrals are in.")
        return office

    return opened


def test_s16_a_second_file_about_the_same_woman_is_never_merged_by_itself(desk):
    office = desk({}, {})

    office.press("Accept")
    office.wait_for("1 answer is made and signed.")

    arrived = office.root.profile.inbox.arrived()
    assert len({each.record.id for each in arrived}) == 2
    assert {each.sender.card.name for each in arrived} == {"team one", "team two"}
    assert sum(each.answered is None for each in arrived) == 1
    assert office.reads("1 referral waits for your answer.")
    assert not office.reads("may be about one person")  # nobody agreed to its being passed on


def test_s16_a_hint_only_where_both_agreed_and_people_decide(desk):
    office = desk({"onward": True}, {"onward": True})
    office.wait_for("may be about one person")
    said = next(text for text in office.texts() if "may be about one person" in text)
    before = office.root.profile.inbox.arrived()

    office.press("One person")
    office.wait_for("are about one person. Each is answered for itself.")
    office.press("Show the other file")
    office.wait_for("are about one person. Each is answered for itself.")
    office.press("Undo")
    office.wait_for("may be about one person")
    office.press("Two people")
    office.wait_for("Noted: two people.")
    office.go("Today")
    office.go("Inbox")

    assert "the same languages" in said
    assert "Only people can tell." in said
    assert "Selam" not in said
    assert not office.reads("may be about one person")
    assert office.root.profile.inbox.arrived() == before


def test_s16_no_hint_where_one_of_the_two_did_not_agree(desk):
    office = desk({"onward": True}, {})

    office.wait_for("2 referrals wait for your answer.")
    office.press("Accept")
    office.wait_for("1 answer is made and signed.")

    assert not office.reads("may be about one person")
