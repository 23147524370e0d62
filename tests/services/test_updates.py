"""What is shared again with an office stands in place of what it has of the same person."""

from __future__ import annotations

from functools import partial

import pytest

from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import Outcome, ReceiptStatus
from intake_app.domain.sharing import Output
from tests.services.conftest import opening, share


@pytest.fixture
def pair(worker, desk):
    """Give both offices."""
    return worker, desk


@pytest.fixture
def case_id(worker):
    """Give a person who talked."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Marker-7Q", language="en").saved.result()
    live.answer(live.node_named("R15"), "safe-place").saved.result()
    return live.case.id


@pytest.fixture
def agree(worker, shelter, case_id):
    """Give the way to have the person agree to share these groups with the desk."""
    return partial(share, worker, case_id, shelter)


@pytest.fixture
def make(worker, shelter, case_id):
    """Give the way to make what was agreed, as the window does."""
    return partial(worker.referrals.make, case_id, shelter, in_place=True)


@pytest.fixture
def refer(worker, desk, stick, make):
    """Give the way to make what was agreed and have the desk take it in."""

    def refer():
        record = make()
        worker.referrals.send(record.id, stick)
        assert desk.inbox.open_stick([stick]).refused == ()
        return record

    return refer


@pytest.fixture
def sent(agree, refer):
    """Give a referral that the desk has taken in."""
    agree("need")
    return refer()


@pytest.fixture
def carry(stick):
    """Give the way to bring what one office said to the other."""

    def carry(sender, receiver):
        sender.inbox.send_answers(stick)
        assert receiver.inbox.open_stick([stick]).refused == ()

    return carry


def test_the_first_referral_to_an_office_stands_in_place_of_nothing(sent):
    assert (sent.kind, sent.in_reply_to) == (PacketKind.REFERRAL, None)


def test_what_is_shared_again_is_an_update_of_what_the_office_has(desk, agree, refer, sent):
    agree("need", "name")
    again = refer()
    third = refer()

    assert (again.kind, again.in_reply_to) == (PacketKind.UPDATE, sent.id)
    assert third.in_reply_to == again.id
    assert [arrived.record.id for arrived in desk.inbox.arrived()] == [third.id]


def test_what_has_not_left_is_not_stood_in_place_of(agree, make):
    agree("need")
    make()

    assert make().kind is PacketKind.REFERRAL


@pytest.mark.parametrize("answer", [ReceiptStatus.DECLINED, ReceiptStatus.CLOSED])
def test_after_a_no_or_an_end_a_referral_is_a_new_one(pair, make, sent, carry, answer):
    worker, desk = pair
    desk.inbox.answer(sent.id, answer)
    carry(desk, worker)

    assert make().kind is PacketKind.REFERRAL


def test_what_was_taken_back_is_shared_anew_and_not_updated(pair, case_id, refer, sent, carry):
    worker, desk = pair
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk)
    worker.taking_back.share_again(case_id)

    again = refer()

    assert again.kind is PacketKind.REFERRAL
    assert not next(a for a in desk.inbox.arrived() if a.record.id == again.id).is_taken_back
    assert sent.id != again.id


def test_nothing_ties_a_notification_without_a_name_to_a_referral(agree, refer, sent):
    agree("need", output=Output.ANONYMOUS)
    nameless = refer()
    agree("need")
    again = refer()

    assert (nameless.kind, nameless.in_reply_to) == (PacketKind.REFERRAL, None)
    assert again.in_reply_to == sent.id


def test_one_answer_tells_that_all_of_it_is_erased(pair, case_id, refer, sent, carry):
    worker, desk = pair
    again = refer()
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk)

    desk.recalling.answer_all(again.id, Outcome.ERASED)
    carry(desk, worker)

    assert all(told.answered is not None for told in desk.recalling.notices())
    kept = [desk._place.do(lambda unit, of=of: unit.packets.get(of)) for of in (sent.id, again.id)]
    assert [(one.envelope, one.inner, one.inside) for one in kept] == [(b"", b"", b"")] * 2
    (holder,) = worker.taking_back.now(case_id).holders
    assert holder.answer.outcome is Outcome.ERASED


def test_a_notice_on_what_an_update_stands_in_place_of_waits_with_the_update(
    pair, case_id, refer, sent, carry
):
    worker, desk = pair
    again = refer()
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk)

    told = {notified.record.in_reply_to: notified for notified in desk.recalling.notices()}

    assert told[sent.id].stands_under == again.id
    assert told[again.id].stands_under == again.id
