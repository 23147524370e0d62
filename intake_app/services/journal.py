"""What has happened in one conversation so far, read back in the ways the room needs.

The store keeps the journal; this is the part of it that is on the screen, acts
included that are still on their way to the disk.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from intake_app.domain.answer import AnswerState, EventKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from intake_app.domain.answer import Basis, Event
    from intake_app.domain.ids import NodeRef

SLIP: Final = timedelta(minutes=1)
"""What is changed within this time is typing, or a slip of the finger, not another account."""

_ACCOUNTS: Final = frozenset({EventKind.ANSWERED, EventKind.CLEARED, EventKind.AMENDED})
_BEGINNINGS: Final = frozenset({EventKind.STARTED, EventKind.RESUMED})


class Journal:
    """The events of one conversation, oldest first."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._events = list(events)

    @property
    def events(self) -> Sequence[Event]:
        """Everything, oldest first."""
        return self._events

    def add(self, event: Event) -> None:
        """Put an event at the end."""
        self._events.append(event)

    def take_off(self, event: Event) -> None:
        """Forget an event that could not be stored."""
        self._events = [kept for kept in self._events if kept is not event]

    def stopped_at(self) -> NodeRef | None:
        """Return the node that was last spoken of, or None."""
        return next((e.node for e in reversed(self._events) if e.node is not None), None)

    def bases(self) -> dict[NodeRef, Basis]:
        """Return where each answer comes from, as far as said."""
        return {e.node: e.basis for e in self._events if e.node and e.basis}

    def notes_on(self, node: NodeRef, kind: EventKind = EventKind.NOTE) -> Sequence[Event]:
        """Return the notes of one kind written beside a question, oldest first."""
        return [e for e in self._events if e.kind is kind and e.node == node]

    def said_last(self, node: NodeRef) -> Event | None:
        """Return the event that gave a question its present answer, or none."""
        said = (e for e in reversed(self._events) if e.kind in _ACCOUNTS and e.node == node)
        return next(said, None)

    def translation_of(self, node: NodeRef) -> Event | None:
        """Return the translation of the present text of a question, if there is one."""
        found: Event | None = None
        said = ""
        for event in self._events:
            if event.node != node:
                continue
            if event.kind is EventKind.TRANSLATION:
                found = event if event.value else None
            elif event.kind in _ACCOUNTS and event.value != said:
                found, said = None, event.value
        return found

    def said_before(self, node: NodeRef) -> Sequence[Event]:
        """Return earlier answers to a question that stood for a while, oldest first.

        An answer stood when something else was said after it, or when it was
        left as it was for longer than `SLIP`. Going on where one stopped, with
        more text or one more choice, is the same account.
        """
        stood: dict[tuple[str, AnswerState | None], Event] = {}
        last: Event | None = None
        is_left = False
        for event in self._events:
            if event.kind not in _ACCOUNTS:
                continue
            if event.node != node:
                is_left = True
                continue
            if last is not None and (is_left or event.at - last.at > SLIP):
                stood.pop(_said(last), None)
                stood[_said(last)] = last
            last, is_left = event, False
        if last is None:
            return ()
        return [event for event in stood.values() if _is_another(event, last)]

    def put_away(self) -> frozenset[NodeRef]:
        """Return the questions that a pause left for another time, and that are so still."""
        away: set[NodeRef] = set()
        just_left: list[NodeRef] = []
        for event in self._events:
            if event.node is not None and event.state is AnswerState.ANOTHER_TIME:
                just_left.append(event.node)
                continue
            if event.kind is EventKind.PAUSED:
                away.update(just_left)
            elif event.kind in _ACCOUNTS and event.node is not None:
                away.discard(event.node)
            just_left = []
        return frozenset(away)

    def began_at(self) -> datetime | None:
        """Return when we last began or went on after a pause."""
        began = (e.at for e in reversed(self._events) if e.kind in _BEGINNINGS)
        return next(began, None)

    def declined_since_pause(self) -> frozenset[NodeRef]:
        """Return the questions answered with *rather not say* since then."""
        declined: set[NodeRef] = set()
        for event in self._events:
            if event.kind in _BEGINNINGS:
                declined.clear()
            elif event.kind in _ACCOUNTS and event.node is not None:
                declined.discard(event.node)
                if event.state is AnswerState.DECLINED:
                    declined.add(event.node)
        return frozenset(declined)

    def child_said(self) -> Sequence[Event]:
        """Return what a child told, each account once, in its last wording."""
        told: list[Event] = []
        for event in self._events:
            if event.kind is EventKind.DISCLOSURE:
                if told and event.value.startswith(told[-1].value):
                    told.pop()
                told.append(event)
        return told


def _said(event: Event) -> tuple[str, AnswerState | None]:
    return event.value, event.state


def _is_another(earlier: Event, present: Event) -> bool:
    """Return whether something else was said than now, and not just less of it."""
    if not earlier.value:
        return earlier.state is not None and earlier.state is not present.state
    return not present.value.startswith(earlier.value)
