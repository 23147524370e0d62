from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.errors import StoreError
from intake_app.domain.ids import CaseId, InterviewId
from intake_app.domain.taking_back import WAIT, Asker, ErasureRequest, SafeWords
from tests.store.conftest import CASE, NOON, add_case, open_store

OTHER = CaseId("case000000000000000000000b")
REQUEST = ErasureRequest(case_id=CASE, asked_at=NOON, due_at=NOON + WAIT, by=Asker.PHRASE)
WORDS = SafeWords(case_id=CASE, at=NOON, phrase="blue boat", reach="through the teacher")


def put_both(units):
    with units.begin() as unit:
        unit.erasure_requests.put(REQUEST)
        unit.safe_words.put(WORDS)


def both(units):
    with units.begin() as unit:
        return unit.erasure_requests.get(CASE), unit.safe_words.get(CASE)


def erase(units):
    with units.begin() as unit:
        unit.cases.erase(CASE, NOON)


@pytest.fixture
def store(folder):
    store = open_store(folder)
    store.run(add_case)
    yield store
    store.close()


def test_nothing_waits_and_nothing_is_agreed_at_first(store):
    assert store.run(both) == (None, None)


def test_what_waits_and_what_is_agreed_is_read_as_it_was_kept(store):
    store.run(put_both)

    assert store.run(both) == (REQUEST, WORDS)


def test_asking_again_keeps_the_first_moment_and_other_words_take_the_place_of_the_first(store):
    later = replace(REQUEST, due_at=REQUEST.due_at + timedelta(days=1), by=Asker.PRESENT)
    other = replace(WORDS, phrase="red hat")

    def again(units):
        with units.begin() as unit:
            unit.erasure_requests.put(later)
            unit.safe_words.put(other)

    store.run(put_both)
    store.run(again)

    assert store.run(both) == (REQUEST, other)


def test_the_earliest_due_stands_first_and_what_is_taken_back_is_gone(store):
    first = replace(REQUEST, case_id=OTHER, due_at=NOON)

    def ask(units):
        add_case(units, OTHER, InterviewId("interview0000000000000000b"), code="111222")
        with units.begin() as unit:
            unit.erasure_requests.put(REQUEST)
            unit.erasure_requests.put(first)
            found = unit.erasure_requests.all()
            unit.erasure_requests.drop(OTHER)
            unit.erasure_requests.drop(OTHER)
            return found, unit.erasure_requests.all()

    assert store.run(ask) == ([first, REQUEST], [REQUEST])


def test_both_go_with_the_person(store):
    store.run(put_both)

    store.run(erase)

    assert store.run(both) == (None, None)


@pytest.mark.parametrize("kept", ["erasure_requests", "safe_words"])
def test_nothing_is_kept_of_someone_who_is_erased(store, kept):
    store.run(erase)

    def put(units):
        with units.begin() as unit:
            getattr(unit, kept).put(REQUEST if kept == "erasure_requests" else WORDS)

    with pytest.raises(StoreError):
        store.run(put)
