"""A desk without a stick answers by phone, and the worker types what is read out."""

from __future__ import annotations

import pytest

from intake_app.domain.errors import PacketError
from intake_app.domain.packet import Status
from intake_app.domain.packet_bodies import ReceiptStatus
from tests.services.conftest import opening, share


@pytest.fixture
def sent(worker, desk, shelter, stick):
    """Give a referral that the desk has taken in."""
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    return record


def status(worker):
    return worker.referrals.sent()[0].record.status


def test_what_a_desk_reads_out_is_understood(worker, desk, sent):
    desk.inbox.answer(sent.id, ReceiptStatus.ACCEPTED)
    digits = desk.phone_answers.to_read_out(sent.id)

    said = worker.phone_answers.heard(sent.id, digits)

    assert said is ReceiptStatus.ACCEPTED
    assert status(worker) is Status.ACCEPTED


def test_a_signed_answer_counts_over_what_was_heard(worker, desk, sent, stick):
    desk.inbox.answer(sent.id, ReceiptStatus.ACCEPTED)
    early = desk.phone_answers.to_read_out(sent.id)
    desk.inbox.answer(sent.id, ReceiptStatus.DECLINED)
    worker.phone_answers.heard(sent.id, early)

    desk.inbox.send_answers(stick)
    worker.inbox.open_stick([stick])
    signed = status(worker)
    worker.phone_answers.heard(sent.id, early)

    assert signed is Status.DECLINED
    assert status(worker) is Status.DECLINED


def test_there_is_nothing_to_read_out_before_an_answer(desk, sent):
    with pytest.raises(PacketError):
        desk.phone_answers.to_read_out(sent.id)


def test_other_digits_change_nothing(worker, sent):
    with pytest.raises(PacketError):
        worker.phone_answers.heard(sent.id, "12345678")

    assert status(worker) is Status.SENT


def test_digits_are_read_out_by_the_receiver_alone(worker, desk, sent):
    with pytest.raises(PacketError):
        worker.phone_answers.to_read_out(sent.id)
    with pytest.raises(PacketError):
        desk.phone_answers.heard(sent.id, "12345678")
