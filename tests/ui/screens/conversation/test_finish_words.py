"""How to reach the person, and a phrase for the phone: asked for gently, never required."""

from __future__ import annotations

import pytest

from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.errors import DiskFullError
from intake_app.services.agreement import text_of_record

REACH, PHRASE = "How to reach them safely", "A phrase for the phone"
OPEN = "Agree how to reach them, and a phrase for the phone"


def finishing(room):
    room.room.press("Finish gently")
    room.finish.wait_for("Thank you. We stop here for today.")


def test_nothing_is_asked_unless_it_is_opened(room):
    finishing(room)

    assert room.finish.offers(OPEN)
    assert not room.finish.reads(REACH)


def test_what_is_agreed_is_kept_for_the_next_time(room):
    case_id = room.live().case.id
    finishing(room)
    room.finish.press(OPEN)
    room.finish.fill(REACH, "Evenings, by text")
    room.finish.fill(PHRASE, "blue boat")

    room.finish.press("Keep this")
    room.finish.wait_for("Kept for the next time.")

    now = room.profile.taking_back.now(case_id)
    assert (now.reach, now.has_phrase) == ("Evenings, by text", True)


def test_what_is_typed_is_kept_also_when_one_just_leaves(room, qtbot):
    case_id = room.live().case.id
    finishing(room)
    room.finish.press(OPEN)
    room.finish.fill(REACH, "Evenings, by text")

    with qtbot.waitSignal(room.flow.finished):
        room.finish.finish()

    room.finish.wait_until(
        lambda: room.profile.taking_back.now(case_id).reach == "Evenings, by text", "kept"
    )


def test_what_is_typed_is_kept_when_the_screen_is_covered(room):
    case_id = room.live().case.id
    finishing(room)
    room.finish.press(OPEN)
    room.finish.fill(REACH, "Evenings, by text")

    room.finish.key("F9")

    room.finish.wait_until(
        lambda: room.profile.taking_back.now(case_id).reach == "Evenings, by text", "kept"
    )


def test_what_has_to_be_kept_is_not_said_to_be_erased(room):
    case_id = room.live().case.id
    text = text_of_record(("en", "ti"))
    room.profile.conversations.agree(case_id, {ConsentItem.KEEP: Choice.NO}, Manner.VOICE, text)
    room.profile.holds.place(case_id, "District court, file 4711")
    finishing(room)
    said = room.finish.texts()
    room.finish.press("Finish and leave")
    room.finish.wait_for("It is kept under the number")

    assert any("Nothing is erased when you finish" in text for text in said)
    assert not any("is erased from this computer" in text for text in said)
    assert room.profile.taking_back.now(case_id).hold is not None


class FullDisk:
    """A disk without room for what is agreed for the phone, until it is freed."""

    def __init__(self, profile, monkeypatch):
        table = type(profile._place.do(lambda unit: unit.safe_words))
        self.is_full, put = True, table.put

        def put_if_room(*arguments, **named):
            if self.is_full:
                raise DiskFullError
            return put(*arguments, **named)

        monkeypatch.setattr(table, "put", put_if_room)


@pytest.fixture
def full(room, monkeypatch):
    """Give the disk that has filled up while we talked."""
    return FullDisk(room.profile, monkeypatch)


def test_what_found_no_room_is_kept_once_there_is_though_its_page_is_gone(room, full):
    case_id, tasks = room.live().case.id, room.flow.scene.surroundings.tasks
    finishing(room)
    room.finish.press(OPEN)
    room.finish.fill(REACH, "Evenings, by text")
    room.finish.fill(PHRASE, "blue boat")

    room.finish.press("Back")
    room.finish.wait_for("The disk is full")
    tasks.try_again()
    room.finish.wait_until(lambda: tasks._again, "refused once more")
    unsaved = tasks.keeping()
    full.is_full = False
    tasks.try_again()
    room.finish.wait_until(lambda: tasks.keeping() == 0, "kept")

    now = room.profile.taking_back.now(case_id)
    assert unsaved == 1
    assert (now.reach, now.has_phrase) == ("Evenings, by text", True)


def test_what_found_no_room_stays_in_its_fields_while_their_page_is_there(room, full):
    finishing(room)
    room.finish.press(OPEN)
    room.finish.fill(PHRASE, "blue boat")

    room.finish.press("Keep this")
    room.finish.wait_for("The disk is full")

    assert room.finish.field_text(PHRASE) == "blue boat"
    room.flow.unsaved()  # as lock and close ask: it is given to the disk again
    assert room.flow.scene.surroundings.tasks.keeping() > 0
    full.is_full = False
