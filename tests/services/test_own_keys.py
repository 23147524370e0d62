"""An office makes new keys: nothing on its way is lost, and others see that it is the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.errors import CardError, PacketForOthersError
from intake_app.domain.packet import Status
from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.domain.trust import OVERLAP, Revocation, Standing, Why
from intake_app.packet import succession
from intake_app.packet.cards import make_card, read_card
from intake_app.services.contacts import OwnOffice
from tests.packet.organisations import root_of, signed
from tests.packet.people import office
from tests.services.conftest import opening, share
from tests.vault.cheap import PASSPHRASE


def fingerprint_of(profile):
    return profile.contacts.own().fingerprint


def checked(profile, contact):
    fingerprint = contact.card.fingerprint
    profile.contacts.verify(fingerprint, digits_of(fingerprint), Checked.IN_PERSON)


def refer(profile, contact, stick):
    live = profile.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Marker-7Q", language="en").saved.result()
    share(profile, live.case.id, contact, "need", "name")
    record = profile.referrals.make(live.case.id, contact)
    profile.referrals.send(record.id, stick)
    return record


def card_file(holder, clock, **values):
    """Return an office's card that is good now."""
    now = clock.now()
    dates = {"created": now, "expires": now + timedelta(days=9)}
    return make_card(replace(holder.card, **dates, **values), holder.identity)[1]


def handed(old, new, clock, by=None):
    """Return the claim that one office's keys take the place of another's."""
    words = succession.claim(old.card.fingerprint, new.card.fingerprint, clock.now())
    signer = (by or old).identity
    return succession.read(signer.sign(succession.PAYLOAD_TYPE, words))


def reopened(program, profile):
    profile.close()
    return program.profiles.unlock(profile.folder, PASSPHRASE)


def test_a_new_card_says_the_same_with_other_keys_and_the_old_ones_word(desk, clock):
    old, file = desk.contacts.own(), desk.contacts.own_file()

    new = desk.own_keys.replace()

    assert new.fingerprint != old.fingerprint
    assert (new.name, new.mailbox, new.languages) == (old.name, old.mailbox, old.languages)
    assert succession.is_proved(new.supersedes, old.keys, new.fingerprint)
    assert read_card(desk.contacts.own_file(), clock.now()) == new
    assert desk.contacts.own() == replace(new, supersedes=None)
    with pytest.raises(CardError):
        desk.contacts.add(file)


def test_a_card_that_was_checked_hands_its_being_checked_on(worker, desk, shelter, clock):
    checked(worker, shelter)
    desk.own_keys.replace()

    contact = worker.contacts.add(desk.contacts.own_file())

    assert (contact.checked, contact.checked_at) == (Checked.THROUGH_OLD, clock.now())
    assert [c.card.fingerprint for c in worker.contacts.all()] == [fingerprint_of(desk)]
    assert worker.trust.standings()[fingerprint_of(desk)].standing is Standing.THROUGH_OLD


def test_a_card_that_nobody_checked_hands_nothing_on(worker, desk, shelter):
    desk.own_keys.replace()

    assert worker.contacts.add(desk.contacts.own_file()).checked is Checked.NOT_YET


def test_keys_can_be_replaced_again_and_again(worker, desk, shelter):
    checked(worker, shelter)
    for _ in range(3):
        desk.own_keys.replace()
        contact = worker.contacts.add(desk.contacts.own_file())

    assert contact.checked is Checked.THROUGH_OLD
    assert len(worker.contacts.all()) == 1


def test_a_card_made_anew_later_still_bears_the_old_keys_word(worker, desk, shelter):
    checked(worker, shelter)
    desk.own_keys.replace()

    desk.contacts.make_own(OwnOffice(name="House B, new name"))

    assert worker.contacts.add(desk.contacts.own_file()).checked is Checked.THROUGH_OLD


def test_a_succession_that_the_old_keys_did_not_sign_is_worth_nothing(worker, clock):
    old, thief = office("House"), office("Somebody else")
    checked(worker, worker.contacts.add(card_file(old, clock)))
    lie = handed(old, thief, clock, by=thief)

    contact = worker.contacts.add(card_file(thief, clock, supersedes=lie))

    assert contact.checked is Checked.NOT_YET
    assert len(worker.contacts.all()) == 2


def test_only_the_first_card_that_takes_anothers_place_is_checked_through_it(worker, clock):
    old, first, second = office("House"), office("House anew"), office("Somebody else")
    contact = worker.contacts.add(card_file(old, clock))
    checked(worker, contact)

    found = [
        worker.contacts.add(card_file(new, clock, supersedes=handed(old, new, clock))).checked
        for new in (first, second, first)
    ]

    assert found == [Checked.THROUGH_OLD, Checked.NOT_YET, Checked.THROUGH_OLD]


def test_a_referral_sealed_to_the_old_card_is_opened_during_the_overlap(
    program, worker, desk, shelter, stick
):
    record = refer(worker, shelter, stick)
    desk.own_keys.replace()
    again = reopened(program, desk)

    taken = again.inbox.open_stick([stick])
    again.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
    (arrived,) = again.inbox.arrived()

    assert taken.refused == ()
    assert arrived.referral.groups[-1].answers[0].value == "Marker-7Q"
    again.close()


def test_an_answer_signed_with_the_new_keys_answers_what_was_sent_to_the_old(
    worker, desk, shelter, stick
):
    checked(worker, shelter)
    record = refer(worker, shelter, stick)
    desk.inbox.open_stick([stick])
    desk.own_keys.replace()
    worker.contacts.add(desk.contacts.own_file())

    desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
    desk.inbox.send_answers(stick)
    back = worker.inbox.open_stick([stick])

    assert back.refused == ()
    assert [s.record.status for s in worker.referrals.sent()] == [Status.ACCEPTED]


def test_an_answer_goes_to_the_new_card_of_whoever_asked(worker, desk, shelter, stick):
    record = refer(worker, shelter, stick)
    desk.inbox.open_stick([stick])
    worker.own_keys.replace()
    desk.contacts.add(worker.contacts.own_file())

    desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
    desk.inbox.send_answers(stick)

    assert worker.inbox.open_stick([stick]).refused == ()
    assert [s.record.status for s in worker.referrals.sent()] == [Status.ACCEPTED]


def test_the_old_key_is_destroyed_when_the_overlap_is_over(program, worker, desk, shelter, stick):
    clock = program.clock
    desk.own_keys.replace()
    assert desk.own_keys.overlap_ends() == clock.now() + OVERLAP
    refer(worker, shelter, stick)
    clock.forward(days=31)

    again = reopened(program, desk)
    report = again.inbox.open_stick([stick])

    assert again.own_keys.overlap_ends() is None
    assert [type(error) for _, error in report.refused] == [PacketForOthersError]
    again.close()


def test_the_old_key_stays_as_long_as_a_referral_waits_that_only_it_opens(
    program, worker, desk, shelter, stick
):
    record = refer(worker, shelter, stick)
    desk.inbox.open_stick([stick])
    desk.inbox.send_answers(stick)  # tells that it lies here, and no more
    desk.own_keys.replace()
    program.clock.forward(days=31)

    again = reopened(program, desk)
    kept = again.own_keys.overlap_ends()
    again.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
    (arrived,) = again.inbox.arrived()
    last = reopened(program, again)

    assert kept is not None
    assert arrived.referral.groups[-1].answers[0].value == "Marker-7Q"
    assert last.own_keys.overlap_ends() is None
    last.close()


def test_a_change_of_keys_that_was_cut_off_is_finished_at_the_next_opening(program, desk, clock):
    old = desk.contacts.own()
    vault = desk._place.vault
    signer = vault.signer

    def prove(after):
        words = succession.claim(old.fingerprint, after, clock.now())
        return signer.sign(succession.PAYLOAD_TYPE, words)

    vault.replace_keys(program.random, until=clock.now() + OVERLAP, prove=prove)

    again = reopened(program, desk)
    own = read_card(again.contacts.own_file(), clock.now())

    assert (own.name, own.mailbox) == (old.name, old.mailbox)
    assert succession.is_proved(own.supersedes, old.keys, own.fingerprint)
    again.close()


def test_an_office_without_a_card_has_no_keys_to_replace(program, tmp_path):
    profile = program.profiles.create(tmp_path / "new", PASSPHRASE, language="en")

    with pytest.raises(CardError):
        profile.own_keys.replace()

    profile.close()


def test_a_thief_cannot_hand_on_a_card_that_was_taken_back(worker, desk, shelter, clock):
    checked(worker, shelter)
    north = root_of("North")
    held = worker.trust.take(
        signed(
            north,
            issued=clock.now(),
            expires=clock.now() + timedelta(days=9),
            revoked=(Revocation(card=fingerprint_of(desk), since=clock.now(), why=Why.STOLEN),),
        )
    )
    worker.trust.compare(held.root, digits_of(held.root), is_own=True)
    desk.own_keys.replace()

    contact = worker.contacts.add(desk.contacts.own_file())

    assert contact.checked is Checked.NOT_YET


def test_what_a_thief_handed_on_before_we_heard_counts_no_more_either(worker, desk, shelter, clock):
    checked(worker, shelter)
    stolen, since = fingerprint_of(desk), clock.now()
    clock.forward(hours=1)
    desk.own_keys.replace()
    worker.contacts.add(desk.contacts.own_file())
    held = worker.trust.take(
        signed(
            root_of("North"),
            issued=clock.now(),
            expires=clock.now() + timedelta(days=9),
            revoked=(Revocation(card=stolen, since=since, why=Why.STOLEN),),
        )
    )

    worker.trust.compare(held.root, digits_of(held.root), is_own=True)

    assert worker.trust.standings()[fingerprint_of(desk)].standing is Standing.UNCHECKED


def test_what_was_sent_before_new_keys_is_taken_back_with_the_new_ones(
    worker, desk, shelter, stick
):
    record = refer(worker, shelter, stick)
    desk.inbox.open_stick([stick])
    worker.own_keys.replace()
    desk.contacts.add(worker.contacts.own_file())

    worker.taking_back.stop_sharing(record.case_id)
    worker.inbox.send_answers(stick)
    report = desk.inbox.open_stick([stick])
    (arrived,) = desk.inbox.arrived()

    assert [h.name for h in worker.taking_back.now(record.case_id).holders] == ["House B"]
    assert report.refused == ()
    assert arrived.is_taken_back


def test_a_notice_goes_to_the_new_card_of_who_holds_it(worker, desk, shelter, stick):
    record = refer(worker, shelter, stick)
    desk.inbox.open_stick([stick])
    desk.own_keys.replace()
    worker.contacts.add(desk.contacts.own_file())

    worker.taking_back.stop_sharing(record.case_id)
    worker.inbox.send_answers(stick)
    desk.inbox.open_stick([stick])
    (arrived,) = desk.inbox.arrived()

    assert arrived.is_taken_back
