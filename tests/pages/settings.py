"""What a user sees and does in the settings."""

from __future__ import annotations

from tests.pages.app import AppPage


class SettingsView(AppPage):
    """The settings in the window."""

    def change_passphrase(self, current, new):
        """Change the passphrase to one of the user's own."""
        self.press("Change the passphrase")
        self.press("I would rather use my own")
        self.fill("Passphrase until now", current)
        self.fill("Passphrase", new)
        self.fill("The same once more", new)
        self.press("Take the new passphrase")

    def choose_pin(self, digits):
        """Choose a PIN for the first time."""
        self.press("Choose a PIN")
        self.type(digits)
        self.type(digits)
