"""What a user sees and does at the first start."""

from __future__ import annotations

from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.text import Text
from tests.pages.app import AppPage

AGAIN = "Now type them from your paper, to be sure."


class FirstRunPage(AppPage):
    """The questions of the first start, one after the other."""

    def next(self, heading):
        """Press Next and wait for the page of that heading."""
        self.press("Next")
        self.wait_for(heading)

    def go_to_office(self):
        self.next("What do you do here?")
        self.next("Where shall everything be kept?")
        self.next("Has your office given you a file?")

    def go_to_passphrase(self):
        self.go_to_office()
        self.next("Your passphrase")

    def words(self):
        """Return the six words offered."""
        texts = [t for t in self._seen(Text) if t._size is TextSize.LEADING]
        return texts[0].said()

    def take_words(self):
        """Write the six words down, type them from there and return them."""
        words = self.words()
        self.fill(AGAIN, words)
        self.press("Next")
        self.wait_for("A PIN for the cover")
        return words

    def choose_pin(self, digits):
        """Type a PIN twice."""
        self.type(digits)
        self.type(digits)

    def set_up(self, pin=None, office=""):
        """Answer every question and return the passphrase."""
        self.go_to_passphrase()
        words = self.take_words()
        if pin is None:
            self.press("Go on without a PIN")
        else:
            self.choose_pin(pin)
        self.wait_for("What Intake can and cannot protect")
        self.next("What is your office called?")
        if office:
            self.fill("Name of your office", office)
        self.press("Begin")
        self.wait_for("Settings")
        self.settle()
        return words
