import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from intake_app.ui.widgets.buttons import Button, Kind


@pytest.fixture
def presses(language, shown):
    """Give what counts how often a button of a kind is pressed by a key."""

    def count(kind, key, *, is_held=False):
        button = Button(kind)
        button.set_words("Go")
        shown(button, 120, 60)
        pressed = []
        button.clicked.connect(lambda: pressed.append(True))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", is_held)
        QApplication.sendEvent(button, event)
        return len(pressed), event.isAccepted()

    return count


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_a_button_that_leads_somewhere(presses, key):
    assert presses(Kind.PLAIN, key) == (1, True)


def test_enter_held_down_presses_no_further(presses):
    assert presses(Kind.PRIMARY, Qt.Key.Key_Return, is_held=True) == (0, True)


def test_a_button_that_is_checked_leaves_enter_to_its_page(presses):
    assert presses(Kind.SEGMENT, Qt.Key.Key_Return) == (0, False)
