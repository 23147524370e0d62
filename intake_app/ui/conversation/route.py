"""The way through all topics of a conversation: its steps in order, and how one is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.ui.conversation.steps import steps_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from intake_app.domain.form import TopicView
    from intake_app.domain.ids import NodeRef
    from intake_app.ui.conversation.steps import Step


class Route:
    """The steps there are now; answers make another one, which is a new route.

    No step (None) is a place, too: between topics, behind the last one, and
    after a pause.
    """

    def __init__(self, topics: Sequence[TopicView] = ()) -> None:
        self.topics = tuple(topics)
        self.steps: list[Step] = [step for topic in self.topics for step in steps_of(topic)]

    def first(self) -> Step | None:
        """Return the first step, if there is any."""
        return self.steps[0] if self.steps else None

    def found(self, node: NodeRef | None) -> Step | None:
        """Return the step in which a node is in sight, or None."""
        return next((step for step in self.steps if node == step.node or node in step.nodes), None)

    def first_of(self, topic: str, away: Collection[NodeRef] = ()) -> Step | None:
        """Return the first step of the topic of that key (`steps.key_of`).

        Nothing leads by itself to the questions that are put away; where there
        are no others in the topic, that is no step.
        """
        steps = (s for s in self.steps if s.topic == topic and not _is_away(s, away))
        return next(steps, None)

    def inside(self, instance: NodeRef) -> Step | None:
        """Return the first step of one instance of a repeat."""
        steps = (s for s in self.steps if s.nodes and s.nodes[0].startswith(f"{instance}/"))
        return next(steps, None)

    def moved(self, step: Step | None, by: int, away: Collection[NodeRef] = ()) -> Step | None:
        """Return the step before (-1) or after (1); before the first one stands nothing.

        Behind the last step, and forward from no step, is no step. Questions
        that are put away are passed over.
        """
        if step is None:
            return self.steps[-1] if by < 0 and self.steps else None
        place = self.steps.index(step) + by
        while 0 <= place < len(self.steps) and _is_away(self.steps[place], away):
            place += by
        if place < 0:
            return step
        return self.steps[place] if place < len(self.steps) else None

    def past(self, step: Step) -> Step | None:
        """Return the first step of the next topic."""
        behind = self.steps[self.steps.index(step) :]
        return next((later for later in behind if later.topic != step.topic), None)

    def after_change(self, before: Route, step: Step) -> Step | None:
        """Return where one stands who stood at a step of the route `before`.

        The same step, or the last one before it that is still there.
        """
        same = self.found(step.node)
        if same is not None:
            return same
        place = before.steps.index(step) if step in before.steps else 0
        left = (self.found(earlier.node) for earlier in reversed(before.steps[:place]))
        return next((found for found in left if found is not None), None)


def _is_away(step: Step, away: Collection[NodeRef]) -> bool:
    return bool(step.nodes) and all(node in away for node in step.nodes)
