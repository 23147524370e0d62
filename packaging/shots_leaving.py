"""When a worker has to go: the note about a phone call, and the page before a border."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from intake_app.services.quiet_call import QuietCall
from intake_app.ui.shell.home import Home
from intake_app.ui.shell.phone_note import PhoneNote
from intake_app.ui.shell.travelling import TravellingPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from shots_world import ShotWorld


def phone_note(world: ShotWorld) -> QWidget:
    """Show the note that stands for a call for help."""
    call = QuietCall(name="Maria", number="0123 456 789", words="Is the blue folder with you?")
    return PhoneNote(world.surroundings.language, call)


def phone_note_empty(world: ShotWorld) -> QWidget:
    """Show the note where nothing was agreed."""
    return PhoneNote(world.surroundings.language, QuietCall())


def _travelling(world: ShotWorld) -> Home:
    home = Home(world.surroundings, world.worker)
    home.go("travelling")
    home.travelling.begin()
    world.settle()
    return home


def before_a_border(world: ShotWorld) -> QWidget:
    """Show what is on this laptop only."""
    return _travelling(world)


def destroying(world: ShotWorld) -> QWidget:
    """Show the second question, which names how much would be lost."""
    home = _travelling(world)
    part = home.travelling.ending
    part.word.setText(part.the_word())
    cast("QLineEdit", part.passphrase.findChild(QLineEdit)).setText("calm river paper lamp")
    part.button.click()
    page = home.travelling.page
    QTimer.singleShot(0, page, lambda: page.ensureWidgetVisible(part.all_the_same))
    return home


def destroyed(world: ShotWorld) -> QWidget:
    """Show that there is nothing here any more."""
    page = TravellingPage(world.surroundings, world.worker)
    page.show_gone(is_whole=True)
    return page


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "phone-note": phone_note,
    "phone-note-empty": phone_note_empty,
    "before-a-border": before_a_border,
    "destroying": destroying,
    "destroyed": destroyed,
}
