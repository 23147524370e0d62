import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from intake_app.ui.cover import Cover
from intake_app.ui.widgets.bars import CoverButton


@pytest.fixture
def window(qtbot, language):
    widget = QWidget()
    widget.setWindowTitle("Intake")
    column = QVBoxLayout(widget)
    column.addWidget(QLineEdit("what she said", widget))
    column.addWidget(QLineEdit("more", widget))
    qtbot.addWidget(widget)
    widget.resize(1366, 690)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


@pytest.fixture
def cover(language):
    it = Cover(language)
    yield it
    it.lift()


def test_cover_is_painted_within_the_budget_title_included(cover, window):
    before = time.perf_counter()
    cover.put_up()
    taken = time.perf_counter() - before

    assert taken < 0.200
    assert window.windowTitle() == "Opening hours"
    assert not any(field.isVisible() for field in window.findChildren(QLineEdit))


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen platform
def test_cover_hides_every_window_and_menu(cover, window, qtbot):
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    menu = QMenu(window)
    menu.addAction("something")
    menu.popup(window.pos())

    cover.put_up()

    assert len(cover.pages()) == 2
    assert not menu.isVisible()


def test_lifting_brings_back_title_text_and_focus(cover, window):
    field = window.findChildren(QLineEdit)[1]
    field.setFocus()
    field.setCursorPosition(2)

    cover.put_up()
    cover.lift()

    assert window.windowTitle() == "Intake"
    assert field.isVisible()
    assert field.hasFocus()
    assert field.cursorPosition() == 2
    assert not cover.is_covered


def test_lifting_brings_back_what_was_selected_and_which_way(cover, window):
    field = window.findChildren(QLineEdit)[0]
    field.setFocus()
    field.setCursorPosition(7)
    field.cursorBackward(True, 3)

    cover.put_up()
    cover.lift()

    assert field.hasFocus()
    assert (field.selectedText(), field.cursorPosition()) == (field.text()[4:7], 4)


def test_lifting_brings_back_a_long_text_with_its_selection_and_place(cover, window, qtbot):
    letter = QPlainTextEdit("\n".join(f"line {number}" for number in range(200)), window)
    window.layout().addWidget(letter)
    letter.setFocus()
    cursor = letter.textCursor()
    cursor.setPosition(900)
    cursor.setPosition(905, QTextCursor.MoveMode.KeepAnchor)
    letter.setTextCursor(cursor)
    QApplication.processEvents()
    place = letter.verticalScrollBar().value()

    cover.put_up()
    cover.lift()

    assert letter.hasFocus()
    assert (letter.textCursor().anchor(), letter.textCursor().position()) == (900, 905)
    assert letter.verticalScrollBar().value() == place > 0


def test_the_button_leaves_the_focus_to_the_field_it_comes_back_to(cover, window, language, qtbot):
    button = CoverButton(language, window)
    window.layout().addWidget(button)
    button.clicked.connect(cover.put_up)
    field = window.findChildren(QLineEdit)[1]
    field.setFocus()
    field.setSelection(1, 2)

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    covered = cover.is_covered
    cover.lift()

    assert covered
    assert field.hasFocus()
    assert field.selectedText() == "or"


def test_the_field_for_the_pin_appears_only_with_a_digit_or_escape(cover, window, qtbot):
    cover.put_up()
    page = cover.pages()[0]
    hidden = not page.pin.isVisible()

    with qtbot.waitSignal(cover.pin_entered) as heard:
        qtbot.keyClick(page, "4")
        qtbot.keyClicks(page.pin, "72918")

    assert hidden
    assert heard.args == ["472918"]
    assert cover.is_covered


def test_no_other_key_does_anything_under_cover(cover, window, qtbot):
    cover.put_up()
    page = cover.pages()[0]

    qtbot.keyClicks(page, "abc")
    qtbot.keyClick(page, Qt.Key.Key_Tab)

    assert cover.is_covered
    assert not any(field.hasFocus() for field in window.findChildren(QLineEdit))


def test_the_page_follows_its_window(cover, window):
    cover.put_up()

    window.resize(800, 500)
    QApplication.processEvents()

    assert cover.pages()[0].size() == window.size()


def test_a_window_that_closed_meanwhile_is_left_alone(cover, language, qtbot):
    gone = QWidget()
    gone.show()
    cover.put_up()
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, 52)

    cover.lift()

    assert not cover.is_covered


def test_what_comes_up_under_the_cover_gets_no_key_and_the_pin_does(cover, window, qtbot):
    pane = QWidget()
    late = QLineEdit("more", pane)
    window.layout().addWidget(pane)
    entered = []
    cover.pin_entered.connect(entered.append)
    cover.put_up()

    late.setFocus()  # as a page does that was asked for before
    for digit in "472913":
        qtbot.keyClick(QApplication.focusWidget(), digit)
    cover.lift()

    assert entered == ["472913"]
    assert late.text() == "more"
    assert QApplication.focusWidget() is late


def test_a_window_that_comes_up_under_the_cover_is_covered_too(cover, window, qtbot):
    cover.put_up()
    late = QWidget()
    late.setWindowTitle("Her list")
    field = QLineEdit("what she said", late)
    qtbot.addWidget(late)

    late.show()

    assert late.windowTitle() == "Opening hours"
    assert not field.isVisible()
    cover.lift()
    assert late.windowTitle() == "Her list"
    assert field.isVisible()


@pytest.fixture
def dialog(window, qtbot):
    """Give a dialog that asks something over the window, with a word half-typed."""
    asks = QDialog(window)
    asks.setWindowTitle("Intake")
    column = QVBoxLayout(asks)
    column.addWidget(QLineEdit(asks))
    column.addWidget(QLineEdit("half of a", asks))
    asks.answers = []
    asks.finished.connect(asks.answers.append)
    with qtbot.waitExposed(asks):
        asks.open()
    asks.activateWindow()
    asks.findChildren(QLineEdit)[1].setFocus()
    return asks


def test_under_cover_there_is_one_page_and_no_dialog(cover, window, dialog, qtbot):
    cover.put_up()
    (page,) = cover.pages()
    title = window.windowTitle(), dialog.isVisible()

    with qtbot.waitSignal(cover.pin_entered):
        qtbot.keyClicks(page, "4")
        qtbot.keyClicks(page.pin, "72918")

    assert page.window() is window
    assert title == ("Opening hours", False)
    assert dialog.answers == []


def test_a_dialog_comes_back_as_it_was(cover, window, dialog, qtbot):
    field = dialog.findChildren(QLineEdit)[1]
    field.setSelection(0, 4)

    cover.put_up()
    QApplication.processEvents()
    cover.lift()
    qtbot.waitUntil(field.hasFocus)

    assert dialog.isVisible()
    assert dialog.isModal()
    assert QApplication.activeModalWidget() is dialog
    assert (field.text(), field.selectedText()) == ("half of a", "half")


def test_a_dialog_that_was_answered_meanwhile_does_not_come_back(cover, dialog):
    cover.put_up()

    dialog.reject()
    cover.lift()

    assert not dialog.isVisible()


def test_a_dialog_that_comes_up_under_cover_waits_for_its_end(cover, window, qtbot):
    late = QDialog(window)
    cover.put_up()

    late.open()
    at_once = [page.window() for page in cover.pages()]
    qtbot.waitUntil(lambda: not late.isVisible())
    pages = cover.pages()
    cover.lift()

    assert late in at_once
    assert [page.window() for page in pages] == [window]
    assert late.isVisible()
    late.reject()
