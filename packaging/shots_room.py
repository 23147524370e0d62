"""The screens of a conversation, for the pictures: opening, the room, pause, finish, referral."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from intake_app.domain.consent import Choice
from intake_app.ui.conversation.finish import FinishGently
from intake_app.ui.conversation.flow import ConversationFlow
from intake_app.ui.conversation.pause import CalmPage
from intake_app.ui.conversation.waiting import Waiting
from intake_app.ui.widgets.bars import FooterBar
from intake_app.ui.widgets.topics import TopicList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.ui.conversation.room import Room
    from shots_world import ShotWorld

GATED = 4
"""Place of the topic that opens with a gate."""

TOPIC = 3
"""Place of the topic about freedom: in every language another name, in each the same place."""


def resumed(world: ShotWorld) -> ConversationFlow:
    """Take the invented conversation up again, in the languages of the picture."""
    flow = ConversationFlow(world.surroundings, world.worker)
    flow.resume(world.stopped.interview.id)
    world.settle()
    room = cast("Room", flow.room())
    spoken = world.surroundings.language.language.tag
    leading = spoken if spoken in room.live.form_languages else "en"
    room.keep(room.live.use_languages(leading, world.person))
    room.refresh()
    world.settle()
    return flow


def _footer(flow: ConversationFlow) -> FooterBar:
    return next(bar for bar in flow.findChildren(FooterBar) if bar.isVisibleTo(flow))


def opening(world: ShotWorld) -> QWidget:
    """Show the first of the three opening screens."""
    flow = ConversationFlow(world.surroundings, world.worker)
    flow.begin()
    return flow


def waiting(world: ShotWorld) -> QWidget:
    """Show what stands where a conversation comes while it is read from a slow disk."""
    return Waiting(world.surroundings.language)


def room(world: ShotWorld) -> QWidget:
    """Show one question in two languages, of a topic that was talked about before."""
    flow = resumed(world)
    topics = flow.findChild(TopicList)
    topics.rows()[TOPIC].click()
    return flow


def gate(world: ShotWorld) -> QWidget:
    """Show the gate before a topic that may hurt."""
    flow = resumed(world)
    flow.findChild(TopicList).rows()[GATED].click()
    return flow


def help_now(world: ShotWorld) -> QWidget:
    """Show what to do at once, over a question."""
    flow = resumed(world)
    cast("Room", flow.room()).help_now.danger_asked.emit()
    return flow


def listen(world: ShotWorld) -> QWidget:
    """Show where a child's words are written down."""
    flow = resumed(world)
    cast("Room", flow.room()).help_now.disclosure_asked.emit()
    return flow


def pause(world: ShotWorld) -> QWidget:
    """Show the calm page."""
    flow = resumed(world)
    _footer(flow).pause_button.click()
    return flow


def resting(world: ShotWorld) -> QWidget:
    """Show the calm page alone, as it also stands when nobody touched anything for long."""
    flow = pause(world)
    cast("CalmPage", flow.findChild(CalmPage)).rest.click()
    return flow


def finish(world: ShotWorld) -> QWidget:
    """Show the way to finish gently."""
    flow = resumed(world)
    _footer(flow).finish_button.click()
    return flow


def finish_asks(world: ShotWorld) -> QWidget:
    """Show the question whether all may be kept, where nobody has said so before."""
    flow = resumed(world)
    live = cast("Room", flow.room()).live
    flow.stage.show_screen(FinishGently(world.surroundings.language, live, Choice.NOT_YET, flow))
    return flow


def referral(world: ShotWorld) -> QWidget:
    """Show the offices to choose from for a referral."""
    flow = ConversationFlow(world.surroundings, world.worker)
    flow.refer(world.stopped.case.id)
    return flow


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "opening": opening,
    "waiting": waiting,
    "room": room,
    "gate": gate,
    "help-now": help_now,
    "listen": listen,
    "pause": pause,
    "resting": resting,
    "finish": finish,
    "finish-asks": finish_asks,
    "referral": referral,
}
