"""A full disk in the middle of a conversation: the answer stays, is marked, and is kept later."""

import pytest

from intake_app.domain.errors import StoreError
from tests.store.test_full_disk import PageLimit

LONG = "word " * 4000


@pytest.fixture
def full(room, worker, monkeypatch):
    """Give the room of a conversation on a disk that has just filled up."""
    disk = PageLimit(worker.folder, monkeypatch)
    disk.fill(worker._store)
    room.disk = disk
    yield room
    disk.free(worker._store)


def answer_too_much(talk):
    """Say more than there is room for, reserve included."""
    talk.go_to("R18")
    card = next(iter(talk.flow.current().page().cards.values()))
    for letter in "abcdefgh":
        card.answering.field.setPlainText(letter + LONG)
        card.settle()
    talk.room.wait_until(talk.flow.room().saving.is_failing, "failing")
    return "h" + LONG


def test_an_answer_that_found_no_room_stays_on_the_screen_and_says_so(full):
    text = answer_too_much(full)

    assert full.room.text_in_hand() == text
    assert full.room.reads("Not saved yet")
    assert not full.flow.is_safe_to_lock()
    assert full.flow.unsaved() > 0


def test_next_asks_first_and_goes_on_all_the_same_when_told(full):
    answer_too_much(full)
    full.room.on()
    full.room.wait_for("The last answer is not saved yet")
    assert full.room.reads("Which languages") or full.flow.current().step().nodes[0].endswith("R18")

    full.room.press("Go on all the same")

    assert not full.flow.current().step().nodes[0].endswith("R18")


def test_it_is_kept_as_soon_as_there_is_room(full):
    text = answer_too_much(full)
    full.disk.free(full.profile._store)

    full.flow.room().saving.retry()
    full.room.wait_until(full.flow.is_safe_to_lock, "saved")

    assert full.stored()["R18"] == text
    assert full.room.reads("Saved ")


def test_what_cannot_be_stored_at_all_is_taken_off_and_said(room, monkeypatch):
    room.go_to("R05")
    interviews = type(room.profile._place.do(lambda unit: unit.interviews))

    def refuse(*_):
        raise StoreError

    monkeypatch.setattr(interviews, "record", refuse)
    room.room.choose("4")
    room.room.wait_for("The answers could not be stored.")

    assert room.room.chosen() == []
    assert room.flow.is_safe_to_lock()
