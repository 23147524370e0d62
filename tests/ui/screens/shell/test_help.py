"""F1: help about what is on the screen, over it, and back to the very place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from intake_app.i18n.help_texts import TOPICS
from tests.pages.app import AppPage
from tests.pages.lock import LockPage
from tests.ui.screens.shell.conftest import WORDS


@pytest.fixture
def app(shown, folder_with_pin):
    """Give the window with its profile open."""
    lock = shown(folder_with_pin, page=LockPage)
    lock.unlock(WORDS)
    return AppPage(lock.root)


def help_of(app):
    return app.root.helping.overlay


@pytest.mark.parametrize(
    ("place", "topic"),
    [
        ("People", "people"),
        ("Inbox", "inbox"),
        ("Services", "services"),
        ("Contacts", "contacts"),
        ("Settings", "settings"),
    ],
)
def test_f1_opens_the_topic_of_the_place(app, place, topic):
    app.go(place)

    app.key("F1")

    assert help_of(app).topics.currentRow() == TOPICS.index(topic)


def test_f1_in_just_help_opens_its_topic(app):
    app.press("Just help: Open")

    app.key("F1")

    assert help_of(app).topics.currentRow() == TOPICS.index("just-help")


def test_f1_again_or_esc_leads_back_and_the_place_is_as_it_was(app):
    app.key("F1")
    app.key("F1")
    after_f1 = help_of(app), app.reads("Start a conversation")
    app.key("F1")
    QTest.keyClick(help_of(app), Qt.Key.Key_Escape)

    assert after_f1 == (None, True)
    assert help_of(app) is None
    assert app.reads("Start a conversation")


def test_a_half_typed_field_keeps_text_cursor_selection_and_focus(app):
    field = QLineEdit(app.root.page())
    field.show()
    field.setFocus()
    field.setText("half a thought")
    field.setSelection(5, 1)

    app.key("F1")
    away = QApplication.focusWidget() is field
    app.key("F1")

    assert not away
    assert QApplication.focusWidget() is field
    assert (field.text(), field.selectedText()) == ("half a thought", "a")


def test_what_lies_below_is_out_of_reach_for_tab_and_screen_reader(app):
    app.key("F1")

    assert not app.reads("Start a conversation")


def test_cover_hides_the_help_too_and_gives_it_back(app):
    app.key("F1")
    app.key("F9")
    covered = app.is_covered(), help_of(app).isVisible()
    app.type_pin("472918")

    assert covered == (True, False)
    assert help_of(app).isVisible()


def test_no_help_is_offered_on_the_cover_or_the_neutral_page(app):
    app.key("F9")

    app.key("F1")

    assert help_of(app) is None


def test_a_link_leads_to_another_topic(app):
    app.key("F1")

    help_of(app).text.topic_asked.emit("room")

    assert help_of(app).topics.currentRow() == TOPICS.index("room")
    assert help_of(app).text.accessibleName() == "The conversation"
