"""A desk refers on what it has, within what the person agreed to, and never beyond it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.case import AgeBranch
from intake_app.domain.errors import CardError, ConsentMissingError, IntakeError, PacketError
from intake_app.domain.packet import PacketKind, Status
from intake_app.domain.packet_bodies import Outcome, ReceiptStatus
from intake_app.domain.packet_course import Standing
from intake_app.services.contacts import OwnOffice
from tests.services.conftest import opening, share
from tests.vault.cheap import PASSPHRASE


@pytest.fixture
def house(program, tmp_path):
    """Give a third office's open profile with a card."""
    profile = program.profiles.create(tmp_path / "house", PASSPHRASE, language="en")
    profile.contacts.make_own(OwnOffice(name="House C", languages=("en",)))
    yield profile
    profile.close()


@pytest.fixture
def third(desk, house):
    """Give the third office as the desk's contact, known to be no authority."""
    house.contacts.add(desk.contacts.own_file())
    contact = desk.contacts.add(house.contacts.own_file())
    desk.authorities.say(contact.card.fingerprint, is_one=False)
    return contact


@pytest.fixture
def carry(stick):
    """Give a way to bring what waits from one office to another on the stick."""

    def bring(sender, receiver):
        sender.inbox.send_answers(stick)
        report = receiver.inbox.open_stick([stick])
        assert report.refused == ()
        return report

    return bring


@pytest.fixture
def referred(worker, desk, shelter, stick):
    """Give a way to have a person referred to the desk, which accepts."""

    def refer(*groups, accept=True, age=AgeBranch.ADULT, **terms):
        live = worker.conversations.begin(opening(age=age))
        name = live.node_meaning("name-to-call")
        live.answer(name, "Selam", language="en").saved.result()
        share(worker, live.case.id, shelter, *groups, **({"onward": True} | terms))
        record = worker.referrals.make(live.case.id, shelter)
        worker.referrals.send(record.id, stick)
        desk.inbox.open_stick([stick])
        if accept:
            desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
        return record

    return refer


@pytest.fixture
def passed(referred, desk, house, third, carry):
    """Give a referral that the desk accepted and passed on, and what the third office has."""
    source = referred("need", "people", "name")
    forward = desk.passing_on.make(source.id, third, ("name",))
    carry(desk, house)
    return source, forward


def one(profile):
    (found,) = profile.inbox.arrived()
    return found


def test_what_goes_on_is_what_the_preview_shows_under_the_terms_it_came_with(
    passed, desk, house, worker
):
    source, forward = passed
    preview = desk.passing_on.preview(source.id, ("name",))

    got = one(house)
    house.inbox.answer(forward.id, ReceiptStatus.ACCEPTED)

    terms = desk.inbox.arrived()[0].referral.terms
    assert got.record.kind is PacketKind.PASSED_ON
    assert got.is_closed
    assert got.referral.terms == replace(terms, onward=False)
    assert got.referral.reference == worker.conversations.lines()[0].case.code
    assert (got.referral.origin.office, got.referral.origin.packet) == ("Team A", source.id)
    assert got.referral.origin.manifest_hash == source.manifest_hash
    assert one(house).referral.groups == preview.referral.groups
    assert "Selam" in repr(one(house).referral)


def test_what_is_not_chosen_does_not_go_on(referred, desk, house, third, carry):
    source = referred("need", "people", "name")
    forward = desk.passing_on.make(source.id, third, ())
    carry(desk, house)

    house.inbox.answer(forward.id, ReceiptStatus.ACCEPTED)

    assert "Selam" not in repr(one(house).referral)
    assert not one(house).is_closed


def test_without_the_persons_word_nothing_goes_on(referred, desk, third):
    source = referred("need", "name", onward=False)

    with pytest.raises(PacketError) as refused:
        desk.passing_on.make(source.id, third, ())

    assert refused.value.summary.msgid == "The person has not agreed that this is passed on."
    assert desk.passing_on.offer(source.id).refusal is not None


def test_what_nobody_accepted_does_not_go_on(referred, desk, third):
    source = referred("need", "name", accept=False)

    with pytest.raises(PacketError):
        desk.passing_on.make(source.id, third, ())


def test_a_group_that_is_not_there_does_not_go_on(referred, desk, third):
    source = referred("need", "people", "name")

    with pytest.raises(ConsentMissingError):
        desk.passing_on.make(source.id, third, ("health",))


@pytest.mark.parametrize("age", [AgeBranch.MAYBE_UNDER_18, AgeBranch.UNDER_18])
def test_of_a_child_only_what_a_desk_decides_on_goes_on(referred, desk, third, age):
    source = referred("need", "people", "name", age=age)

    assert desk.passing_on.offer(source.id).groups == ()
    with pytest.raises(ConsentMissingError):
        desk.passing_on.make(source.id, third, ("name",))


def test_of_whom_no_age_is_known_only_what_a_desk_decides_on_goes_on(referred, desk, third):
    source = referred("need", "name")

    with pytest.raises(ConsentMissingError):
        desk.passing_on.make(source.id, third, ("name",))
    made = desk.passing_on.make(source.id, third, ())
    assert made.inside == b""


def test_what_was_passed_on_does_not_go_on_again(passed, house, worker, program):
    _, forward = passed
    house.inbox.answer(forward.id, ReceiptStatus.ACCEPTED)
    far = house.contacts.add(worker.contacts.own_file())

    with pytest.raises(PacketError) as refused:
        house.passing_on.make(forward.id, far, ())

    assert "once only" in refused.value.summary.msgid


def test_behind_the_wall_it_is_asked_what_an_office_is(referred, desk, house):
    source = referred("need")
    house.contacts.add(desk.contacts.own_file())
    contact = desk.contacts.add(house.contacts.own_file())

    with pytest.raises(PacketError) as unsaid:
        desk.passing_on.make(source.id, contact, ())
    desk.authorities.say(contact.card.fingerprint, is_one=True)
    with pytest.raises(PacketError) as refused:
        desk.passing_on.make(source.id, contact, ())

    assert "Say first" in unsaid.value.summary.msgid
    assert "police or immigration" in refused.value.summary.msgid
    assert desk.passing_on.offer(source.id).receivers == ()


def test_police_get_nothing_first_hand_either(worker, shelter):
    live = worker.conversations.begin(opening())
    worker.authorities.say(shelter.card.fingerprint, is_one=True)
    share(worker, live.case.id, shelter, "need")
    with pytest.raises(PacketError):
        worker.referrals.make(live.case.id, shelter)

    share(worker, live.case.id, shelter, "need", no_authorities=False)
    assert worker.referrals.make(live.case.id, shelter).status is Status.MADE


def test_it_does_not_go_back_to_whoever_sent_it(referred, desk, worker):
    source = referred("need", no_authorities=False)
    (sender,) = desk.contacts.all()

    with pytest.raises(PacketError):
        desk.passing_on.make(source.id, sender, ())
    assert worker.contacts.own() is not None


def test_when_the_time_is_over_nothing_goes_on(  # noqa: PLR0917 - three offices
    referred, desk, third, clock, stick, house
):
    source = referred("need")
    desk.passing_on.make(source.id, third, ())
    clock.forward(days=91)

    with pytest.raises(IntakeError):
        desk.passing_on.make(source.id, third, ())
    desk.inbox.send_answers(stick)
    assert house.inbox.open_stick([stick]).taken == ()


def test_a_card_that_has_expired_gets_nothing(referred, desk, third):
    source = referred("need")
    card = replace(third.card, expires=third.card.created + timedelta(seconds=0))

    with pytest.raises(CardError):
        desk.passing_on.make(source.id, replace(third, card=card), ())


def test_the_sender_is_told_who_has_it_and_the_decision_stays(passed, worker, desk, carry, house):
    source, forward = passed
    carry(desk, worker)
    house.inbox.answer(forward.id, ReceiptStatus.ACCEPTED)
    carry(house, desk)

    (sent,) = worker.referrals.sent()
    (holder,) = worker.taking_back.now(source.case_id).holders
    assert sent.record.status is Status.ACCEPTED
    assert holder.passed_on == ("House C",)
    (went,) = desk.passing_on.offer(source.id).passed
    assert (went.office, went.record.status) == ("House C", Status.ACCEPTED)


def test_the_sender_is_told_once(passed, desk, stick):
    before = sorted(stick.rglob("*.age"))
    desk.inbox.send_answers(stick)

    assert sorted(stick.rglob("*.age")) == before
    assert passed


def test_what_is_taken_back_is_taken_back_from_whoever_has_it(passed, worker, desk, house, carry):
    source, forward = passed
    worker.taking_back.stop_sharing(source.case_id)
    carry(worker, desk)
    carry(desk, house)

    assert one(house).course.standing is Standing.TAKEN_BACK
    house.recalling.answer_all(forward.id, Outcome.ERASED)
    carry(house, desk)
    (went,) = desk.passing_on.offer(source.id).passed
    assert went.answer.outcome is Outcome.ERASED


@pytest.mark.parametrize("how", ["erase", "recall"])
def test_erasing_and_calling_back_go_on_as_what_they_are(  # noqa: PLR0917 - three offices
    passed, worker, desk, house, carry, how
):
    source, _ = passed
    if how == "erase":
        worker.taking_back.ask_in_person(source.case_id)
    else:
        worker.recalling.recall(source.id)
    carry(worker, desk)
    carry(desk, house)

    kinds = {notice.record.kind for notice in house.recalling.notices()}
    assert kinds == {PacketKind.ERASURE_REQUEST if how == "erase" else PacketKind.RECALL}


def test_what_has_not_gone_on_yet_never_does(  # noqa: PLR0917 - three offices
    referred, worker, desk, third, house, carry
):
    source = referred("need")
    made = desk.passing_on.make(source.id, third, ())
    worker.taking_back.stop_sharing(source.case_id)
    carry(worker, desk)
    report = carry(desk, house)

    kept = desk._place.do(lambda unit: unit.packets.get(made.id))
    assert kept.status is Status.WITHDRAWN
    assert report.taken == ()
    with pytest.raises(PacketError):
        desk.passing_on.make(source.id, third, ())


def test_what_the_desk_erases_is_erased_where_it_was_made_for_others_too(
    passed, worker, desk, carry
):
    source, forward = passed
    worker.taking_back.stop_sharing(source.case_id)
    carry(worker, desk)
    desk.recalling.answer_all(source.id, Outcome.ERASED)

    kept = desk._place.do(lambda unit: unit.packets.get(forward.id))
    assert (kept.envelope, kept.sealed, kept.inside) == (b"", b"", b"")
    (went,) = desk.passing_on.taken_back(timedelta(days=14))
    assert (went.office, went.notice) == ("House C", Status.MADE)


def test_what_whoever_has_it_did_is_told_also_when_the_desk_has_erased_it(  # noqa: PLR0917 - three offices
    passed, worker, desk, house, carry, clock
):
    source, forward = passed
    worker.taking_back.stop_sharing(source.case_id)
    carry(worker, desk)
    desk.recalling.answer_all(source.id, Outcome.ERASED)
    carry(desk, house)
    house.recalling.answer_all(forward.id, Outcome.KEPT, law="Health records act")
    carry(house, desk)

    (went,) = desk.passing_on.taken_back(timedelta(days=14))
    clock.forward(days=15)
    assert went.answer.law == "Health records act"
    assert desk.passing_on.taken_back(timedelta(days=14)) == []


def test_what_is_passed_on_anew_stands_in_place_of_what_that_office_had(  # noqa: PLR0917 - three
    passed, worker, desk, house, third, shelter, stick, carry
):
    source, forward = passed
    update = worker.referrals.make(source.case_id, shelter, in_place=True)
    worker.referrals.send(update.id, stick)
    desk.inbox.open_stick([stick])
    desk.inbox.answer(update.id, ReceiptStatus.ACCEPTED)

    with pytest.raises(PacketError):
        desk.passing_on.make(source.id, third, ())
    anew = desk.passing_on.make(update.id, third, ())
    carry(desk, house)

    standing = {a.record.id: a.course.standing for a in house.inbox.arrived()}
    assert standing == {forward.id: Standing.TAKEN_BACK, anew.id: Standing.OPEN}
    passed_on = desk.passing_on.offer(update.id).passed
    assert [(each.record.id, each.notice) for each in passed_on] == [
        (anew.id, None),
        (forward.id, Status.SENT),
    ]


def test_a_file_that_was_passed_on_leaves_no_other_way(referred, desk, third, stick):
    source = referred("need")
    made = desk.passing_on.make(source.id, third, ())

    with pytest.raises(PacketError):
        desk.referrals.send(made.id, stick)
    assert desk.referrals.sent() == []
