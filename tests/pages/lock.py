"""What a user sees and does on the lock screen."""

from __future__ import annotations

from tests.pages.app import AppPage


class LockPage(AppPage):
    """The lock screen."""

    def unlock(self, passphrase):
        """Type the passphrase, press Enter and wait until the places are there."""
        self.try_passphrase(passphrase)
        self.wait_for("Settings")
        self.settle()

    def try_passphrase(self, passphrase):
        """Type a passphrase and press Enter."""
        self.fill("Passphrase", passphrase)
        self.key("Return")
