"""What a user sees and does under People."""

from __future__ import annotations


class PeopleView:
    """The list of codes, as someone in front of it sees it."""

    def __init__(self, page):
        self._page = page

    def rows(self):
        """Return what the rows say."""
        return [row.accessibleName() for row in self._page.rows.rows()]

    def find(self, words):
        """Look for a code that begins with these digits, or a memory hook with these words."""
        self._page.finder.setText(words)

    def says_nobody_is_found(self):
        """Return whether the list says that the search found nobody."""
        return self._page.none_found.isVisible()

    def press(self, words):
        """Press the first button of a row with these words."""
        next(b for b in self._page.rows.buttons() if b.words() == words).click()

    def is_empty(self):
        """Return whether the list says that nobody is in it."""
        return self._page.empty.isVisible()
