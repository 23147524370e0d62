"""Through whom each answer came, and what the worker wants to ask again.

Both are read from the journal: every answer carries the interpreter of its
moment, and a question leaves the list once it is answered through somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.answer import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intake_app.domain.answer import Event
    from intake_app.domain.case import Participant
    from intake_app.domain.ids import NodeRef
    from intake_app.services.journal import Journal


class Heard:
    """What the journal of one conversation says of its interpreters."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def remember(self, people: Iterable[Participant]) -> str:
        """Return what the journal keeps of people: their id and alias, one on each line.

        Who has left is not among the participants any more, but answers still name them.
        """
        return "\n".join(dict.fromkeys(f"{p.id} {p.alias}" for p in people))

    def alias(self, who: str, present: Iterable[Participant]) -> str:
        """Return what an interpreter of this conversation is called, here or gone."""
        names = {p.id: p.alias for p in present}
        for event in reversed(self._journal.events):
            if event.kind is EventKind.INTERPRETER:
                names = dict(_named(event)) | names
        return names.get(who) or who

    def alias_at(self, event: Event, present: Iterable[Participant]) -> str:
        """Return what whoever an answer came through was called at that time, or ""."""
        events = self._journal.events
        at = next((i for i, each in enumerate(events) if each is event), len(events))
        changes = (later for later in events[at:] if later.kind is EventKind.INTERPRETER)
        change = next(changes, None)  # it names those first who were there before it
        named = ((p.id, p.alias) for p in present) if change is None else _named(change)
        return next((alias for who, alias in named if who == event.via), "")

    def via(self, node: NodeRef) -> str:
        """Return the id of the interpreter through whom a question was last answered, or ""."""
        found = (
            e for e in reversed(self._journal.events) if e.node == node and e.kind in _ANSWERING
        )
        latest = next(found, None)
        return latest.via if latest is not None and latest.kind is EventKind.ANSWERED else ""

    def interpreters(self) -> Sequence[str]:
        """Return the ids of everyone through whom anything was answered, in order."""
        answered = (event.via for event in self._journal.events if event.kind is EventKind.ANSWERED)
        return [who for who in dict.fromkeys(answered) if who]

    def through(self, who: str) -> Sequence[NodeRef]:
        """Return the questions whose present answer came through this interpreter, in order."""
        nodes = dict.fromkeys(e.node for e in self._journal.events if e.kind is EventKind.ANSWERED)
        return [node for node in nodes if node is not None and self.via(node) == who]

    def to_ask_again(self) -> Sequence[NodeRef]:
        """Return the questions on the worker's list, in the order they came onto it."""
        listed: dict[NodeRef, str] = {}
        for event in self._journal.events:
            node = event.node
            if node is None:
                continue
            if event.kind is EventKind.ASK_AGAIN:
                listed.pop(node, None)
                if event.value:
                    listed[node] = self._via_before(event)
            elif event.kind in _ANSWERING and event.via != listed.get(node, event.via):
                del listed[node]
        return list(listed)

    def concerns(self) -> Sequence[Event]:
        """Return what was noted for the lead only, oldest first."""
        return [event for event in self._journal.events if event.kind is EventKind.CONCERN]

    def _via_before(self, listed: Event) -> str:
        """Return through whom the answer came that a question was listed for."""
        latest = ""
        for event in self._journal.events:
            if event is listed:
                break
            if event.node == listed.node and event.kind is EventKind.ANSWERED:
                latest = event.via
        return latest


_ANSWERING = frozenset({EventKind.ANSWERED, EventKind.CLEARED})


def _named(event: Event) -> Iterator[tuple[str, str]]:
    for line in event.value.splitlines():
        who, _, alias = line.partition(" ")
        yield who, alias
