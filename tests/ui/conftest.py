"""What the tests of windows share: the program's look, and a switch of languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.ui.language import LanguageSwitch
from intake_app.ui.style import Look, apply_look


@pytest.fixture
def look(qapp):
    """Give the way to change the look; every test begins and ends with the usual one."""

    def use(look: Look) -> None:
        apply_look(qapp, look)
        QApplication.processEvents()

    use(Look())
    yield use
    use(Look())


@pytest.fixture
def language(look):
    """Give the language of the moment, English to begin with."""
    yield LanguageSwitch("en")
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
