"""The room: every answer kept at once, nothing forced, two languages at any moment."""

import time

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.domain.answer import AnswerState, Basis, EventKind

HALF = "\u1234\u120b"


def test_a_number_key_chooses_and_the_answer_is_on_the_disk(room):
    room.go_to("R05")
    room.room.choose("4")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R05"] == "neither"
    assert room.room.reads("Saved ")


@pytest.mark.parametrize(
    ("key", "state"),
    [
        ("7", AnswerState.DECLINED),
        ("8", AnswerState.UNKNOWN),
        ("9", AnswerState.ANOTHER_TIME),
    ],
)
def test_the_three_non_answers_are_kept_as_themselves_and_never_as_no(room, key, state):
    room.go_to("R03")
    room.room.choose(key)
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R03"] is state


def test_next_without_an_answer_writes_nothing(room):
    room.go_to("R03")
    before = len(room.events())

    room.room.on()
    room.room.on()

    assert len(room.events()) == before
    assert not room.stored().get("R03")


def test_enter_confirms_and_goes_on(room):
    room.go_to("R06")
    room.room.choose("1")
    room.room.key("Return")

    room.room.wait_for("Is there a debt you have to work for?")


def test_an_answer_opens_the_question_that_depends_on_it(room):
    room.go_to("R03")
    room.room.choose("1")
    room.room.on()

    room.room.wait_for("What is different?")


def test_the_rest_of_a_topic_stays_closed_until_its_gate_is_opened(room):
    room.room.topic("Danger")
    room.room.wait_for("May I ask them?")
    room.room.choose("2")
    room.room.on()
    assert not room.room.reads("Has anyone hurt or scared you")

    room.room.topic("Danger")
    room.room.choose("1")
    room.room.on()

    room.room.wait_for("Has anyone hurt or scared you")


def test_half_typed_text_survives_a_switch_of_languages(room):
    room.go_to("R18")
    room.room.type("half ty")
    field = QApplication.focusWidget()
    field.textCursor().setPosition(3)

    room.room.key("Ctrl+L")

    assert QApplication.focusWidget() is field
    assert room.room.text_in_hand() == "half ty"
    assert room.live().languages == ("ti", "en")


def test_what_an_input_method_has_not_finished_survives_a_switch(room):
    room.go_to("R18")
    room.room.compose(HALF)

    room.room.key("Ctrl+L")
    room.room.key("Ctrl+2")

    layout = QApplication.focusWidget().document().firstBlock().layout()
    assert layout.preeditAreaText() == HALF
    room.room.commit(HALF)
    assert room.room.text_in_hand() == HALF


@pytest.mark.parametrize("way_on", ["Next", "Back", "Work", "Pause", "Finish gently"])
def test_what_an_input_method_has_not_finished_is_kept_on_going_away(room, way_on):
    room.go_to("R18")
    room.room.type("ab ")
    room.room.compose(HALF)

    room.room.press(way_on)

    live = room.live_room()
    said = live.question(live.node_named("R18"))
    assert (said.value, said.state) == (f"ab {HALF}", None)


def test_choosing_the_persons_language_shows_the_question_in_it(room):
    room.go_to("R05")
    room.room.choose("2")
    room.room.key("Ctrl+2")

    room.room.wait_for("\u0623\u0648\u0631\u0627\u0642\u0643 \u0648\u0647\u0627\u062a\u0641\u0643")
    assert room.live().interview.languages == ("en", "ar")
    assert len(room.room.chosen()) == 1


def test_switching_languages_is_quick(room):
    room.go_to("R02")
    room.room.key("Ctrl+L")
    started = time.perf_counter()

    for _ in range(10):
        room.room.key("Ctrl+L")

    assert (time.perf_counter() - started) / 10 < 0.25  # a bench holds the budget itself


def test_typed_text_is_kept_when_editing_pauses(room):
    room.go_to("R18")
    room.room.type("Tigrinya")

    room.room.wait_until(lambda: room.stored().get("R18") == "Tigrinya", "kept")

    event = room.events()[-1]
    assert event.language == "en"


def test_typed_text_carries_the_language_it_is_said_in(room):
    room.go_to("R18")
    room.room.type("Selam")
    room.room.press("Written in: English")
    room.room.on()
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.events()[-1].language == "ti"


def test_enter_goes_on_from_a_short_text_and_keeps_it(room):
    room.go_to("R18")
    room.room.type("short")
    room.room.key("Return")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert not room.flow.current().step().nodes[0].endswith("R18")
    assert room.stored()["R18"] == "short"


def test_leaving_the_question_keeps_what_was_typed(room):
    room.go_to("R18")
    room.room.type("kept")
    room.room.topic("Work")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R18"] == "kept"


def test_undo_takes_the_latest_answer_back(room):
    room.go_to("R05")
    room.room.choose("4")
    room.room.choose("1")
    room.room.press("Undo")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R05"] == "neither"
    assert [name.split(", ")[0] for name in room.room.chosen()] == ["4"]


def test_where_an_answer_comes_from_can_be_said(room):
    room.go_to("R05")
    room.room.choose("4")
    card = next(iter(room.flow.current().page().cards.values()))
    card.source.menu().actions()[2].trigger()
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.live().basis_of(room.live().node_named("R05")) is Basis.DOCUMENT


def test_a_note_stands_beside_its_question_and_is_never_overwritten(room):
    room.go_to("R05")
    for words in ("first", "second"):
        room.room.press("Add a note")
        room.room.type(words)
        room.room.press("Keep the note")

    assert room.room.reads("first")
    assert room.room.reads("second")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")
    notes = [event.value for event in room.events() if event.kind is EventKind.NOTE]
    assert notes == ["first", "second"]


def test_one_more_of_a_repeat_is_added_taken_out_and_brought_back(room):
    room.go_to("R17")
    room.room.choose("1")
    room.room.on()
    room.room.wait_for("How old is this person?")
    room.room.choose("2")
    room.room.on()
    room.room.on()
    room.room.press("Add one more")
    room.room.wait_for("How old is this person?")
    room.room.choose("1")
    room.room.on()
    room.room.on()
    room.room.press("Take out", nth=1)
    assert not room.room.reads("Someone who comes along 2")

    room.room.press("Undo")

    assert room.room.reads("Someone who comes along 2")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")
    ages = [write.value for node, write in room.live().answers().items() if "R17_age" in node]
    assert ages == ["5-11", "under-5"]


def test_hints_are_closed_until_they_are_asked_for(room):
    room.go_to("R02")
    assert not room.room.reads("First do what is asked for, then go on.")

    room.room.key("F2")

    assert room.room.reads("First do what is asked for, then go on.")


def test_a_contradiction_is_said_under_the_answer_and_forces_nothing(room):
    room.go_to("R02")
    room.room.choose("1")
    room.room.choose("9")
    assert room.room.reads("stands alone")

    room.room.on()

    room.room.wait_for("Is your work or life here different")


def test_the_worker_is_not_offered_non_answers_in_their_own_notes(room):
    room.room.topic("My notes")

    room.room.wait_for("What did you see" if room.room.reads("What did you see") else "I saw it")
    assert not room.room.offers("Rather not say")


def test_nothing_in_the_room_betrays_the_subject(room):
    words = " ".join(room.room.texts()).lower()

    assert not [word for word in ("traffick", "victim", "case", "encrypt") if word in words]


def test_another_interpreter_comes_by_the_persons_yes(room):
    room.go_to("R05")
    room.room.press("We are alone")
    room.room.wait_for("Who is with us now?")
    room.room.press("Interpreter")
    room.room.press("Next")
    room.opening.new_interpreter("Interpreter Z")
    room.room.wait_for("You can stop here.")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert [who.alias for who in room.live().interview.participants] == ["Interpreter Z"]
    assert room.room.reads("Who has your papers")
