"""The cards that open over anything: what to do at once, and what a child tells."""

from __future__ import annotations

from tests.pages.screen import Screen


class DangerPage(Screen):
    """Whom to call, what was done and when."""

    def open(self) -> None:
        """Open it by its key, from wherever one is."""
        self.key("F10")

    def did(self, what: str) -> None:
        """Tick what was done."""
        self.press(f"What was done: {what}" if self.offers(f"What was done: {what}") else what)

    def not_needed(self, why: str) -> None:
        """Say why nothing is needed."""
        self.press(f"Or why nothing is needed: {why}")

    def back(self) -> None:
        """Ask to be where we were."""
        self.press("Back to where we were")


class DisclosurePage(Screen):
    """The words of a child, as they are said."""

    def open(self) -> None:
        """Open it by its key, from wherever one is."""
        self.key("F11")
