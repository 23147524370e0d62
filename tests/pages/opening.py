"""The screens before the first question, as the worker knows them."""

from __future__ import annotations

from intake_app.ui.conversation.opening.details import Details
from tests.pages.screen import Screen


def interpret(screen: Screen, tag: str) -> None:
    """Say which language they work in, on a page that asks for it."""
    details = next(d for d in screen.root.findChildren(Details) if d.isVisible())
    next(entry for entry in details.menu().entries() if entry.data() == tag).trigger()


class OpeningPage(Screen):
    """Can we talk, who is with us, what we agree."""

    def safe_here(self, *, talk: str = "1", age: str = "1", company: str = "") -> None:
        """Answer the first screen by number keys and go on."""
        self.key(talk)
        self.key(age)
        if company:
            self.key(company)
        self.key("Return")

    def new_interpreter(self, alias: str, tag: str = "ti") -> None:
        """Say who interprets, read them their duty, and take the person's yes."""
        self.fill("What we call them; no full name", alias)
        interpret(self, tag)
        self.press("I read it to them")
        self.press("All right")
        self.press("Next")

    def agree(self, *, talk: str = "1", write: str = "1", keep: str = "1") -> None:
        """Give the person's word on talking, writing and keeping by number keys; go on."""
        self.wait_for("Talk with me now")
        for word in (talk, write, keep):
            self.key(word)
        self.press("By voice")
        self.press("Next")
