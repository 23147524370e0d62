"""The form of what an office asks: a second talk, and what a desk decides on."""

from __future__ import annotations

import pytest

from intake_app.domain.circumstances import AgeBand, Children, Danger, GenderWish, Party
from intake_app.domain.referral import FIELD_GROUPS
from intake_app.domain.sharing import Output
from intake_app.packet.body import referral_bytes
from intake_app.services.forms import REFERRAL_FORM
from tests.services.conftest import opening, share

SAID = {
    "X09": "1",
    "X09_small": "2",
    "X09_big": "1",
    "X08": "woman",
    "X14": "followed inside",
    "X20_region": "Marker Town",
    "X15": "marker-keep-away",
    "X20": "marker-way",
}


@pytest.fixture
def asked(worker):
    """Give a person who was asked in a second talk what an office needs to know."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Selam", language="en").saved.result()
    live.answer(live.node_named("R16"), "24h").saved.result()
    second = worker.further.open(live.case.id, REFERRAL_FORM)
    for question, value in SAID.items():
        second.answer(second.node_named(question), value, language="en").saved.result()
    return second


def disclosed(worker, case_id, receiver):
    return worker.referrals._disclose(worker._place.read_case(case_id), receiver.card)


def test_what_was_said_in_the_first_talk_is_not_asked_again(asked):
    pages = [node for topic in asked.topics() for page in topic.pages for node in page.nodes]

    assert asked.question(asked.node_named("X06")).value == "Selam"
    assert asked.question(asked.node_named("X01")).value == "24h"
    assert not {asked.node_named("X06"), asked.node_named("X01")} & set(pages)


def test_a_desk_reads_who_comes_where_about_and_what_danger_there_is(worker, asked, shelter):
    share(worker, asked.case.id, shelter, *FIELD_GROUPS)

    found = disclosed(worker, asked.case.id, shelter).circumstances

    assert found.people == Party(
        adults=2,
        children=(
            Children(band=AgeBand.UNDER_SIX, count=2),
            Children(band=AgeBand.THIRTEEN_TO_SEVENTEEN, count=1),
        ),
    )
    assert found.region == "Marker Town"
    assert found.gender_wish is GenderWish.WOMAN
    assert found.danger == (Danger.FOLLOWED, Danger.INSIDE)
    assert found.must_not_know == "marker-keep-away"


def test_what_is_not_ticked_is_not_among_what_a_desk_reads(worker, asked, shelter):
    share(worker, asked.case.id, shelter, "need", "keep-away", fields=())

    referral = disclosed(worker, asked.case.id, shelter)

    assert referral.circumstances.people is None
    assert referral.circumstances.must_not_know == ""
    assert b"marker" not in referral_bytes(referral)


def test_a_notification_without_a_name_says_no_place(worker, asked, shelter):
    groups = ("need", "people", "languages", "account")
    share(worker, asked.case.id, shelter, *groups, output=Output.ANONYMOUS)

    referral = disclosed(worker, asked.case.id, shelter)

    assert referral.circumstances.region == ""
    assert referral.circumstances.people is None
    assert b"arker" not in referral_bytes(referral)


def test_that_no_danger_was_said_is_said_only_when_it_was_asked(worker, asked, shelter):
    share(worker, asked.case.id, shelter, "keep-away")
    node = asked.node_named("X14")

    asked.answer(node, "nothing").saved.result()
    none_said = disclosed(worker, asked.case.id, shelter).circumstances.danger
    asked.answer(node, "").saved.result()

    assert none_said == (Danger.NONE_SAID,)
    assert disclosed(worker, asked.case.id, shelter).circumstances.danger == ()
