"""What a user sees and does on one person's page, and what the person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.pages.screen import Screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


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

    def ask_for_erasing(self) -> None:
        """Say that the person is here and asks for it, and that they do."""
        self.press("The person is here and asks for it")
        self.press("Yes, they ask for it")

    def press_twice(self, name: str) -> None:
        """Press a button with a double click, as somebody used to folders does."""
        (button,) = self._buttons(name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.press_again(button)

    def press_again(self, button: QWidget) -> None:
        """Let the second press of a double click come down on a button, if it is there."""
        if button.isVisible():
            QTest.mouseDClick(button, Qt.MouseButton.LeftButton)

    def try_phrase(self, words: str) -> None:
        """Type what a caller says, and let it be compared."""
        self.press("Someone asks by phone")
        self.fill("What the caller says the phrase is", words)
        self.press("These are the words")
