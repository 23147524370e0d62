"""Gates: what is behind one, and when a pause is worth a word (form-definition, "A gate")."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from intake_app.domain.form import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from intake_app.domain.ids import NodeRef
    from intake_app.services.journal import Journal
    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.session import FormSession

BREAK_AFTER: Final = timedelta(minutes=25)
"""After so long without a pause one is offered (screens, "The room")."""

ENOUGH_DECLINED: Final = 2
"""After so many *rather not say* in a topic with a gate a pause is offered."""


def questions_behind(session: FormSession, gate: NodeRef) -> list[NodeRef]:
    """Return the questions a gate opens that have neither an answer nor a reason.

    It is opened for a moment to see them; what they would open in turn, by an
    answer or as a gate of their own, is not among them.
    """
    opened = session.set(gate, "yes")
    asked = next(
        (
            nodes
            for topic in session.outline(session.languages[:1])
            if gate in (nodes := [node for page in topic.pages for node in page.nodes])
        ),
        [gate],
    )
    session.apply(opened.inverse)
    views = (session.question(node, ()) for node in asked[asked.index(gate) + 1 :])
    return [
        view.node
        for view in views
        if not (view.value or view.state or view.readonly) and view.kind != QuestionKind.NOTE
    ]


def gated_topics(definition: FormDefinition) -> frozenset[str]:
    """Return the paths of the topics that have a gate."""
    nodes = definition.nodes.items()
    return frozenset(_topic_of(path) for path, d in nodes if d.ours.get("gate") == "yes")


def is_time_for_a_break(
    journal: Journal, gated: Collection[str], *, sat_down: datetime, now: datetime
) -> bool:
    """Whether a pause is worth a word: we have talked for long, or much was left unsaid.

    Args:
        journal: What has happened; a pause begins the count anew.
        gated: The form's `gated_topics`: only they count what was left unsaid.
        sat_down: When this sitting began, if there was no pause since.
        now: The moment.
    """
    began = max(journal.began_at() or sat_down, sat_down)
    if now - began >= BREAK_AFTER:
        return True
    declined = [_topic_of(node) for node in journal.declined_since_pause()]
    return any(declined.count(topic) >= ENOUGH_DECLINED for topic in gated)


def _topic_of(node: str) -> str:
    """Return the part of a path that names its topic: the form, and one group in it."""
    return "/".join(node.split("/")[:3])
