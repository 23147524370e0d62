"""The menus of languages: readable by the worker, ticked, and never higher than the screen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from intake_app.i18n.direction import without_isolates
from intake_app.ui.conversation.spoken_menu import SpokenMenu


@pytest.fixture
def menu(language, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    yield SpokenMenu(language, ("en", "ti"), parent)
    parent.deleteLater()


def named(menu):
    return {entry.data(): without_isolates(entry.text()) for entry in menu.entries()}


def test_each_stands_by_its_own_name_and_by_the_one_the_worker_knows(menu, language):
    english = named(menu)
    language.use("ar")

    assert english["en"] == "English"
    assert english["am"] == "አማርኛ · Amharic"
    assert named(menu)["am"] == "አማርኛ · الأمهرية"


def test_no_own_name_is_shown_that_this_computer_has_no_letters_for(language, qtbot, monkeypatch):
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    parent = QWidget()
    qtbot.addWidget(parent)

    names = named(SpokenMenu(language, ("en",), parent))

    assert [names[tag] for tag in ("km", "th", "bn", "zh-Hans")] == [
        "Khmer",
        "Thai",
        "Bangla",
        "Simplified Chinese",
    ]


def test_those_in_use_are_ticked_and_no_others_whatever_was_pressed(menu):
    menu.set_current("en", "ti")
    menu.entries()[3].trigger()

    menu.aboutToShow.emit()

    assert {e.data() for e in menu.entries() if e.isChecked()} == {"en", "ti"}


@pytest.mark.qt_log_ignore("grabbing the keyboard")  # the offscreen platform
def test_it_stays_on_the_screen(menu, qtbot):
    parent = menu.parentWidget()
    parent.show()

    menu.open_under(parent)

    screen = parent.screen().availableGeometry()
    assert menu.height() <= screen.height()
    assert menu.width() <= screen.width() // 2  # what does not fit scrolls, in one column
    menu.hide()
