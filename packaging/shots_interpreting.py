"""The aids for interpreting, for the pictures."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from intake_app.domain.wording import LocalWording
from intake_app.ui.conversation.interpreting.cards import InterpreterCard
from intake_app.ui.conversation.interpreting.tools import ForInterpreting, Tool
from shots_room import TOPIC, resumed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.ui.conversation.flow import ConversationFlow
    from intake_app.ui.conversation.room import Room
    from shots_world import ShotWorld


def _room(world: ShotWorld) -> tuple[ConversationFlow, Room]:
    flow = resumed(world)
    room = cast("Room", flow.room())
    room.topics.rows()[TOPIC].click()
    return flow, room


def say_better(world: ShotWorld) -> QWidget:
    """Show the wording of a question and its choices, to be corrected."""
    flow, room = _room(world)
    room.aids.better_asked.emit()
    return flow


def local_wording(world: ShotWorld) -> QWidget:
    """Show a question in local wording, whose answer came through somebody who has left."""
    flow, room = _room(world)
    live, step = room.live, room.step()
    if step is not None and step.nodes:
        tag = live.interview.languages[-1]
        view, source = live.question_in(step.nodes[0], (tag,)), live.source_of(step.nodes[0])
        first, *_ = live.rewording.sayables(view, source, tag)
        live.rewording.put(
            LocalWording(
                form_id=live.rewording.form_id,
                place=first.place,
                language=tag,
                source=first.source,
                text=first.said.text,
                by="interpreter-a",
                on=datetime(2026, 11, 24, tzinfo=UTC).date(),
            )
        )
        room.refresh()
    return flow


def glossary(world: ShotWorld) -> QWidget:
    """Show the words of a question and what they mean."""
    flow, room = _room(world)
    room.aids.words_asked.emit()
    return flow


def three_languages(world: ShotWorld) -> QWidget:
    """Show a question with a third language under the two."""
    flow, room = _room(world)
    other = next(t for t in ("ar", "ti", "en") if t not in room.live.interview.languages)
    room.live.relay = other
    room.refresh()
    return flow


def read_aloud(world: ShotWorld) -> QWidget:
    """Show a question for reading it aloud on the phone."""
    flow, room = _room(world)
    room.aids.set_aloud(True)
    return flow


def for_interpreting(world: ShotWorld) -> QWidget:
    """Show who is with us, and the card to begin with folded out."""
    flow, room = _room(world)
    room.company.click()
    card = flow.findChild(InterpreterCard)
    card.button.click()
    return flow


def concern(world: ShotWorld) -> QWidget:
    """Show the page for a worry about who interprets."""
    flow, room = _room(world)
    room.company.click()
    tools = flow.findChild(ForInterpreting)
    tools.buttons[Tool.CONCERN].click()
    return flow


def asking_again(world: ShotWorld) -> QWidget:
    """Show the list of what to ask again."""
    flow, room = _room(world)
    for node in list(room.live.answers())[:2]:
        room.keep(room.live.ask_again(node, on=True))
    room.company.click()
    tools = flow.findChild(ForInterpreting)
    tools.buttons[Tool.AGAIN].click()
    return flow


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "say-better": say_better,
    "local-wording": local_wording,
    "glossary": glossary,
    "three-languages": three_languages,
    "read-aloud": read_aloud,
    "for-interpreting": for_interpreting,
    "concern": concern,
    "asking-again": asking_again,
}
