"""What a user does with the window itself: covers it, comes back, goes about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from intake_app.ui.widgets.bars import CoverButton
from intake_app.ui.widgets.pin import PinField
from tests.pages.screen import Screen


class AppPage(Screen):
    """The window, whatever it shows."""

    @property
    def title(self):
        return self.root.windowTitle()

    def is_covered(self):
        return self.root.cover.is_covered

    def press_on_cover(self, key):
        """Press a key on the neutral page."""
        QTest.keyClick(self.root.cover.pages()[0], key)

    def type_pin(self, digits):
        """Type a PIN on the neutral page, which shows its field with the first digit."""
        page = self.root.cover.pages()[0]
        for digit in digits:
            QTest.keyClick(page.pin if page.pin.isVisible() else page, digit)

    def escape_twice(self):
        for _ in range(2):
            QTest.keyClick(self._focus(), Qt.Key.Key_Escape)

    def go(self, place):
        """Press the name of a place in the bar at the top and let it read what it shows."""
        self.press(place)
        self.settle()

    def settle(self):
        """Wait until nothing works in the background."""
        runner = self.root.surroundings.tasks
        self.wait_until(lambda: not runner._running, "the background work ended")
        QApplication.processEvents()

    def cover_corner(self):
        """Return the right and the lower edge of the Cover button in the window."""
        button = next(b for b in self._seen(CoverButton))
        corner = button.mapTo(self.root, button.rect().bottomRight())
        return corner.x(), corner.y()

    def unnamed_controls(self):
        """Return every visible control that one who hears the screen is told nothing of."""
        kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, PinField)
        controls = [w for kind in kinds for w in self._seen(kind)]
        assert controls
        return [widget for widget in controls if not _heard(widget)]


def _heard(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
