"""Situations at the desk: S16 (docs/scenarios.md)."""

from __future__ import annotations

import pytest

from tests.services.conftest import opening, share

pytestmark = pytest.mark.e2e


def refer(team, shelter_card, stick):
    """Have an office refer a woman who asks for a bed tonight to the shelter."""
    receiver = team.contacts.add(shelter_card)
    live = team.conversations.begin(opening())
    for name, value in (("R15", "safe-place"), ("R16", "24h"), ("R19", "Selam")):
        live.answer(live.node_named(name), value).saved.result()
    share(team, live.case.id, receiver, "need", "name")
    team.referrals.send(team.referrals.make(live.case.id, receiver).id, stick)


def test_s16_a_second_file_about_the_same_woman_is_never_merged_by_itself(profile, started, stick):
    shelter, *teams = profile("shelter"), profile("team one"), profile("team two")
    for team in teams:
        shelter.contacts.add(team.contacts.own_file())
        refer(team, shelter.contacts.own_file(), stick)
        team.close()
    shelter.close()
    desk = started("shelter")

    desk.press("Open a stick: Open")
    desk.wait_for("2 referrals are in.")
    desk.press("Accept")
    desk.wait_for("1 answer is made and signed.")

    arrived = desk.root.profile.inbox.arrived()
    assert len({each.record.id for each in arrived}) == 2
    assert {each.sender.card.name for each in arrived} == {"team one", "team two"}
    assert sum(each.answered is None for each in arrived) == 1
    assert desk.reads("1 referral waits for your answer.")
