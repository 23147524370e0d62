"""Erasing, asked for in person or by phone (S20)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake_app.domain.errors import NotDueError, StoreError, WrongPhraseError
from tests.services.conftest import share
from tests.vault.cheap import PASSPHRASE

PHRASE = "Blue boat, seven"


def test_erasing_waits_three_days_and_then_leaves_nothing(worker, case_id, clock):
    worker.taking_back.ask_in_person(case_id)
    clock.forward(hours=71, minutes=59)
    with pytest.raises(NotDueError):
        worker.taking_back.carry_out(case_id)

    clock.forward(minutes=1)
    worker.taking_back.carry_out(case_id)

    assert worker.conversations.lines() == []
    assert worker.taking_back.requests() == []
    assert case_id not in worker._vault.cases


def test_nothing_is_erased_that_nobody_asked_for(worker, case_id):
    with pytest.raises(NotDueError):
        worker.taking_back.carry_out(case_id)


def test_a_request_can_be_taken_back_until_it_is_carried_out(worker, case_id, clock):
    worker.taking_back.ask_in_person(case_id)
    clock.forward(hours=100)

    worker.taking_back.take_back_request(case_id)

    with pytest.raises(NotDueError):
        worker.taking_back.carry_out(case_id)
    assert len(worker.conversations.lines()) == 1


def test_asking_again_makes_nobody_wait_longer(worker, case_id, clock):
    first = worker.taking_back.ask_in_person(case_id)
    clock.forward(hours=10)

    again = worker.taking_back.ask_in_person(case_id)

    assert again.due_at == first.due_at


def test_asking_to_erase_stops_sharing_too(worker, shelter, case_id):
    share(worker, case_id, shelter, "need")

    worker.taking_back.ask_in_person(case_id)

    assert not worker.taking_back.now(case_id).is_shared


@pytest.mark.parametrize("said", [PHRASE, "blue boat seven", "  BLUE BOAT, Seven! "])
def test_a_caller_who_knows_the_phrase_may_ask(worker, case_id, said):
    worker.taking_back.agree_words(case_id, phrase=PHRASE)

    asked = worker.taking_back.ask_by_phrase(case_id, said)

    assert asked.due_at - asked.asked_at == timedelta(hours=72)
    assert worker.taking_back.requests()[0][0] == asked


@pytest.mark.parametrize("said", ["", "blue boat", "seven boats, blue"])
def test_a_caller_who_does_not_is_told_the_same_whether_a_phrase_was_agreed_or_not(
    worker, case_id, said
):
    with pytest.raises(WrongPhraseError) as unknown:
        worker.taking_back.ask_by_phrase(case_id, said)
    worker.taking_back.agree_words(case_id, phrase=PHRASE)
    with pytest.raises(WrongPhraseError) as wrong:
        worker.taking_back.ask_by_phrase(case_id, said)

    assert str(unknown.value) == str(wrong.value)
    assert worker.taking_back.requests() == []


def test_a_caller_without_the_phrase_can_have_sharing_stopped_and_no_more(worker, shelter, case_id):
    share(worker, case_id, shelter, "need")

    worker.taking_back.stop_sharing(case_id)

    now = worker.taking_back.now(case_id)
    assert not now.is_shared
    assert now.can_share_again
    assert now.request is None


def test_a_request_survives_a_restart(worker, program, case_id):
    asked = worker.taking_back.ask_in_person(case_id)
    worker.close()

    again = program.profiles.unlock(worker.folder, PASSPHRASE)

    try:
        assert [request for request, _ in again.taking_back.requests()] == [asked]
    finally:
        again.close()


def test_what_is_agreed_for_later_goes_with_the_person(worker, case_id, clock):
    worker.taking_back.agree_words(case_id, phrase=PHRASE, reach="Through the teacher")
    worker.taking_back.ask_in_person(case_id)
    clock.forward(hours=72)

    worker.taking_back.carry_out(case_id)

    assert worker._place.do(lambda unit: unit.safe_words.get(case_id)) is None
    with pytest.raises(StoreError):
        worker.taking_back.now(case_id)


def test_the_phrase_is_kept_when_only_the_way_to_reach_changes(worker, case_id):
    worker.taking_back.agree_words(case_id, phrase=PHRASE)

    worker.taking_back.agree_words(case_id, reach="Evenings, by text")

    now = worker.taking_back.now(case_id)
    assert (now.has_phrase, now.reach) == (True, "Evenings, by text")
