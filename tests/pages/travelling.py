"""What a user sees and does before a border."""

from __future__ import annotations

from tests.pages.app import AppPage


class TravellingView(AppPage):
    """The page that shows what is on this laptop only, and destroys it."""

    def open(self):
        """Go there as a worker does."""
        self.go("Settings")
        self.press("Look what is here only")
        self.settle()

    def ask_to_destroy(self, passphrase, *, word="destroy"):
        """Type the word and the passphrase, and press."""
        self.fill("Type the word “destroy” to show that you mean it", word)
        self.fill("Passphrase", passphrase)
        self.press("Destroy everything")
