"""A hold: nothing is erased while a court or a lawyer wants it kept."""

from __future__ import annotations

import pytest

from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.errors import HeldError, UsageError
from intake_app.domain.remark import RemarkKind
from intake_app.services.agreement import text_of_record
from tests.services.conftest import opening

WHY = "District court, file 4711: to be kept until the hearing"


def test_a_request_that_is_due_waits_until_the_hold_is_lifted(worker, case_id, clock):
    worker.taking_back.ask_in_person(case_id)
    worker.holds.place(case_id, WHY)
    clock.forward(days=4)

    with pytest.raises(HeldError):
        worker.taking_back.carry_out(case_id)
    still = worker.taking_back.now(case_id)
    worker.holds.lift(case_id, "The hearing is over")
    worker.taking_back.carry_out(case_id)

    assert still.hold.reason == WHY
    assert still.request is not None
    assert worker.conversations.lines() == []


def test_nothing_goes_when_a_conversation_ends_that_was_not_to_be_kept(worker, live, case_id):
    text = text_of_record(("en", "ti"))
    worker.conversations.agree(case_id, {ConsentItem.KEEP: Choice.NO}, Manner.VOICE, text)
    worker.holds.place(case_id, WHY)

    ended = worker.conversations.finish(live)

    assert not ended.erased
    assert worker.taking_back.now(case_id).case.id == case_id


def test_without_a_hold_it_goes_as_was_agreed(worker, live, case_id):
    text = text_of_record(("en", "ti"))
    worker.conversations.agree(case_id, {ConsentItem.KEEP: Choice.NO}, Manner.VOICE, text)

    assert worker.conversations.finish(live).erased


def test_a_hold_and_lifting_it_need_a_reason_and_both_stay_in_the_record(worker, case_id):
    for words in ("", "  \n"):
        with pytest.raises(UsageError):
            worker.holds.place(case_id, words)
    worker.holds.place(case_id, WHY)
    with pytest.raises(UsageError):
        worker.holds.lift(case_id, " ")
    worker.holds.lift(case_id, "The hearing is over")

    remarks = worker._place.do(lambda unit: unit.remarks.of_case(case_id))
    assert worker.holds.of(case_id) is None
    kinds = (RemarkKind.HOLD, RemarkKind.HOLD_LIFTED)
    assert [r.text for r in remarks if r.kind in kinds] == [WHY, "The hearing is over", ""]


def test_sharing_can_be_stopped_all_the_same(worker, case_id):
    worker.holds.place(case_id, WHY)

    worker.taking_back.stop_sharing(case_id)

    assert not worker.taking_back.now(case_id).is_shared


def test_another_person_is_erased_as_ever(worker, case_id, clock):
    other = worker.conversations.begin(opening())
    worker.holds.place(case_id, WHY)
    worker.taking_back.ask_in_person(other.case.id)
    clock.forward(days=4)

    worker.taking_back.carry_out(other.case.id)

    assert [line.case.id for line in worker.conversations.lines()] == [case_id]
