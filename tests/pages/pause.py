"""The calm page, as both know it."""

from __future__ import annotations

from tests.pages.screen import Screen


class PausePage(Screen):
    """No question; rest, another topic, finish, help."""

    def way(self, name: str) -> None:
        """Take one of the ways on; its button speaks both languages."""
        found = [text for text in self.texts() if text.split(" \u00b7 ")[0] == name]
        self.press(found[0])
