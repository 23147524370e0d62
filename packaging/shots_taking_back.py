"""One person's pages, for the pictures: sharing stopped, erasing, what is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from intake_app.ui.shell.home import Home
from intake_app.ui.widgets.page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.ids import CaseId
    from shots_world import ShotWorld


def _shared(world: ShotWorld) -> CaseId:
    """Return the case of somebody whose referral an office accepted."""
    sent = world.worker.referrals.sent()
    return next(s.record.case_id for s in reversed(sent) if s.record.case_id is not None)


def _home(world: ShotWorld) -> Home:
    home = Home(world.surroundings, world.worker)
    world.settle()
    home.today.person_asked.emit(_shared(world))
    world.settle()
    return home


def person(world: ShotWorld) -> QWidget:
    """Show somebody of whom an office has something."""
    world.worker.taking_back.share_again(_shared(world))
    return _home(world)


def person_stopped(world: ShotWorld) -> QWidget:
    """Show whom to call once sharing has stopped."""
    person(world)
    home = _home(world)
    home.person.sharing.stop.click()
    world.settle()
    return home


def person_phone(world: ShotWorld) -> QWidget:
    """Show what is asked of somebody who calls, beside a wrong phrase."""
    person(world)
    home = _home(world)
    erasing = home.person.erasing
    erasing.calls.click()
    erasing.said.setText("red hat")
    erasing.check.click()
    world.settle()
    page = next(a for a in home.person.findChildren(ScrollPage) if a.isAncestorOf(erasing))
    QTimer.singleShot(0, page, partial(page.ensureWidgetVisible, erasing.phone))  # once laid out
    return home


def information(world: ShotWorld) -> QWidget:
    """Show what is written about somebody, in Tigrinya."""
    person(world)
    home = _home(world)
    home.person.written.click()
    world.settle()
    return home


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "person": person,
    "person-stopped": person_stopped,
    "person-phone": person_phone,
    "information": information,
}
