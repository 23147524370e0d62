"""What some situations of the field bring into sight: another calendar, a court, a child's card."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from intake_app.domain.given_date import Calendar
from intake_app.services.child_help import child_help
from intake_app.services.holds import Hold
from intake_app.ui.conversation.opening.ends import Safeguarding
from intake_app.ui.conversation.other_calendar import OtherCalendar
from intake_app.ui.person.court import CourtBox
from intake_app.ui.widgets.page import ScrollPage
from shots_room import resumed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.ids import NodeRef
    from intake_app.ui.conversation.room import Room
    from intake_app.ui.widgets.segmented import Segmented
    from shots_world import ShotWorld

ASOJ = 6


def calendar(world: ShotWorld) -> QWidget:
    """Show a date of another calendar being given beside an answer in people's own words."""
    flow = resumed(world)
    room = cast("Room", flow.room())
    room.go_to(_free_text(room))
    world.settle()
    part = next(p for p in flow.findChildren(OtherCalendar) if p.parentWidget().isVisibleTo(flow))
    part.open()
    _choose(part.calendars, list(Calendar).index(Calendar.BIKRAM_SAMBAT))
    if part.month is not None:
        _choose(part.month, ASOJ - 1)
    part.year.setText("2079")
    part.year.textEdited.emit("2079")
    world.settle()
    return flow


def court(world: ShotWorld) -> QWidget:
    """Show what a court or a lawyer can be given, folded out, while nothing may be erased."""
    page = ScrollPage(widest=980)
    box = CourtBox(world.surroundings, world.worker, page)
    page.column.addWidget(box.held)
    page.column.addWidget(box)
    page.column.addStretch(1)
    case_id = world.stopped.case.id
    since = world.surroundings.program.clock.now()
    box.show_hold(case_id, Hold(id="1", reason="District court, file 4711 (invented)", since=since))
    box.button.click()
    world.settle()
    for button in list(box.parts.values())[:2]:
        button.setChecked(True)
    return page


def child(world: ShotWorld) -> QWidget:
    """Show the card for someone who may be under 18, with whom to call."""
    card = Safeguarding(world.surroundings.language)
    card.show_help(child_help(world.worker))
    return card


def _free_text(room: Room) -> NodeRef:
    return room.live.node_named("R03_note")


def _choose(segments: Segmented, index: int) -> None:
    segments.buttons()[index].click()


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "calendar": calendar,
    "court": court,
    "child-card": child,
}
