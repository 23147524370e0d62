"""A topic that may hurt opens with a gate; a pause never brings its question back by itself."""

import pytest

from intake_app.domain.answer import AnswerState

GATE = "May I ask them?"
BEHIND = "Has anyone hurt or scared you"
NEXT_TOPIC = "What would you like to happen next?"


def saved(room):
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")
    return room.stored()


def at_the_gate(room):
    room.room.topic("Danger")
    room.room.wait_for(GATE)


def test_a_gate_offers_yes_another_time_another_person_and_leaving_it_out(room):
    at_the_gate(room)

    for name in ("Yes", "Another time", "With another person", "Leave it out"):
        assert any(f", {name}" in text for text in room.room.texts()), name
    assert not room.room.reads("Don't know")
    assert not room.room.reads(BEHIND)


def test_yes_opens_what_is_behind_it_with_the_next_step(room):
    at_the_gate(room)
    room.room.choose("1")
    room.room.key("Return")

    room.room.wait_for(BEHIND)


def test_another_time_marks_the_topic_and_goes_on_to_the_next(room):
    at_the_gate(room)
    room.room.choose("2")

    room.room.wait_for(NEXT_TOPIC)
    kept = saved(room)
    assert kept["R08_gate"] is kept["R08"] is kept["R09"] is AnswerState.ANOTHER_TIME


@pytest.mark.parametrize(("key", "kept"), [("3", "other-person"), ("4", AnswerState.DECLINED)])
def test_what_keeps_a_gate_closed_goes_on_to_the_next_topic(room, key, kept):
    at_the_gate(room)
    room.room.choose(key)

    room.room.wait_for(NEXT_TOPIC)
    assert saved(room)["R08_gate"] == kept
    assert not saved(room).get("R08")


def test_one_undo_takes_the_whole_of_another_time_back(room):
    at_the_gate(room)
    room.room.choose("2")
    room.room.wait_for(NEXT_TOPIC)

    room.room.key("Ctrl+Z")

    room.room.wait_for(GATE)
    kept = saved(room)
    assert not any(kept.get(name) for name in ("R08_gate", "R08", "R09"))


def test_pausing_at_a_gate_leaves_it_for_another_time_and_opens_nothing(room):
    at_the_gate(room)
    room.room.key("F8")
    room.pause.way("Another topic")
    room.room.topic("Danger")

    assert not room.room.reads(BEHIND)
    assert saved(room)["R08_gate"] is AnswerState.ANOTHER_TIME
    assert not saved(room).get("R08")


def test_the_question_of_a_pause_is_left_for_another_time(room):
    room.go_to("R05")
    room.room.key("F8")

    assert saved(room)["R05"] is AnswerState.ANOTHER_TIME


def test_an_answer_that_was_given_before_the_pause_stays(room):
    room.go_to("R05")
    room.room.choose("4")
    room.room.key("F8")

    assert saved(room)["R05"] == "neither"


def test_neither_its_topic_nor_next_leads_back_to_the_question_of_a_pause(room):
    room.go_to("R05")
    room.room.key("F8")
    room.pause.way("Another topic")

    room.room.topic("Freedom")
    room.room.wait_for("If you wanted to stop or leave")
    room.go_to("R07")
    room.room.on()

    room.room.wait_for("If you wanted to stop or leave")
    assert not room.room.reads("Who has your papers")


def test_back_leads_to_the_question_of_a_pause_for_who_wants_it(room):
    room.go_to("R05")
    room.room.key("F8")
    room.pause.way("Another topic")
    room.room.topic("Freedom")

    room.room.press("Back")

    room.room.wait_for("Who has your papers")


def test_it_does_not_come_back_after_the_program_was_closed_either(room):
    room.go_to("R05")
    room.room.key("F8")
    saved(room)
    before = room.flow.current()
    (line,) = room.profile.conversations.lines()

    room.flow.resume(line.interview.id)
    room.pause.wait_until(lambda: room.flow.current() is not before, "the room again")
    room.room.topic("Freedom")

    room.room.wait_for("If you wanted to stop or leave")


def test_after_25_minutes_one_quiet_line_offers_a_pause(room, clock):
    assert not room.room.reads("A pause may be good now.")

    clock.forward(minutes=25)
    room.flow.room().look_at_the_time()

    assert room.room.reads("A pause may be good now.")
    room.room.key("F8")
    room.pause.way("Another topic")
    assert not room.room.reads("A pause may be good now.")


def test_two_rather_not_say_behind_a_gate_offer_a_pause(room):
    at_the_gate(room)
    room.room.choose("1")
    room.room.on()
    room.room.choose("7")
    assert not room.room.reads("A pause may be good now.")
    room.room.on()

    room.go_to("R09")
    room.room.choose("0")

    assert room.room.reads("A pause may be good now.")
