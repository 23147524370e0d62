"""Agreements between organisations gate what leaves, where the office wants it so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake_app.domain.contact import digits_of
from intake_app.domain.errors import PartnershipError
from intake_app.domain.trust import Partner
from intake_app.services.partnership import NewAgreement
from tests.packet.organisations import root_of, signed
from tests.services.conftest import opening, share

NORTH, SOUTH = root_of("North"), root_of("South")
SOUTH_ROOT = SOUTH.keys.fingerprint


@pytest.fixture
def south(worker, desk, shelter, clock):
    """Let the desk belong to another organisation, which the worker's names as a partner."""
    dates = {"issued": clock.now(), "expires": clock.now() + timedelta(days=300)}
    worker.trust.take(signed(SOUTH, shelter.card.fingerprint, org="South", **dates))
    partner = Partner(root=SOUTH_ROOT, name="South")
    own = worker.contacts.own().fingerprint
    held = worker.trust.take(signed(NORTH, own, partners=(partner,), **dates))
    worker.trust.compare(held.root, digits_of(held.root), is_own=True)
    return shelter


@pytest.fixture
def make(worker):
    """Make a referral to a receiver with some groups."""

    def _make(receiver, *groups):
        live = worker.conversations.begin(opening())
        live.answer(live.node_named("R19"), "Marker-7Q", language="en").saved.result()
        share(worker, live.case.id, receiver, *groups)
        return worker.referrals.make(live.case.id, receiver)

    return _make


def agreed(*groups, **changes):
    return NewAgreement(**({"root": SOUTH_ROOT, "groups": groups, "days": 180} | changes))


def test_an_agreement_is_kept_as_it_was_filled_in(worker, south):
    made = worker.partnerships.add(
        agreed("need", "name", purposes=("Shelter", ""), document=" Safe, drawer 2 ")
    )

    assert worker.partnerships.all() == [made]
    assert (made.name, made.purposes, made.document) == ("South", ("Shelter",), "Safe, drawer 2")
    assert made.until - made.starts == timedelta(days=180)


def test_agreements_are_with_organisations_that_are_checked_and_not_our_own(worker, south):
    assert worker.partnerships.partners() == {SOUTH_ROOT: "South"}
    with pytest.raises(PartnershipError):
        worker.partnerships.add(agreed("need", root=NORTH.keys.fingerprint))
    with pytest.raises(PartnershipError):
        worker.partnerships.add(agreed())


def test_where_none_is_required_everything_leaves_as_before(make, south):
    assert make(south, "need", "name").sealed


def test_where_one_is_required_nothing_leaves_without_it(worker, make, south):
    worker.partnerships.set_required(required=True)

    with pytest.raises(PartnershipError):
        make(south, "need")

    assert worker.referrals.sent() == []


def test_what_an_agreement_covers_leaves_and_no_more(worker, make, south):
    worker.partnerships.set_required(required=True)
    worker.partnerships.add(agreed("need"))

    assert make(south, "need").sealed
    with pytest.raises(PartnershipError):
        make(south, "need", "name")


def test_an_agreement_that_is_over_or_ended_lets_nothing_leave(worker, make, south, clock):
    worker.partnerships.set_required(required=True)
    made = worker.partnerships.add(agreed("need", "name"))
    worker.partnerships.end(made.id)
    with pytest.raises(PartnershipError):
        make(south, "need")

    worker.partnerships.add(agreed("need", "name", days=10))
    clock.forward(days=11)
    with pytest.raises(PartnershipError):
        make(south, "need")


def test_within_our_own_organisation_none_is_needed(worker, make, shelter, clock):
    dates = {"issued": clock.now(), "expires": clock.now() + timedelta(days=300)}
    held = worker.trust.take(signed(NORTH, shelter.card.fingerprint, **dates))
    worker.trust.compare(held.root, digits_of(held.root), is_own=True)
    worker.partnerships.set_required(required=True)

    assert make(shelter, "need", "name").sealed


def test_an_office_that_belongs_to_no_organisation_has_no_agreement(worker, make, shelter):
    worker.partnerships.set_required(required=True)

    with pytest.raises(PartnershipError):
        make(shelter, "need")


def test_the_rule_can_be_taken_back(worker, make, shelter):
    worker.partnerships.set_required(required=True)
    worker.partnerships.set_required(required=False)

    assert not worker.partnerships.is_required()
    assert make(shelter, "need").sealed


def test_the_end_of_an_agreement_is_brought_to_mind_in_time(worker, south, clock):
    made = worker.partnerships.add(agreed("need", days=60))
    before = worker.partnerships.to_remind()
    clock.forward(days=31)

    assert before == []
    assert worker.partnerships.to_remind() == [made]
