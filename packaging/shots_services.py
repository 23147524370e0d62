"""Services, Just help, and receivers without Intake, for the pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.directory import Way
from intake_app.ui.conversation.flow import ConversationFlow
from intake_app.ui.conversation.referral.screen import ReferralScreen
from shots_shell import at_home
from shots_world import SERVICES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from shots_world import ShotWorld

AGREED = ("need", "people", "languages")


def services(world: ShotWorld) -> QWidget:
    """Show the directory."""
    return at_home(world, world.worker, "services")


def services_empty(world: ShotWorld) -> QWidget:
    """Show what is said while there is no directory."""
    return at_home(world, world.desk, "services")


def services_file(world: ShotWorld) -> QWidget:
    """Show what a file would change, with rows that cannot be taken."""
    path = world.folder / "newer.csv"
    text = SERVICES.read_text("utf-8").replace("phone; paper", "pigeon", 1)
    path.write_text(text.replace("12 Quay Street", "14 Quay Street"), "utf-8")
    home = at_home(world, world.worker, "services")
    home.services._on_file(path)  # noqa: SLF001 - as the file dialog does
    world.settle()
    return home


def just_help_card(world: ShotWorld) -> QWidget:
    """Show a card in Tigrinya."""
    home = at_home(world, world.worker, "just-help")
    home.just_help.needs["doctor"].click()
    world.settle()
    home.just_help.languages.button("ti").click()
    world.settle()
    home.just_help.rows.buttons()[0].click()
    world.settle()
    return home


def just_help_empty(world: ShotWorld) -> QWidget:
    """Show a need while there is no directory."""
    home = at_home(world, world.desk, "just-help")
    home.just_help.needs["sleep"].click()
    world.settle()
    return home


def _handing(world: ShotWorld, way: Way) -> QWidget:
    flow = ConversationFlow(world.surroundings, world.worker)
    flow.refer(world.stopped.case.id)
    world.settle()
    screen = flow.findChild(ReferralScreen)
    row = next(r for r in screen.offices.without.rows() if way in r.service.ways)
    row.button.click()
    world.settle()
    for line in screen.lines.rows():
        line.segments().buttons()[0 if line.line.group in AGREED else 1].click()
    screen.leaves.manner.buttons()[0].click()
    world.settle()
    leaves = screen.leaves
    (leaves.call_button if way is Way.PHONE else leaves.sheet_button).click()
    world.settle()
    return flow


def call(world: ShotWorld) -> QWidget:
    """Show what to say on the phone, line by line."""
    return _handing(world, Way.PHONE)


def sheet(world: ShotWorld) -> QWidget:
    """Show a sheet that was agreed to."""
    return _handing(world, Way.PAPER)


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "services": services,
    "services-empty": services_empty,
    "services-file": services_file,
    "just-help-card": just_help_card,
    "just-help-empty": just_help_empty,
    "referral-call": call,
    "referral-sheet": sheet,
}
