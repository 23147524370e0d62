"""The way through a topic: its pages, and a place to add to or take from each repeat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.form import PageView, RepeatView, TopicView
    from intake_app.domain.ids import NodeRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is in sight at once: a page of questions, or one repeat.

    Attributes:
        topic: Key of its topic (see `key_of`).
        within: The repeat whose instance the page belongs to, and which one (from 1).
    """

    topic: str
    page: PageView | None = None
    repeat: RepeatView | None = None
    within: tuple[RepeatView, int] | None = None

    @property
    def node(self) -> NodeRef | None:
        """The node by which the step is found again."""
        if self.page is not None:
            return self.page.nodes[0]
        return self.repeat.node if self.repeat is not None else None

    @property
    def nodes(self) -> tuple[NodeRef, ...]:
        """The questions in sight."""
        return self.page.nodes if self.page is not None else ()


def key_of(topic: TopicView) -> str:
    """Return the key of a topic; the worker's notes have the form's root as node."""
    return f"{topic.node}#notes" if topic.is_notes else str(topic.node)


def steps_of(topic: TopicView) -> list[Step]:
    """Return the steps of a topic in form order; a repeat stands behind its instances."""
    key = key_of(topic)
    owners = [_owner(page, topic.repeats) for page in topic.pages]
    steps = [
        Step(topic=key, page=page, within=owner)
        for page, owner in zip(topic.pages, owners, strict=True)
    ]
    behind = [
        (repeat.place + sum(1 for o in owners if o is not None and o[0] is repeat), repeat)
        for repeat in topic.repeats
        if repeat.can_add or repeat.can_remove
    ]
    for place, repeat in sorted(behind, key=lambda pair: pair[0], reverse=True):
        steps.insert(place, Step(topic=key, repeat=repeat))
    return steps


def _owner(page: PageView, repeats: Sequence[RepeatView]) -> tuple[RepeatView, int] | None:
    """Return the innermost repeat whose instance a page lies in."""
    found: tuple[RepeatView, int] | None = None
    longest = 0
    for repeat in repeats:
        for number, instance in enumerate(repeat.instances, start=1):
            inside = page.nodes[0].startswith(f"{instance}/")
            if inside and len(instance) > longest:
                found, longest = (repeat, number), len(instance)
    return found
