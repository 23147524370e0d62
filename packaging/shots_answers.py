"""Answers to referrals, for the pictures: later, why not, accepted, and told by phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.ui.shell.home import Home

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from shots_world import ShotWorld


def _inbox(world: ShotWorld, *, is_answered: bool) -> Home:
    """Return the desk's inbox with a referral open that is answered, or is not."""
    home = Home(world.surroundings, world.desk)
    home.go("inbox")
    world.settle()
    home.inbox.open_stick()
    world.settle()
    arrived = [a for a in world.desk.inbox.arrived() if (a.answered is not None) is is_answered]
    home.inbox.rows.opened.emit(arrived[0].record.id)
    world.settle()
    return home


def later(world: ShotWorld) -> QWidget:
    """Show a day from which an office can help."""
    home = _inbox(world, is_answered=False)
    home.inbox.answer.later.click()
    return home


def why_not(world: ShotWorld) -> QWidget:
    """Show the reasons for which an office cannot help."""
    home = _inbox(world, is_answered=False)
    home.inbox.answer.decline.click()
    return home


def answered(world: ShotWorld) -> QWidget:
    """Show the digits to read out, and what can be answered next."""
    return _inbox(world, is_answered=True)


def told_by_phone(world: ShotWorld) -> QWidget:
    """Show digits that fit nothing, on the page of the person."""
    home = Home(world.surroundings, world.worker)
    world.settle()
    sent = world.worker.referrals.sent()
    case_id = next(s.record.case_id for s in reversed(sent) if s.record.case_id is not None)
    home.today.person_asked.emit(case_id)
    world.settle()
    by_phone = home.person.by_phone
    by_phone.button.click()
    by_phone.digits.setText("4711 0815")
    by_phone.note.click()
    world.settle()
    return home


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "answer-later": later,
    "answer-why-not": why_not,
    "answer-made": answered,
    "answer-by-phone": told_by_phone,
}
