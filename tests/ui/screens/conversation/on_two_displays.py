"""The person's side on a display of its own; run by `test_two_displays` where there are two."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from intake_app.ui.cover import Cover
from tests.pages.opening import interpret
from tests.pages.person import PhrasesPage, TurnedPage

STOP, BREAK = "ጠጠው ንበል", "ዕረፍቲ"
NO_QUESTION = "ሕጂ ሕቶ የለን። ክትገብርዎ ዘለኩም ነገር የለን።"
PAPERS = "Who has your papers and your phone now?"
UNWRITTEN = "my"


@pytest.fixture
def there(room):
    """Give what is on the second display, with a question on both."""
    room.go_to("R05")
    room.room.key("F7")
    return TurnedPage(room.flow._turning.window())


def is_gone(there):
    """Whether the second display shows nothing of us any more."""
    return not isValid(there.root) or not there.root.isVisible()


def test_it_fills_the_second_display_and_the_worker_keeps_theirs(there, room):
    display = there.root.screen()

    assert {display.name(), room.window.screen().name()} == {"worker", "person"}
    assert there.root.geometry() == display.geometry()
    assert there.root.windowTitle() == "Intake"
    assert room.room.reads(PAPERS)
    assert room.window.isActiveWindow()


def test_what_the_person_chooses_stands_on_both(there, room):
    there.press(there.choices()[3])
    there.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R05"]
    assert len(there.chosen()) == 1
    assert any("Someone else has them" in name for name in room.room.chosen())


def test_it_follows_the_room(there, room):
    before = there.said()
    room.room.press("Next")

    assert there.said() != before


def test_it_shows_no_question_that_the_worker_does_not_have_before_them(there, room):
    question = there.said()
    room.room.key("F3")
    meanwhile = there.said()
    PhrasesPage(room.window).key("F3")

    assert meanwhile == NO_QUESTION
    assert there.said() == question


def test_pause_covers_it_and_only_the_worker_brings_it_back(there, room):
    there.press(BREAK)
    covered = there.reads("Opening hours")
    room.pause.way("Another topic")
    still = there.reads("Opening hours")
    room.room.key("F7")

    assert covered
    assert still
    assert there.said() == NO_QUESTION


def test_the_idle_rule_covers_it_too(there, room):
    room.flow.hide_question()

    assert there.reads("Opening hours")


def test_cover_is_over_both_windows_titles_included(there, room):
    cover = Cover(room.flow.scene.language)
    cover.put_up()
    QApplication.processEvents()
    titles = room.window.windowTitle(), there.root.windowTitle()
    readable = there.offers(STOP) or there.choices()
    cover.lift()

    assert titles == ("Opening hours", "Opening hours")
    assert not readable


def test_it_covers_itself_when_another_program_has_the_keys(there, room):
    state = Qt.ApplicationState.ApplicationInactive
    QGuiApplication.instance().applicationStateChanged.emit(state)

    assert there.reads("Opening hours")
    assert not there.offers(STOP)
    assert room.room.reads(PAPERS)


def test_the_key_takes_it_away_again(there, room):
    room.room.key("F7")

    assert room.flow._turning.window() is None
    assert is_gone(there)


def test_nothing_is_left_of_it_when_the_conversation_ends(there, room):
    there.press(STOP)
    room.finish.wait_for("Thank you. We stop here for today.")

    assert is_gone(there)


def test_it_goes_with_the_window_it_belongs_to(there, room):
    room.window.close()

    assert is_gone(there)


def test_the_persons_own_yes_is_asked_there(talk):
    talk.begin()
    talk.opening.safe_here(company="1")
    talk.opening.wait_for("Is it all right that this person interprets?")
    interpret(talk.opening, "ti")
    talk.opening.press("Turn the screen")
    there = TurnedPage(talk.flow._turning.window())
    there.press(there.choices()[0])

    assert talk.opening.reads("The person said so by themselves, on the turned screen.")
    there.key("Return")
    assert is_gone(there)


def test_what_the_person_writes_there_is_kept_when_it_is_locked(there, room):
    room.flow.room().go_to(room.flow.room().live.node_named("R18"))
    there.page().writing.take_focus()
    there.page().writing.field.insertPlainText("ab")
    there.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R18"] == "ab"


def test_words_half_written_stay_with_their_question_when_the_worker_goes_on(there, room):
    room.flow.room().go_to(room.flow.room().live.node_named("R18"))
    field = there.page().writing.field
    field.setFocus()
    field.insertPlainText("ab")
    room.room.press("Next")
    there.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R18"] == "ab"
    assert room.stored().get("R19", "") in {"", None}


def choose_language(room, tag):
    """Choose another language for the person in the menu of the room."""
    menu = room.flow.current().languages.menu()
    next(action for action in menu.entries() if action.data() == tag).trigger()
    QApplication.processEvents()


def test_a_language_without_words_takes_it_away_and_the_worker_is_told(there, room):
    choose_language(room, UNWRITTEN)

    assert is_gone(there)
    assert room.flow._turning.window() is None
    room.room.wait_for("There are no words in")
    assert room.live_room().interview.languages == ("en", UNWRITTEN)


def test_what_was_half_written_there_is_kept_when_the_language_takes_it_away(there, room):
    room.flow.room().go_to(room.flow.room().live.node_named("R18"))
    field = there.page().writing.field
    field.setFocus()
    field.insertPlainText("ab")

    choose_language(room, UNWRITTEN)
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R18"] == "ab"


def test_back_in_a_language_with_words_the_key_turns_it_again(there, room):
    choose_language(room, UNWRITTEN)
    room.room.press("Back")

    choose_language(room, "ti")
    room.room.key("F7")

    assert room.flow._turning.window() is not None
    assert TurnedPage(room.flow._turning.window()).choices()


def test_while_it_is_covered_a_language_without_words_takes_it_away_too(there, room):
    room.flow.hide_question()
    room.flow.show_question()

    choose_language(room, UNWRITTEN)

    assert is_gone(there)
