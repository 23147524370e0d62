"""Own words stay as they were said; translations and earlier accounts stand beside them."""

import pytest

from intake_app.domain.answer import EventKind
from intake_app.domain.case import Participant, Role
from tests.services.conftest import opening

BEFORE = "Said before: "
INTERPRETER = Participant(id="interpreter-a", role=Role.INTERPRETER, alias="Interpreter A")


def saved(room):
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")
    return room.events()


@pytest.fixture
def interpreted(talk, worker):
    """Give a room in which somebody interprets."""
    live = worker.conversations.begin(opening(participants=(INTERPRETER,)))
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    return talk


def test_a_translation_stands_beneath_the_words_and_replaces_nothing(room):
    room.go_to("R18")
    room.room.type("Selam")
    room.room.press("Written in: English")
    room.flow.room().settle()
    room.room.press("Add a translation")
    room.room.type("Peace")
    room.room.press("Keep the translation")

    assert room.room.reads("Translation")
    assert room.room.reads("Peace")
    event = saved(room)[-1]
    assert (event.kind, event.language, event.value) == (EventKind.TRANSLATION, "en", "Peace")
    assert room.stored()["R18"] == "Selam"


def test_a_half_typed_translation_is_kept_when_the_question_is_left(room):
    room.go_to("R18")
    room.room.type("Selam")
    room.flow.room().settle()
    room.room.press("Add a translation")
    room.room.type("Pea")
    room.room.on()

    assert saved(room)[-1].value == "Pea"


def test_words_are_heard_through_the_interpreter_until_it_is_said_otherwise(interpreted):
    interpreted.go_to("R18")
    interpreted.room.type("Selam")
    interpreted.flow.room().settle()
    assert saved(interpreted)[-1].via == "interpreter-a"

    interpreted.room.press_part("Heard through Interpreter A")

    assert interpreted.room.reads("Heard from the person directly")
    event = saved(interpreted)[-1]
    assert (event.via, event.value, event.language) == ("", "Selam", "en")


def test_where_nobody_interprets_nothing_is_said_of_it(room):
    room.go_to("R18")

    assert not room.room.reads("Heard ")


def test_what_was_not_understood_stands_beside_the_question(room):
    room.go_to("R05")
    room.room.press("What I did not understand")
    room.room.type("which papers")
    room.room.press("Keep the note")

    assert room.room.reads("which papers")
    event = saved(room)[-1]
    assert (event.kind, event.value) == (EventKind.UNCLEAR, "which papers")


def test_an_earlier_answer_stays_in_sight_and_undo_brings_it_back(room, clock):
    room.go_to("R05")
    room.room.choose("4")
    clock.forward(minutes=5)
    room.room.choose("1")

    line = next(text for text in room.room.texts() if BEFORE in text)
    assert "Someone else has them" in line
    assert "Ctrl+Z brings it back" in line

    room.room.key("Ctrl+Z")

    saved(room)
    assert room.stored()["R05"] == "neither"


def test_an_earlier_answer_stays_in_sight_after_the_program_was_closed(room, clock):
    room.go_to("R05")
    room.room.choose("4")
    clock.forward(minutes=5)
    room.room.choose("1")
    saved(room)
    before = room.flow.current()
    (line,) = room.profile.conversations.lines()

    room.flow.resume(line.interview.id)
    room.pause.wait_until(lambda: room.flow.current() is not before, "the room again")
    room.room.wait_for(BEFORE)

    assert not room.room.reads("Ctrl+Z brings it back")


def test_a_slip_of_the_finger_leaves_no_earlier_answer(room):
    room.go_to("R05")
    room.room.choose("4")
    room.room.choose("1")

    assert not room.room.reads(BEFORE)


def test_nothing_about_an_earlier_answer_calls_it_a_contradiction(room, clock):
    room.go_to("R05")
    room.room.choose("4")
    clock.forward(minutes=5)
    room.room.choose("1")

    words = " ".join(room.room.texts()).lower()
    assert not [word for word in ("contradict", "inconsist", "changed") if word in words]
