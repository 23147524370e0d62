import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.message import M
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.widgets.text import MessageText, Text


def test_a_change_is_told_once_and_turns_the_page(language, qtbot):
    with qtbot.waitSignal(language.changed):
        language.use("ar")

    assert QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert language.language.tag == "ar"
    with qtbot.assertNotEmitted(language.changed):
        language.use("ar")


def test_a_tag_that_is_none_changes_nothing(language, qtbot):
    with qtbot.assertNotEmitted(language.changed), pytest.raises(ValueError, match="tag"):
        language.use("not a tag")

    assert language.language.tag == "en"


def test_a_catalogue_is_loaded_once(qapp):
    loaded = []

    def load(tag):
        loaded.append(tag)
        return LanguageSwitch("en").catalog_of(tag)

    switch = LanguageSwitch("en", load=load)
    for tag in ("en-XA", "en", "en-XA"):
        switch.use(tag)

    assert loaded == ["en", "en-XA"]


def test_text_of_the_program_follows_the_language(language, qtbot):
    text = MessageText(language, M("Back"))
    qtbot.addWidget(text)

    language.use("en-XA")

    assert text.said() == language.text(M("Back")) != "Back"


def test_a_change_reaches_no_widget_that_is_gone(language, qtbot):
    text = MessageText(language, M("Back"))
    text.deleteLater()
    qtbot.waitUntil(lambda: QApplication.sendPostedEvents(None, 52) is None)

    language.use("en-XA")

    assert language.language.tag == "en-XA"


def test_letters_of_some_scripts_are_drawn_larger(language, qtbot):
    latin, ethiopic = Text(), Text()
    qtbot.addWidget(latin)
    qtbot.addWidget(ethiopic)

    latin.say("papers", language.catalog_of("en").language)
    ethiopic.say("papers", language.catalog_of("ti").language)

    assert ethiopic.sizeHint().width() > latin.sizeHint().width()
