"""The screens around a conversation, for the pictures: home with its pages, first run, lock."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.circumstances import (
    AgeBand,
    Children,
    Circumstances,
    Danger,
    GenderWish,
    Party,
)
from intake_app.ui.cover import CoverPage
from intake_app.ui.help.page import HelpPage
from intake_app.ui.help.practice import PracticeScreen
from intake_app.ui.shell.first_run import FirstRun
from intake_app.ui.shell.home import Home
from intake_app.ui.shell.lock_screen import LockScreen
from intake_app.ui.shell.steps import PinStep

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.services.profiles import OpenProfile
    from shots_world import ShotWorld


def at_home(world: ShotWorld, profile: OpenProfile, place: str) -> Home:
    """Open a place of the program."""
    home = Home(world.surroundings, profile)
    home.go(place)
    world.settle()
    return home


def today(world: ShotWorld) -> QWidget:
    """Show a day on which somebody waits."""
    return at_home(world, world.worker, "today")


def people(world: ShotWorld) -> QWidget:
    """Show the list of codes."""
    return at_home(world, world.worker, "people")


def just_help(world: ShotWorld) -> QWidget:
    """Show a need and the offices that may help, in Tigrinya."""
    home = at_home(world, world.worker, "just-help")
    home.just_help.needs["doctor"].click()
    home.just_help.languages.button("ti").click()
    return home


def inbox(world: ShotWorld) -> QWidget:
    """Show the desk after it opened a stick with one bad file."""
    home = at_home(world, world.desk, "inbox")
    home.inbox.open_stick()
    world.settle()
    return home


def inbox_closed(world: ShotWorld) -> QWidget:
    """Show a referral that is not accepted, with all that a desk may decide on."""
    home = at_home(world, world.desk, "inbox")
    home.inbox.open_stick()
    world.settle()
    arrived = next(a for a in world.desk.inbox.arrived() if a.answered is None)
    everything = Circumstances(
        people=Party(adults=1, children=(Children(band=AgeBand.UNDER_SIX, count=2),)),
        region="Northern districts",
        gender_wish=GenderWish.WOMAN,
        access=("no-stairs", "quiet"),
        danger=(Danger.FOLLOWED, Danger.THREATENED),
        must_not_know="A cousin who drives a taxi",
    )
    said = replace(arrived.referral, circumstances=everything)
    closed = replace(arrived, referral=said, is_closed=True)
    home.inbox.pane.show_arrived(closed)
    home.inbox.answer.show_arrived(closed)
    return home


def inbox_empty(world: ShotWorld) -> QWidget:
    """Show an inbox into which nothing has come."""
    return at_home(world, world.worker, "inbox")


def contacts(world: ShotWorld) -> QWidget:
    """Show our own card."""
    return at_home(world, world.worker, "contacts")


def contact_unchecked(world: ShotWorld) -> QWidget:
    """Show an office whose digits nobody has compared."""
    home = at_home(world, world.worker, "contacts")
    home.contacts.rows.rows()[1].click()
    return home


def own_card_form(world: ShotWorld) -> QWidget:
    """Show our own card being changed."""
    home = at_home(world, world.worker, "contacts")
    home.contacts.own.change.click()
    return home


def settings(world: ShotWorld) -> QWidget:
    """Show the settings."""
    return at_home(world, world.worker, "settings")


def first_run(world: ShotWorld) -> QWidget:
    """Show the first step of the first run."""
    return FirstRun(world.surroundings, world.folder / "new")


def passphrase(world: ShotWorld) -> QWidget:
    """Show the choice of a passphrase."""
    screen = FirstRun(world.surroundings, world.folder / "new")
    for _ in range(4):
        screen.footer.forward_button.click()
        world.settle()
    return screen


def passphrase_differs(world: ShotWorld) -> QWidget:
    """Show an own passphrase that was typed in two ways."""
    screen = passphrase(world)
    if not isinstance(screen, FirstRun):
        raise TypeError("the passphrase is chosen in the first run")
    choice = screen.passphrase.choice
    choice.swap.click()
    for field, text in (
        (choice.own.first, "zebra lantern quiet orbit"),
        (choice.own.second, "zeb"),
    ):
        QTest.keyClicks(field.findChild(QLineEdit), text)
    screen.footer.forward_button.click()
    world.settle()
    return screen


def pin(world: ShotWorld) -> QWidget:
    """Show the choice of a PIN, and what it is for."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.addWidget(PinStep(world.surroundings, world.worker, frame))
    return frame


def cover(world: ShotWorld) -> QWidget:
    """Show the neutral page while a PIN is typed."""
    page = CoverPage(world.surroundings.language)
    page.ask_for_pin()
    page.pin.add("4")
    return page


def lock(world: ShotWorld) -> QWidget:
    """Show the lock screen of an ordinary start."""
    return LockScreen(world.surroundings, world.worker.folder, None)


def help_page(world: ShotWorld) -> QWidget:
    """The help about the conversation."""
    page = HelpPage(world.surroundings.language)
    page.show_topic("room")
    return page


def practice(world: ShotWorld) -> QWidget:
    """The practice conversation at its first page."""
    screen = PracticeScreen(world.surroundings, world.worker)
    screen.flow.begin()
    return screen


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "help": help_page,
    "practice": practice,
    "today": today,
    "people": people,
    "just-help": just_help,
    "inbox": inbox,
    "inbox-closed": inbox_closed,
    "inbox-empty": inbox_empty,
    "contacts": contacts,
    "contact-unchecked": contact_unchecked,
    "own-card-form": own_card_form,
    "settings": settings,
    "first-run": first_run,
    "passphrase": passphrase,
    "passphrase-differs": passphrase_differs,
    "pin": pin,
    "cover": cover,
    "lock": lock,
}
