"""Periods and clocks: what is over stays over, and a clock set back harms nobody."""

from __future__ import annotations

import pytest

from intake_app.domain.consent import Choice, ConsentItem, ConsentKind, Manner
from intake_app.domain.errors import ConsentMissingError
from intake_app.domain.packet import Status
from intake_app.services.agreement import text_of_record
from tests.services.conftest import opening, share


@pytest.fixture
def case_id(worker):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R16"), "24h").saved.result()
    return live.case.id


def kinds(worker, case_id):
    return [r.kind for r in worker._place.do(lambda unit: unit.consents.of_case(case_id))]


def status(worker, case_id):
    (sent,) = worker.referrals.sent(case_id)
    return sent.record.status


def test_a_period_that_is_over_keeps_its_file_back_in_the_act_that_sees_it(
    worker, case_id, shelter, clock, stick
):
    share(worker, case_id, shelter, "need")
    file = worker.referrals.make(case_id, shelter)
    clock.forward(days=91)

    with pytest.raises(ConsentMissingError):
        worker.referrals.send(file.id, stick)

    assert kinds(worker, case_id)[-1] is ConsentKind.ENDED
    assert status(worker, case_id) is Status.WITHDRAWN
    assert not list(stick.rglob("*.age"))


def test_looking_at_what_was_made_writes_down_once_what_is_over(worker, case_id, shelter, clock):
    share(worker, case_id, shelter, "need")
    worker.referrals.make(case_id, shelter)
    clock.forward(days=91)

    worker.referrals.sent()
    worker.referrals.sent()

    assert kinds(worker, case_id).count(ConsentKind.ENDED) == 1
    assert status(worker, case_id) is Status.WITHDRAWN


def test_what_is_over_stays_over_when_the_clock_is_set_back(worker, case_id, shelter, clock, stick):
    share(worker, case_id, shelter, "need")
    file = worker.referrals.make(case_id, shelter)
    clock.forward(days=91)
    worker.referrals.sent()

    clock.forward(days=-90)

    assert status(worker, case_id) is Status.WITHDRAWN
    with pytest.raises(ConsentMissingError):
        worker.referrals.make(case_id, shelter)
    with pytest.raises(ConsentMissingError):
        worker.referrals.send(file.id, stick)


def test_what_was_agreed_before_the_clock_was_set_back_can_leave(
    worker, case_id, shelter, clock, stick
):
    share(worker, case_id, shelter, "need")
    clock.forward(days=-2)

    file = worker.referrals.make(case_id, shelter)

    assert worker.referrals.send(file.id, stick).exists()


def test_what_is_taken_back_after_the_clock_was_set_back_is_taken_back(
    worker, case_id, shelter, clock, stick
):
    share(worker, case_id, shelter, "need")
    file = worker.referrals.make(case_id, shelter)
    clock.forward(days=-2)

    worker.taking_back.stop_sharing(case_id)

    assert status(worker, case_id) is Status.WITHDRAWN
    with pytest.raises(ConsentMissingError):
        worker.referrals.send(file.id, stick)


def test_a_new_agreement_after_one_that_is_over_counts(worker, case_id, shelter, clock):
    share(worker, case_id, shelter, "need")
    worker.referrals.make(case_id, shelter)
    clock.forward(days=91)
    worker.referrals.sent()

    share(worker, case_id, shelter, "need")

    assert status(worker, case_id) is Status.MADE
    worker.referrals.make(case_id, shelter)


def test_a_word_said_after_the_clock_was_set_back_is_the_latest_word(worker, case_id, clock):
    clock.forward(days=-2)

    worker.conversations.agree(
        case_id, {ConsentItem.KEEP: Choice.NO}, Manner.VOICE, text_of_record(("en", "ti"))
    )

    assert worker.conversations.word_on(case_id, ConsentItem.KEEP) is Choice.NO
