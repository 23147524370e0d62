"""Languages of the widgets' tests come from the sources, built or not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.ui.language import LanguageSwitch
from tests.ui.widgets.gallery import catalog_from_sources


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
