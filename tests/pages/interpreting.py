"""What helps whoever interprets, as the worker knows it."""

from __future__ import annotations

from tests.pages.opening import interpret
from tests.pages.screen import Screen


class InterpretingPage(Screen):
    """Better words, the glossary, the page *Who is with us*, asking again."""

    def say_better(self, old: str, new: str) -> None:
        """Correct the wording of the question in sight and use it."""
        self.key("Ctrl+B")
        self.wait_for("Write it in")
        self.fill(f"In other words: {old}", new)
        self.press("Use these words")

    def look_up(self, words: str) -> None:
        """Look a word up in the glossary over the room."""
        self.key("F4")
        self.wait_for("Words and what they mean")
        self.fill("Look for a word, in any language", words)

    def company(self, name: str) -> None:
        """Open *Who is with us* by the button that says who interprets."""
        self.press(name)
        self.wait_for("For whoever interprets")

    def swap(self, name: str, *, by_phone: bool = False) -> None:
        """Let somebody else interpret, by the person's own yes."""
        self.company(name)
        self.press("Someone else interprets now")
        self.wait_for("Is it all right that this person interprets?")
        if by_phone:
            self.press("By phone")
        self.accept()

    def accept(self, tag: str = "ti") -> None:
        """Say which language they work in, read them their duty and take the person's yes."""
        interpret(self, tag)
        self.press("I read it to them")
        self.press("All right")
        self.press("Next")
