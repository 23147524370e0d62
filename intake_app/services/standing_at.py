"""The question in sight: kept at once, so that a conversation opens there after the power is lost.

It is one small row beside the journal, written on the store's thread and never waited
for: the journal says what was said, this only says where we are. A row that cannot be
written is let go; the conversation then opens at what was said last.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from intake_app.domain.errors import IntakeError
from intake_app.domain.ids import NodeRef

if TYPE_CHECKING:
    from intake_app.domain.ids import InterviewId
    from intake_app.domain.ports import StoreWorker, Units
    from intake_app.domain.repositories import Unit


class StandingAt:
    """Where the conversations of one profile stand."""

    def __init__(self, store: StoreWorker) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._latest: tuple[InterviewId, str] | None = None
        self._is_queued = False

    def stand_at(self, interview_id: InterviewId, node: NodeRef | None) -> None:
        """Keep which question is in sight, or that none is; returns at once.

        Who goes on fast leaves one row behind, not one for each step.
        """
        with self._lock:
            place = interview_id, node or ""
            if place == self._latest:
                return
            self._latest = place
            if self._is_queued:
                return
            self._is_queued = True
        with suppress(IntakeError):
            self._store.submit(self._write)

    def read(self, unit: Unit, interview_id: InterviewId) -> tuple[bool, NodeRef | None]:
        """Return whether it is known where the conversation stands, and the question, if any."""
        unknown = "?"
        node = unit.settings.get(_name(interview_id), unknown)
        return node != unknown, NodeRef(node) if node and node != unknown else None

    def _write(self, units: Units) -> None:
        with self._lock:
            self._is_queued = False
            place = self._latest
        if place is not None:
            with units.begin() as unit:
                unit.settings.put(_name(place[0]), place[1])


def _name(interview_id: InterviewId) -> str:
    """Return the setting's name; it is deleted with the case (`store.cases`)."""
    return f"standing-at {interview_id}"
