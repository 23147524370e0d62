"""The pages of a referral behind its first: an unchecked office, the lines, terms, the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.contact import Checked
from intake_app.ui.conversation.flow import ConversationFlow
from intake_app.ui.conversation.referral.screen import ReferralScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from shots_world import ShotWorld

AGREED = ("need", "people", "languages", "keep-away", "name")


def _choosing(world: ShotWorld, checked: Checked) -> tuple[ConversationFlow, ReferralScreen]:
    """Choose an office that was checked this way for the person whose conversation stopped."""
    flow = ConversationFlow(world.surroundings, world.worker)
    flow.refer(world.stopped.case.id)
    world.settle()
    screen = flow.findChild(ReferralScreen)
    # A list held by another picture may vouch for a card, too, or have taken the only one back.
    is_open = checked is Checked.NOT_YET
    cards = screen.offices.cards()
    fitting = (c for c in cards if (c.contact.checked is Checked.NOT_YET) is is_open)
    next(fitting, cards[-1]).button.click()
    world.settle()
    return flow, screen


def _answered(world: ShotWorld) -> tuple[ConversationFlow, ReferralScreen]:
    flow, screen = _choosing(world, Checked.BY_VOICE)
    for row in screen.lines.rows():
        row.segments().buttons()[0 if row.line.group in AGREED else 1].click()
    screen.leaves.manner.buttons()[0].click()
    world.settle()
    return flow, screen


def unchecked(world: ShotWorld) -> QWidget:
    """Show what is said of an office whose digits nobody has compared."""
    return _choosing(world, Checked.NOT_YET)[0]


def lines(world: ShotWorld) -> QWidget:
    """Show each line answered, and beside them exactly what leaves."""
    return _answered(world)[0]


def terms(world: ShotWorld) -> QWidget:
    """Show what the office may do with it, and until when."""
    flow, screen = _answered(world)
    screen.terms_line.change_button.click()
    return flow


def fields(world: ShotWorld) -> QWidget:
    """Show the single answers of a group, what could harm most apart from the others."""
    flow, screen = _choosing(world, Checked.BY_VOICE)
    for row in screen.lines.rows():
        if len(row.line.fields) > 1:
            row.segments().buttons()[0].click()
            row.open_button.click()
    world.settle()
    return flow


def without_name(world: ShotWorld) -> QWidget:
    """Show a notification that does not say who it is about."""
    flow, screen = _choosing(world, Checked.BY_VOICE)
    screen.terms.output.buttons()[2].click()
    for row in screen.lines.rows():
        row.segments().buttons()[0].click()
    world.settle()
    return flow


def without_agreement(world: ShotWorld) -> QWidget:
    """Show what two people must say before something leaves that the person did not agree to."""
    flow, screen = _choosing(world, Checked.BY_VOICE)
    screen.terms_line.change_button.click()
    screen.terms.ground_button.click()
    screen.ground.basis.buttons()[1].click()
    screen.ground.go_on_button.click()
    world.settle()
    return flow


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "referral-unchecked": unchecked,
    "referral-lines": lines,
    "referral-terms": terms,
    "referral-fields": fields,
    "referral-without-agreement": without_agreement,
    "referral-without-name": without_name,
}
