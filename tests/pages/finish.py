"""Finishing gently, as both know it."""

from __future__ import annotations

from tests.pages.screen import Screen


class FinishPage(Screen):
    """Thanks, read back, keep or not, leave."""

    def read_back(self) -> None:
        """Show what was written."""
        self.press("Read back what was written")

    def finish(self) -> None:
        """Finish and leave."""
        self.press("Finish and leave")
