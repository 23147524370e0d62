"""What a user sees and does on one person's page, and what the person reads."""

from __future__ import annotations

from tests.pages.screen import Screen


class OnePersonPage(Screen):
    """One person, as the worker in front of it knows them."""

    def code(self) -> str:
        """Return the number, with the blank it is shown with."""
        return self.root.code.said()

    def says_of_sharing(self) -> str:
        """Return how it stands with sharing."""
        return self.root.sharing.state.said()

    def says_of_erasing(self) -> str:
        """Return how it stands with erasing."""
        return self.root.erasing.state.said()

    def whom_to_call(self) -> list[str]:
        """Return what is said of whom to call."""
        calls = self.root.sharing.calls
        return Screen(calls).texts() if calls.isVisible() else []

    def try_phrase(self, words: str) -> None:
        """Type what a caller says, and let it be compared."""
        self.press("Someone asks by phone")
        self.fill("What the caller says the phrase is", words)
        self.press("These are the words")
