"""The answer that counts is the same however it is read: remembered, anew, or in another order."""

from __future__ import annotations

import pytest

from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.services.answers_in import AnswersIn
from tests.services.conftest import opening, share

SAID = (ReceiptStatus.ACCEPTED, ReceiptStatus.ARRIVED, ReceiptStatus.CLOSED)


@pytest.fixture
def answered(worker, desk, shelter, stick, tmp_path):
    """Give the files of three answers, the first of which accepts; none of them is in."""
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    files = []
    for status in SAID:
        made = desk.inbox.answer(record.id, status)
        files.append(tmp_path / made.sealed_name)
        files[-1].write_bytes(made.sealed)
    return record, files


def read_anew(worker):
    return worker._place.do(AnswersIn().read)


def test_nothing_is_remembered_of_what_is_not_in(worker, answered):
    assert worker.inbox.answers() == {}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_what_is_remembered_is_what_is_read_anew_after_every_file(worker, answered, order):
    record, files = answered
    found = []
    for number in order:
        worker.inbox.open_stick([files[number]])
        remembered = worker.inbox.answers()
        assert remembered == read_anew(worker)
        found.append(remembered[record.id].receipt.status)

    assert found[-1] is ReceiptStatus.CLOSED
    assert found == [SAID[max(order[: n + 1])] for n in range(len(order))]


def test_an_answer_is_forgotten_with_the_person_it_was_about(worker, answered, clock):
    record, files = answered
    worker.inbox.open_stick(files)
    assert worker.inbox.answers()

    worker.taking_back.ask_in_person(record.case_id)
    clock.forward(hours=72)
    worker.taking_back.carry_out(record.case_id)

    assert worker.inbox.answers() == read_anew(worker) == {}
    assert worker.inbox._answers._known == {}


def test_reading_again_opens_no_answer_again(worker, answered, monkeypatch):
    _, files = answered
    worker.inbox.open_stick(files)
    before = worker.inbox.answers()
    monkeypatch.setattr("intake_app.services.answers_in.reopen", None)

    assert worker.inbox.answers() == before
