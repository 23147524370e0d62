"""What a worker sees and does on the referral screen."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from tests.pages.screen import FIELDS, Screen, name_of


class ReferralPage(Screen):
    """The referral screen: for whom, line by line, exactly what leaves, onto a stick."""

    def choose(self, office: str) -> None:
        """Choose the office, and wait until its lines can be read out."""
        self.press(f"{office}: Choose")
        self.wait_for(f"Referral file for {office}")

    def say(self, answer: str, *groups: str) -> None:
        """Answer the lines of these names, with Yes or No."""
        for group in groups:
            self.press(f"{group}: {answer}")

    def ticked(self) -> list[str]:
        """Return the names of the lines that are answered with yes."""
        buttons = [b for b in self._seen(QAbstractButton) if b.isChecked()]
        return [name_of(b)[: -len(": Yes")] for b in buttons if name_of(b).endswith(": Yes")]

    def agree(self, manner: str = "By voice") -> None:
        """Say how the person agreed."""
        self.press(f"How did the person agree?: {manner}")

    def make(self) -> None:
        """Make the file, as soon as it can be made."""
        self.press("Make the file")

    def can_make(self) -> bool:
        """Whether the file can be made now."""
        return self.offers("Make the file")

    def leaving(self) -> list[str]:
        """Return what stands under "Exactly this leaves", line by line."""
        pane = self.root.leaves.list
        return pane.said() if pane.isVisible() else []

    def wait_for_leaving(self, words: str) -> None:
        """Wait until these words are among what leaves."""
        self.wait_until(lambda: any(words in line for line in self.leaving()), f"{words!r} leaves")

    def wait_for_nothing_of(self, words: str) -> None:
        """Wait until these words are no longer among what leaves."""
        self.wait_until(
            lambda: not any(words in line for line in self.leaving()), f"{words!r} stays"
        )

    def nameless(self) -> list[str]:
        """Return the controls that someone who hears the screen could not tell apart."""
        controls = [w for kind in (QAbstractButton, *FIELDS) for w in self._seen(kind)]
        inner = {"qt_spinbox_lineedit"}
        return [
            type(w).__name__
            for w in controls
            if not w.accessibleName() and w.objectName() not in inner
        ]
