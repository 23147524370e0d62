"""Rosters ride in every packet, and a stolen laptop's packets are refused because of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.errors import CardError, SignerRevokedError
from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.domain.trust import Revocation, RootTrust, SignerFlag, Standing, Why
from intake_app.services.contacts import OwnOffice
from tests.packet.organisations import root_of, signed
from tests.services.conftest import opening, share
from tests.vault.cheap import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.services.profiles import OpenProfile
    from tests.simulators import FixedClock

NORTH = root_of("North")


@dataclass
class Stolen:
    """Two workers of one organisation, one of whose laptops is gone, and a desk elsewhere."""

    worker: OpenProfile
    colleague: OpenProfile
    desk: OpenProfile
    clock: FixedClock
    stick: Path

    @property
    def card(self):
        """The card of the worker whose laptop is gone."""
        return self.worker.contacts.own().fingerprint

    @property
    def house(self):
        """The card of the desk."""
        return self.desk.contacts.own().fingerprint

    def choose(self, profile, *, version=1, since=None, cards=()):
        """Give somebody the newest roster; from version 2 on the stolen card is taken back."""
        now, mine = self.clock.now(), self.colleague.contacts.own().fingerprint
        gone = () if since is None else (Revocation(card=self.card, since=since, why=Why.STOLEN),)
        members = cards or ((mine,) if gone else (mine, self.card))
        values = {"issued": now, "expires": now + timedelta(days=90), "version": version}
        held = profile.trust.take(signed(NORTH, *members, revoked=gone, **values))
        profile.trust.compare(held.root, digits_of(held.root), is_own=True)

    def refer(self, profile):
        """Put a referral to the desk on the stick."""
        contact = profile.contacts.add(self.desk.contacts.own_file())
        live = profile.conversations.begin(opening())
        share(profile, live.case.id, contact, "need")
        record = profile.referrals.make(live.case.id, contact)
        profile.referrals.send(record.id, self.stick)
        return record

    def taken(self):
        """Return what the desk says of the stick."""
        return self.desk.inbox.open_stick([self.stick])

    def flag(self, record):
        """Return what stands beside a packet at the desk."""
        return next(a.flag for a in self.desk.inbox.arrived() if a.record.id == record.id)


@pytest.fixture
def stolen(program, worker, desk, stick, tmp_path):
    """Give the offices; the desk holds both workers' cards."""
    colleague = program.profiles.create(tmp_path / "colleague", PASSPHRASE, language="en")
    colleague.contacts.make_own(OwnOffice(name="Team C"))
    for profile in (worker, colleague):
        desk.contacts.add(profile.contacts.own_file())
    yield Stolen(worker, colleague, desk, program.clock, stick)
    colleague.close()


def reasons(report):
    return [type(error) for _, error in report.refused]


def test_a_roster_rides_along_and_is_held_unchecked(stolen):
    stolen.choose(stolen.worker)

    stolen.refer(stolen.worker)

    assert reasons(stolen.taken()) == []
    [held] = stolen.desk.trust.all()
    assert (held.root, held.trust) == (NORTH.keys.fingerprint, RootTrust.VOUCHED)
    assert stolen.desk.trust.own() is None


def test_the_desks_answer_carries_the_desks_roster_back(stolen):
    stolen.choose(stolen.desk, cards=(stolen.house,))
    record = stolen.refer(stolen.worker)
    stolen.taken()

    stolen.desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
    stolen.desk.inbox.send_answers(stolen.stick)
    stolen.worker.inbox.open_stick([stolen.stick])

    assert [held.roster.org for held in stolen.worker.trust.all()] == ["North Network"]


def test_a_colleagues_packet_tells_that_a_card_was_taken_back(stolen):
    stolen.choose(stolen.worker)
    earlier = stolen.refer(stolen.worker)
    stolen.taken()
    stolen.clock.forward(days=1)
    stolen.choose(stolen.colleague, version=2, since=stolen.clock.now())
    stolen.refer(stolen.colleague)
    stolen.taken()
    stolen.clock.forward(days=1)

    stolen.refer(stolen.worker)

    assert reasons(stolen.taken()) == [SignerRevokedError]
    assert stolen.flag(earlier) is SignerFlag.LATER
    assert stolen.desk.trust.standings()[stolen.card].standing is Standing.REVOKED


def test_what_came_in_between_is_flagged_as_not_to_be_relied_on(stolen):
    since = stolen.clock.now()
    stolen.choose(stolen.worker)
    stolen.clock.forward(days=1)
    record = stolen.refer(stolen.worker)
    stolen.taken()

    stolen.choose(stolen.colleague, version=2, since=since)
    stolen.refer(stolen.colleague)
    stolen.taken()

    assert stolen.flag(record) is SignerFlag.ALREADY


def test_a_packet_whose_own_roster_takes_its_signer_back_is_refused_and_the_roster_kept(stolen):
    stolen.choose(stolen.worker)
    stolen.refer(stolen.worker)
    stolen.taken()
    stolen.choose(stolen.worker, version=2, since=stolen.clock.now())

    stolen.refer(stolen.worker)

    assert reasons(stolen.taken()) == [SignerRevokedError]
    assert [held.roster.version for held in stolen.desk.trust.all()] == [2]


def test_an_older_roster_in_a_packet_does_not_bring_a_card_back(stolen):
    stolen.choose(stolen.worker)
    stolen.refer(stolen.worker)
    stolen.taken()
    stolen.choose(stolen.colleague, version=2, since=stolen.clock.now())
    stolen.refer(stolen.colleague)
    stolen.taken()

    stolen.refer(stolen.worker)

    assert reasons(stolen.taken()) == [SignerRevokedError]
    assert [held.roster.version for held in stolen.desk.trust.all()] == [2]


def test_nothing_is_shared_with_a_card_that_was_taken_back(stolen):
    contact = stolen.desk.contacts.add(stolen.worker.contacts.own_file())
    stolen.choose(stolen.desk)
    live = stolen.desk.conversations.begin(opening())
    share(stolen.desk, live.case.id, contact, "need")
    stolen.choose(stolen.desk, version=2, since=stolen.clock.now())

    with pytest.raises(CardError):
        stolen.desk.referrals.make(live.case.id, contact)


def test_a_sender_that_the_desks_own_roster_names_counts_as_checked(stolen):
    stolen.choose(stolen.desk)
    stolen.refer(stolen.worker)
    stolen.taken()

    (arrived,) = stolen.desk.inbox.arrived()

    assert (arrived.sender.checked, arrived.flag) == (Checked.BY_ROSTER, None)


def test_a_contact_that_a_roster_confirms_is_kept_as_nobody_compared_it(stolen):
    stolen.choose(stolen.desk)
    card = stolen.worker.contacts.own_file()

    again = stolen.desk.contacts.add(card)

    assert [c.checked for c in stolen.desk.contacts.all()] == [Checked.BY_ROSTER] * 2
    assert again.checked is Checked.NOT_YET


def test_nothing_in_words_goes_to_a_card_that_was_taken_back(stolen):
    stolen.choose(stolen.worker)
    record = stolen.refer(stolen.worker)
    stolen.taken()
    stolen.choose(stolen.desk, version=2, since=stolen.clock.now())

    with pytest.raises(CardError):
        stolen.desk.asking.ask(record.id, "Where is she now?", "en")

    assert stolen.desk.asking.about(record.id) == []


def test_a_file_that_was_made_before_its_receivers_card_was_taken_back_does_not_leave(stolen):
    contact = stolen.desk.contacts.add(stolen.worker.contacts.own_file())
    stolen.choose(stolen.desk)
    live = stolen.desk.conversations.begin(opening())
    share(stolen.desk, live.case.id, contact, "need")
    made = stolen.desk.referrals.make(live.case.id, contact)
    stolen.choose(stolen.desk, version=2, since=stolen.clock.now())

    with pytest.raises(CardError):
        stolen.desk.referrals.send(made.id, stolen.stick)

    assert list(stolen.stick.rglob("*.age")) == []


def test_a_question_that_was_made_before_that_does_not_leave_either(stolen):
    stolen.choose(stolen.worker)
    record = stolen.refer(stolen.worker)
    stolen.taken()
    stolen.desk.asking.ask(record.id, "Where is she now?", "en")
    before = stolen.desk.inbox.unsent()
    stolen.choose(stolen.desk, version=2, since=stolen.clock.now())

    assert (before, stolen.desk.inbox.unsent()) == (1, 0)
