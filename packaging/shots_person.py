"""The screen turned to the person, and the short sentences, for the pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from intake_app.domain.case import Role
from intake_app.services.person_words import MAY_JOIN
from intake_app.ui.conversation.opening.agreement import ASKED
from intake_app.ui.conversation.person.agreeing import Agreeing
from intake_app.ui.conversation.person.own_yes import OwnYes
from intake_app.ui.conversation.person.page import PersonPage
from intake_app.ui.conversation.person.phrase_parts import PhraseButton
from intake_app.ui.conversation.person.sheet import Blank, Sheet, Source
from intake_app.ui.conversation.person.wordless import Instead, NoWords, is_written
from shots_room import resumed, room

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.ui.conversation.flow import ConversationFlow
    from intake_app.ui.conversation.room import Room
    from shots_world import ShotWorld

WATER = 2
"""Place of the sentence that asks for water."""


def turned(world: ShotWorld) -> QWidget:
    """Show a question as the person sees it."""
    flow = cast("ConversationFlow", room(world))
    world.settle()
    flow.stage.turn_asked.emit()
    return flow


def turned_to_write(world: ShotWorld) -> QWidget:
    """Show a question that the person answers in writing."""
    flow = resumed(world)
    there = cast("Room", flow.room())
    there.go_to(there.live.node_named("R18"))
    flow.stage.turn_asked.emit()
    return flow


def turned_to_a_day(world: ShotWorld) -> QWidget:
    """Show a question for a day that the person does not know exactly."""
    flow = turned_to_write(world)
    for page in flow.findChildren(PersonPage):  # none in a language without words
        page.use(_Day(page.source().sheet()))
        if page.writing is not None and page.writing.unsure is not None:
            page.writing.unsure.click()
    return flow


class _Day(Source):
    """The question of a page, as if it asked for a day."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = replace(sheet, key="day", blank=sheet.blank and Blank.DATE)

    def sheet(self) -> Sheet:
        """Return the page."""
        return self._sheet


def turned_covered(world: ShotWorld) -> QWidget:
    """Show what the turned screen covers itself with."""
    flow = turned(world)
    for page in flow.findChildren(PersonPage):
        page.cover()
    return flow


def _read_alone(world: ShotWorld, source: Source) -> QWidget:
    """Show what the person reads before the first question, or why nothing is turned."""
    language = world.surroundings.language
    if not is_written(language, world.person):
        return NoWords(language, Instead(tag=world.person))
    return PersonPage(language, source)


def own_yes(world: ShotWorld) -> QWidget:
    """Show the question whether somebody may interpret."""
    question = MAY_JOIN[Role.INTERPRETER]
    return _read_alone(world, OwnYes(world.surroundings.language, world.person, question, ""))


def agreeing(world: ShotWorld) -> QWidget:
    """Show the first page of what is agreed."""
    return _read_alone(world, Agreeing(world.surroundings.language, world.person, ASKED, {}))


def agreeing_to_write(world: ShotWorld) -> QWidget:
    """Show the first thing that is agreed on, behind the pages that are read."""
    page = agreeing(world)
    if not isinstance(page, PersonPage):
        return page
    source = page.source()
    while source.sheet().key != ASKED[0].value:  # there are no choices in an unwritten language
        source.go_on()
    return page


def phrases(world: ShotWorld) -> QWidget:
    """Show the short sentences over a question."""
    flow = cast("ConversationFlow", room(world))
    world.settle()
    flow.stage.phrases_asked.emit()
    return flow


def phrase(world: ShotWorld) -> QWidget:
    """Show one of them alone."""
    flow = phrases(world)
    world.settle()
    flow.findChildren(PhraseButton)[WATER].click()
    return flow


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "turned": turned,
    "turned-to-write": turned_to_write,
    "turned-to-a-day": turned_to_a_day,
    "turned-covered": turned_covered,
    "own-yes": own_yes,
    "agreeing": agreeing,
    "agreeing-to-write": agreeing_to_write,
    "phrases": phrases,
    "phrase": phrase,
}
