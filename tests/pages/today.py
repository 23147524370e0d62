"""What a user sees and does under Today."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea


class TodayView:
    """The day, as someone in front of it sees it."""

    def __init__(self, page):
        self._page = page

    def waiting(self):
        """Return what the rows say."""
        return [row.accessibleName() for row in self._page.rows.rows()]

    def press(self, words):
        """Press the first button of a row with these words."""
        next(b for b in self._page.rows.buttons() if b.words() == words).click()

    def is_empty(self):
        """Return whether the day says that nothing waits."""
        return self._page.empty.isVisible()

    def asks_for_first_steps(self):
        """Return whether the day says what to do first."""
        return self._page.first_steps.isVisible()

    def ready(self):
        """Return the line at the foot."""
        return self._page.ready.said()

    def sees_ready(self):
        """Return whether the whole line at the foot is in sight."""
        line = self._page.ready
        return line.visibleRegion().boundingRect() == line.rect()

    def scroll_down(self):
        """Go to the end of the page."""
        area = self._page.findChild(QScrollArea)
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    def begin(self):
        """Start a conversation."""
        self._page.talk.button.click()
