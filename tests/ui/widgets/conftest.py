"""Languages of the widgets' tests come from the sources, built or not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from intake_app.ui.language import LanguageSwitch
from tests.ui.widgets.gallery_words import catalog_from_sources


@pytest.fixture
def language(look):
    """Give the language of the moment, with the catalogues of `translations/`."""
    yield LanguageSwitch("en", load=catalog_from_sources)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def shown(qtbot):
    """Give the way to show a widget at a size and let its layout settle."""

    def show(widget, width=1366, height=690):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        QApplication.processEvents()
        QApplication.processEvents()
        return widget

    return show


@pytest.fixture
def type_into(qapp):
    """Give the way to type letters of any script; Qt's own test keys know Latin ones only."""

    def type_letters(widget, letters):
        for letter in letters:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)

    return type_letters
