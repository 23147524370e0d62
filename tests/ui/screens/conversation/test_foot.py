"""The three rows that are no answer stay in sight, however many choices and however large."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from intake_app.domain.answer import AnswerState
from intake_app.ui.style import Look
from intake_app.ui.widgets.choice_row import ChoiceRow
from tests.services.conftest import opening

THREE = ("Rather not say", "Don't know", "Another time")


def in_sight(room):
    """Return the names of the three rows that are wholly inside the window and uncovered."""
    window = room.window
    QApplication.processEvents()
    rows = [
        row
        for row in window.findChildren(ChoiceRow)
        if row.visibleRegion().boundingRect() == row.rect()
    ]
    return [
        name
        for name in THREE
        for row in rows
        if name in row.accessibleName()
        and window.rect().contains(QRect(row.mapTo(window, row.rect().topLeft()), row.size()))
    ]


@pytest.mark.parametrize("question", ["R02", "R15"])
def test_they_are_in_sight_beside_many_choices(room, question):
    room.go_to(question)

    assert in_sight(room) == list(THREE)


@pytest.mark.parametrize("question", ["R05", "R02", "R15", "R18"])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_they_are_in_sight_with_large_text(room, look, language, question, tag):
    look(Look(scale=2.0))
    room.live().use_languages(tag, "ti")
    room.go_to(question)

    rows = room.flow.room().page().foot()
    assert rows.isVisible()
    assert rows.visibleRegion().boundingRect() == rows.rect()


def test_they_answer_from_the_foot(room):
    room.go_to("R15")
    room.room.choose("0")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R15"] is AnswerState.DECLINED
    assert "Rather not say" in room.room.chosen()[0]


def test_they_go_with_their_question(room):
    room.go_to("R15")
    room.room.choose("0")
    room.go_to("R06")

    assert room.room.chosen() == []


def test_a_choice_of_two_digits_is_kept(room):
    room.go_to("R15")
    room.room.choose("1")
    room.room.choose("2")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R15"] == "interpreter"


def test_a_first_digit_is_not_lost_when_one_goes_on_at_once(room):
    room.go_to("R15")
    room.room.choose("1")
    room.room.on()
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R15"] == "safe-place"


def test_with_large_text_the_head_folds_and_its_keys_still_work(room, look):
    look(Look(scale=2.0))
    room.go_to("R02")
    assert room.room.offers("More")
    assert not room.room.offers("Hints")

    room.room.key("F2")

    assert room.room.reads("First do what is asked for, then go on.")


def test_text_goes_on_in_the_language_it_was_said_in(room):
    room.go_to("R18")
    room.room.type("Selam")
    room.room.press("Written in: English")
    room.go_to("R02")
    room.go_to("R18")
    room.room.type("!")
    room.room.on()
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.events()[-1].language == "ti"


def test_a_room_that_is_made_while_text_is_large_has_its_foot(talk, worker, look):
    look(Look(scale=2.0))
    live = worker.conversations.begin(opening())
    talk.window.setStyleSheet("QWidget { margin: 0 }")  # has every new widget told of its style

    talk.flow.resume(live.interview.id)

    talk.room.wait_for("You can stop here.")


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_ways_on_from_a_pause_are_in_sight_with_large_text(room, look, language, tag):
    look(Look(scale=2.0))
    language.use(tag)
    room.window.resize(1366, 690)
    room.room.key("F8")
    QApplication.processEvents()
    page = room.flow.current()

    ways = (page.rest, page.topic, page.finish, page.help)
    assert [way.visibleRegion().boundingRect() == way.rect() for way in ways] == [True] * 4


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_first_choice_of_every_question_is_in_sight_with_large_text(room, look, tag):
    look(Look(scale=2.0))
    room.window.resize(1366, 690)
    room.live().use_languages(tag, "ti")
    scrolled = []
    for question in ("R02", "R05", "R15", "R16"):
        room.go_to(question)
        QApplication.processEvents()
        QApplication.processEvents()
        (card,) = room.flow.room().page().cards.values()
        first = card.answering.states.rows()[0]
        if first.visibleRegion().boundingRect() != first.rect():
            scrolled.append(question)

    assert scrolled == []
