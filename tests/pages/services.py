"""What a user sees and does under Services and Just help."""

from __future__ import annotations

from intake_app.interop.directory_csv import write_directory
from tests.domain.services import EVERY_SERVICE
from tests.pages.screen import Screen


class ServicesView(Screen):
    """The directory, as someone in front of it sees it."""

    def rows(self):
        """Return what the rows say."""
        return [row.accessibleName() for row in self.root.rows.rows()]

    def names(self):
        """Return the name that each row begins with."""
        return [row.partition(" \u00b7 ")[0].partition(",")[0] for row in self.rows()]

    def summary(self):
        """Return what is said of a file before it is taken in."""
        return self.root.plan.said()


class HelpView(Screen):
    """Just help, as someone in front of it sees it."""

    def found(self):
        """Return what the rows say, those of every hour last."""
        both = (self.root.rows, self.root.lines)
        return [row.accessibleName() for rows in both for row in rows.rows() if row.isVisible()]

    def card(self):
        """Return the lines of the card, or none."""
        return self.root.card.said() if self.root.card.isVisible() else []


def take_in_services(profile, folder, *services):
    """Take a file of invented services in."""
    path = folder / "directory.csv"
    path.write_bytes(write_directory(services or EVERY_SERVICE))
    profile.directory.apply(profile.directory.read(path))
