"""What the person writes on the screen turned to them: theirs, in their language, never lost."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from intake_app.domain.answer import AnswerState, Basis, EventKind
from intake_app.domain.form import FormText
from intake_app.domain.ids import NodeRef
from intake_app.services.forms import PLAN_FORM
from intake_app.ui.conversation.person.keyboard import KeyboardHint
from intake_app.ui.conversation.person.sheet import Blank, Sheet
from intake_app.ui.conversation.person.writing import Writing
from tests.pages.person import TurnedPage
from tests.services.conftest import opening
from tests.ui.screens.conversation.interpreters import interpreter

WORDS = "ዓባይ ሰብ ጽቡቕ"
SKIP, NEXT = "ንሕለፎ", "ቀጻሊ"
NOT_EXACTLY = "ብልክዕ ኣይፈልጥን"


@pytest.fixture
def turned(room):
    """Give the person's side of a question that is answered in words."""
    room.go_to("R18")
    room.room.key("F7")
    page = TurnedPage(room.window)
    page.wait_until(page.is_turned, "turned")
    return page


@pytest.fixture
def dated(talk, worker):
    """Give the person's side of a question for a day."""
    first = worker.conversations.begin(opening())
    live = worker.further.open(first.case.id, PLAN_FORM)
    for name, value in (("danger_gate", "yes"), ("N13", "yes")):
        live.answer(live.node_named(name), value).saved.result()
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    room = talk.flow.room()
    room.go_to(NodeRef(live.node_named("N13_day")))
    talk.room.key("F7")
    page = TurnedPage(talk.window)
    page.wait_until(page.is_turned, "turned")
    return page


def answer_of(talk, name):
    live = talk.flow.room().live
    return live.question(live.node_named(name)).value


def last_of(talk, kind):
    return [e for e in talk.flow.room().live.journal.events if e.kind is kind][-1]


def test_what_the_person_writes_is_their_answer_in_their_language(turned, room):
    turned.type(WORDS)
    turned.press(NEXT)
    turned.wait_until(room.flow.is_safe_to_lock, "saved")

    said = [e for e in room.events() if e.kind is EventKind.ANSWERED][-1]
    assert room.stored()["R18"] == WORDS
    assert (said.language, said.basis) == ("ti", Basis.SAID)
    assert answer_of(room, "R18") == WORDS


def test_a_letter_is_enough_for_the_way_on_to_be_called_next(turned):
    before = turned.offers(SKIP)
    turned.type("ሰ")

    assert before
    assert turned.offers(NEXT)
    assert not turned.offers(SKIP)


def test_enter_goes_on_from_a_short_text_and_only_to_the_next_question(turned, room):
    here = room.flow.room().step()
    turned.type("abc 7")
    turned.key("Return")

    room_after = room.flow.room()
    assert answer_of(room, "R18") == "abc 7"
    assert room_after.step() == room_after._route.moved(here, 1)


def test_digits_are_written_and_choose_nothing(turned, room):
    turned.type("789")
    turned.key("F7")

    assert answer_of(room, "R18") == "789"


@pytest.mark.parametrize("way", ["F7", "F8"])
def test_half_typed_and_half_composed_words_are_kept_when_the_page_goes(turned, room, way):
    turned.type("ab")
    turned.compose("ሰላ")
    turned.key(way)

    assert answer_of(room, "R18") == "abሰላ"
    assert not turned.is_turned()


def test_a_break_leaves_no_question_open_that_was_answered_in_writing(turned, room):
    turned.type("ab")
    turned.key("F8")
    room.pause.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R18"] == "ab"


def test_stop_keeps_what_is_half_typed(turned, room):
    turned.type("ab")
    turned.press("ጠጠው ንበል")
    room.finish.wait_for("Thank you. We stop here for today.")

    assert answer_of(room, "R18") == "ab"


def test_half_typed_words_are_on_the_disk_when_it_is_locked(turned, room):
    turned.type("ab")
    turned.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R18"] == "ab"


def test_a_covered_page_keeps_what_is_half_typed_and_shows_it_again(turned, room):
    turned.type("ab")
    inactive = Qt.ApplicationState.ApplicationInactive
    QGuiApplication.instance().applicationStateChanged.emit(inactive)
    QApplication.processEvents()
    covered = not turned.reads("ab") and answer_of(room, "R18") == "ab"
    turned.press("Back")

    assert covered
    assert turned.text_in_hand() == "ab"
    turned.type("c")
    turned.key("F7")
    assert answer_of(room, "R18") == "abc"


def test_words_composed_while_the_room_changes_stay_as_they_are(turned, room):
    turned.compose("ሰላ")
    room.flow.room().refresh()
    block = turned.page().writing.field.document().firstBlock()

    assert block.layout().preeditAreaText() == "ሰላ"


def test_the_person_may_leave_it_open_instead_and_nothing_written_is_lost(turned, room):
    turned.type("ab")
    turned.page().choices.rows()[0].click()
    turned.wait_until(room.flow.is_safe_to_lock, "saved")

    values = [e.value for e in room.events() if e.kind is EventKind.ANSWERED]
    assert room.stored()["R18"] is AnswerState.DECLINED
    assert "ab" in values
    assert turned.page().writing.field.text() == ""


def test_what_the_worker_wrote_in_another_language_is_not_shown_and_not_lost(room):
    live = room.flow.room().live
    node = live.node_named("R18")
    live.answer(node, "a tall person", language="en").saved.result()
    room.go_to("R18")
    room.room.key("F7")
    turned = TurnedPage(room.window)
    shown = turned.text_in_hand()
    turned.key("F7")
    kept = answer_of(room, "R18")
    room.room.key("F7")
    turned.type(WORDS)
    turned.key("F7")

    assert (shown, kept) == ("", "a tall person")
    assert answer_of(room, "R18") == WORDS
    assert [e.value for e in live.journal.events if e.node == node] == ["a tall person", WORDS]


def test_what_the_person_wrote_themselves_came_through_nobody(talk, worker):
    live = worker.conversations.begin(opening(participants=(interpreter(),)))
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    talk.go_to("R18")
    talk.room.key("F7")
    TurnedPage(talk.window).type("ab")
    TurnedPage(talk.window).key("F7")

    assert last_of(talk, EventKind.ANSWERED).via == ""


def test_the_field_is_written_from_the_right_in_arabic(room):
    room.flow.room().languages.chosen.emit("ar")
    room.go_to("R18")
    room.room.key("F7")
    field = TurnedPage(room.window).page().writing.field

    assert field.document().defaultTextOption().textDirection() is Qt.LayoutDirection.RightToLeft
    assert field.cursorRect().x() > field.viewport().width() * 0.9
    assert QApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_keys_of_the_worker_do_nothing_there(turned, room):
    before = room.flow.room().step()
    for key in ("Alt+Down", "Ctrl+L", "F2", "Ctrl+B"):
        turned.key(key)

    assert turned.is_turned()
    assert room.flow.room().step() == before
    assert room.flow.room().live.languages == ("en", "ti")


def test_after_a_question_is_passed_the_keys_are_still_the_persons(turned, room):
    page = room.flow.room()
    page.go_to(NodeRef(page.live.node_named("R06")))
    turned.key("Return")
    passed = page.step().node

    turned.key("1")

    assert not passed.endswith("R06")
    assert turned.page().isAncestorOf(turned.root.focusWidget())
    assert room.live_room().question(passed).value


def test_what_is_written_after_passing_a_question_is_written_on_the_persons_side(turned, room):
    live = room.flow.room().live
    before = NodeRef(live.node_named("R18"))
    page = room.flow.room()
    page.go_to(before)
    page.back_asked.emit()

    turned.key("Return")
    turned.type("ab")

    assert page.step().node == before
    assert turned.text_in_hand() == "ab"
    assert turned.page().isAncestorOf(turned.root.focusWidget())


def test_turned_back_at_another_question_the_focus_is_where_that_one_is_answered(turned, room):
    turned.key("Return")

    turned.key("F7")

    focus = turned.root.focusWidget()
    assert room.flow.room().page().isAncestorOf(focus)
    assert focus.isVisible()


# -- a day -----------------------------------------------------------------------------


def test_a_day_is_written_as_day_month_and_year(dated, talk):
    for part in ("7", "3", "2026"):
        dated.type(part)
        dated.key("Tab")
    dated.key("F7")

    assert answer_of(talk, "N13_day") == "2026-03-07"


def test_the_year_alone_is_enough(dated, talk):
    dated.key("Tab")
    dated.key("Tab")
    dated.type("2026")
    dated.key("Return")

    assert answer_of(talk, "N13_day") == "2026"


def test_a_day_that_is_not_known_exactly_is_said_in_words_beside_the_question(dated, talk):
    dated.press(NOT_EXACTLY)
    dated.type("ድሕሪ ፋሲካ")
    dated.press(NEXT)

    note = last_of(talk, EventKind.NOTE)
    assert (note.value, note.language) == ("ድሕሪ ፋሲካ", "ti")
    assert note.node.endswith("N13_day")
    assert answer_of(talk, "N13_day") == ""


def test_half_a_day_is_kept_as_it_was_typed(dated, talk):
    dated.type("7")
    dated.key("F7")
    talk.flow.is_safe_to_lock()

    notes = [e.value for e in talk.flow.room().live.journal.events if e.kind is EventKind.NOTE]
    assert notes == ["7/?/?"]


# -- a number, and the keyboard ----------------------------------------------------------


@pytest.fixture
def number(language, qtbot):
    """Give the field of a page that asks for a number, in Arabic."""
    asked = FormText(asked="ar", language="ar", text="كم؟")
    sheet = Sheet(key="/n", language="ar", paragraphs=(asked,), blank=Blank.WHOLE_NUMBER)
    writing = Writing(sheet, Blank.WHOLE_NUMBER, language)
    qtbot.addWidget(writing)
    writing.show()
    writing.activateWindow()
    writing.take_focus()
    return writing


def test_a_number_is_taken_in_the_digits_of_the_persons_script(number, qtbot):
    with qtbot.waitSignal(number.written) as told:
        TurnedPage(number).type("١٢")
        number.settle()

    assert told.args == ["/n", "12", "ar"]


def test_enter_is_heard_once(number):
    heard = []
    number.confirmed.connect(lambda: heard.append(1))
    TurnedPage(number).key("Return")

    assert heard == [1]


def test_the_layout_of_the_keyboard_is_named_only_where_it_is_told(language, qtbot):
    hint = KeyboardHint(language)
    qtbot.addWidget(hint)
    silent = hint.isHidden()
    hint.show_layout(QLocale("ti_ER"))
    named = hint.said()
    hint.show_layout(QLocale.c())

    assert silent
    assert named == f"Keyboard: {QLocale('ti_ER').nativeLanguageName()}"
    assert hint.isHidden()
