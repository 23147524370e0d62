"""The screens around a conversation, for the pictures: home with its pages, first run, lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.ui.shell.first_run import FirstRun
from intake_app.ui.shell.home import Home
from intake_app.ui.shell.lock_screen import LockScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.services.profiles import OpenProfile
    from shots_world import ShotWorld


def _home(world: ShotWorld, profile: OpenProfile, place: str) -> Home:
    home = Home(world.surroundings, profile)
    home.go(place)
    world.settle()
    return home


def today(world: ShotWorld) -> QWidget:
    """Show a day on which somebody waits."""
    return _home(world, world.worker, "today")


def people(world: ShotWorld) -> QWidget:
    """Show the list of codes."""
    return _home(world, world.worker, "people")


def just_help(world: ShotWorld) -> QWidget:
    """Show a need and the offices that may help, in Tigrinya."""
    home = _home(world, world.worker, "just-help")
    home.just_help.needs["doctor"].click()
    home.just_help.languages.button("ti").click()
    return home


def inbox(world: ShotWorld) -> QWidget:
    """Show the desk after it opened a stick with one bad file."""
    home = _home(world, world.desk, "inbox")
    home.inbox.open_stick()
    world.settle()
    return home


def inbox_empty(world: ShotWorld) -> QWidget:
    """Show an inbox into which nothing has come."""
    return _home(world, world.worker, "inbox")


def contacts(world: ShotWorld) -> QWidget:
    """Show our own card."""
    return _home(world, world.worker, "contacts")


def contact_unchecked(world: ShotWorld) -> QWidget:
    """Show an office whose digits nobody has compared."""
    home = _home(world, world.worker, "contacts")
    home.contacts.rows.rows()[1].click()
    return home


def own_card_form(world: ShotWorld) -> QWidget:
    """Show our own card being changed."""
    home = _home(world, world.worker, "contacts")
    home.contacts.own.change.click()
    return home


def settings(world: ShotWorld) -> QWidget:
    """Show the settings."""
    return _home(world, world.worker, "settings")


def first_run(world: ShotWorld) -> QWidget:
    """Show the first step of the first run."""
    return FirstRun(world.surroundings, world.folder / "new")


def passphrase(world: ShotWorld) -> QWidget:
    """Show the choice of a passphrase."""
    screen = FirstRun(world.surroundings, world.folder / "new")
    for _ in range(3):
        screen.footer.forward_button.click()
        world.settle()
    return screen


def lock(world: ShotWorld) -> QWidget:
    """Show the lock screen of an ordinary start."""
    return LockScreen(world.surroundings, world.worker.folder, None)


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "today": today,
    "people": people,
    "just-help": just_help,
    "inbox": inbox,
    "inbox-empty": inbox_empty,
    "contacts": contacts,
    "contact-unchecked": contact_unchecked,
    "own-card-form": own_card_form,
    "settings": settings,
    "first-run": first_run,
    "passphrase": passphrase,
    "lock": lock,
}
