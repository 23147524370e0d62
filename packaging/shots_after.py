"""The pages after the questions, for the pictures: plan, rights, options, summary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.rights import DateKind
from intake_app.services.forms import ADULT_FORM, PLAN_FORM
from intake_app.ui.conversation.after.copy_page import CopyPage
from intake_app.ui.conversation.after.doors import Way
from intake_app.ui.conversation.flow import ConversationFlow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.ids import CaseId
    from shots_world import ShotWorld

SAID = {
    ADULT_FORM: {"R05": "neither", "R06": "part", "R07": "yes", "R08_gate": "yes", "R09": "online"},
    PLAN_FORM: {
        "N16": "great", "N17": "some", "N19": "The neighbour on the second floor",
        "N25": "phone number", "N21": "Talk about the market", "leaving_week": "Copy the papers",
        "out_now": "Not on the main street", "N28_when": "Friday, at the clinic",
        "out_later": "A course", "N27": "disguised",
    },
}  # fmt: skip


def _prepared(world: ShotWorld) -> CaseId:
    """Return the invented person with two talks, days and a wish; the same when asked again."""
    case_id = world.stopped.case.id
    if not world.worker.person_days.of_case(case_id):
        for form, answers in SAID.items():
            live = world.worker.further.open(case_id, form)
            for name, value in answers.items():
                live.answer(live.node_named(name), value, language="en").saved.result()
        days = world.worker.person_days
        days.add(case_id, DateKind.HEARING, date(2026, 12, 1), "Room 4, at 9")
        days.add(case_id, DateKind.REFLECTION, date(2026, 12, 24))
    return case_id


def _page(world: ShotWorld, way: Way) -> QWidget:
    flow = ConversationFlow(world.surroundings, world.worker)
    flow.after(_prepared(world), way.value)
    return flow


def plan(world: ShotWorld) -> QWidget:
    """Show the plan by time and place."""
    return _page(world, Way.PLAN)


def rights(world: ShotWorld) -> QWidget:
    """Show rights and days."""
    return _page(world, Way.RIGHTS)


def options(world: ShotWorld) -> QWidget:
    """Show what is possible."""
    return _page(world, Way.OPTIONS)


def summary(world: ShotWorld) -> QWidget:
    """Show the worker's summary."""
    return _page(world, Way.SUMMARY)


def take_along(world: ShotWorld) -> QWidget:
    """Show what a person may take along, once it is said to be safe."""
    flow = _page(world, Way.COPY)
    world.settle()
    (page,) = flow.findChildren(CopyPage)
    page.safe.buttons()[1].click()
    return flow


def correct(world: ShotWorld) -> QWidget:
    """Show all that can be put right."""
    return _page(world, Way.CORRECT)


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "plan": plan,
    "rights": rights,
    "options": options,
    "summary": summary,
    "take-along": take_along,
    "correct": correct,
}
