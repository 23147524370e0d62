"""What is typed into a field and can be no answer: kept in words beside the question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.answer import EventKind
from intake_app.domain.form import FormText, QuestionKind, QuestionView
from intake_app.domain.given_date import Calendar, GivenDate
from intake_app.domain.ids import NodeRef
from intake_app.ui.conversation import answers
from intake_app.ui.conversation.question import QuestionCard
from tests.pages.screen import Screen

LABEL = FormText(asked="en", language="en", text="How many?")


def card_of(kind, language, qtbot):
    """Show a question of this kind by itself."""
    view = QuestionView(node=NodeRef("/data/q"), kind=kind, labels=(LABEL,), by="ask")
    card = QuestionCard(language, view)
    qtbot.addWidget(card)
    card.resize(900, 600)
    with qtbot.waitExposed(card):
        card.show()
    card.activateWindow()
    card.take_focus()
    return card


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (QuestionKind.INTEGER, "about 30"),
        (QuestionKind.INTEGER, "99999999999"),
        (QuestionKind.DECIMAL, "half"),
    ],
)
def test_words_in_the_field_of_a_number_become_a_note_and_no_answer(language, qtbot, kind, typed):
    card = card_of(kind, language, qtbot)
    Screen(card).type(typed)
    answers, notes = [], []
    card.answered.connect(lambda *told: answers.append(told[1]), Qt.ConnectionType.DirectConnection)
    card.noted.connect(lambda *told: notes.append(told[1]), Qt.ConnectionType.DirectConnection)

    card.settle()
    card.settle()

    assert notes == [typed]
    assert answers == [""]


def test_who_types_on_and_on_is_kept_meanwhile(language, qtbot, monkeypatch):
    monkeypatch.setattr(answers, "SETTLE_MS", 3_600_000)
    monkeypatch.setattr(answers, "LATEST_MS", 1)
    card = card_of(QuestionKind.TEXT, language, qtbot)

    with qtbot.waitSignal(card.answered) as told:
        Screen(card).type("a long story")

    assert told.args[1].startswith("a")


def test_half_a_day_becomes_a_note(language, qtbot):
    card = card_of(QuestionKind.DATE, language, qtbot)
    Screen(card).key("Tab")
    Screen(card).type("3")

    with qtbot.waitSignal(card.noted) as told:
        card.settle()

    assert told.args[1] == "?/3/?"


def test_a_date_of_another_calendar_that_was_not_kept_yet_is_kept_on_going_on(room):
    room.go_to("R18")
    room.room.press("A date in another calendar")
    room.room.press("Which calendar: Nepal (Bikram Sambat)")
    room.room.fill("Year in that calendar", "2079")

    room.room.on()

    dated = [e.value for e in room.live().journal.events if e.kind is EventKind.CALENDAR]
    QApplication.processEvents()
    assert dated == [GivenDate(calendar=Calendar.BIKRAM_SAMBAT, year=2079).written()]
