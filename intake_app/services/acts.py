"""The order of the acts of one conversation: none is stored before an earlier one.

When an act finds no room on the disk, smaller ones behind it might. They would
then stand before it in the journal, and a second time behind it once it was
tried again. So they wait: what was said later is stored later, and each once.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from intake_app.domain.answer import EventKind
from intake_app.domain.errors import DiskFullError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from intake_app.domain.answer import Event
    from intake_app.domain.case import Interview
    from intake_app.domain.form import ChangeSet
    from intake_app.domain.ports import CaseCipher, StoreWorker, Units
    from intake_app.domain.repositories import Interviews

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An act that is on disk now.

    Attributes:
        seq: Its number in the conversation's journal.
        at: The moment written with it.
    """

    seq: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An act that shows on the screen and is on its way to the disk.

    Attributes:
        event: What goes into the journal.
        changes: What it changed in the form, or None for acts beside the form.
        saved: Done once committed; its exception says why not.
        number: Its place among the acts of this conversation; kept when it is tried again.
    """

    event: Event
    changes: ChangeSet | None
    saved: Future[Saved]
    number: int


class ActOrder:
    """Which acts found no room and are still to be stored."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest = 0
        self._waiting: set[int] = set()

    def next(self) -> int:
        """Return the number of a new act."""
        with self._lock:
            self._latest += 1
            return self._latest

    def store(self, number: int, unit: Callable[[], T]) -> T:
        """Run the unit of work that stores an act, on the store's thread.

        Raises:
            DiskFullError: There is no room for it, or there was none for an
                earlier one that is not stored yet; nothing of it was kept.
        """
        try:
            self._refuse_behind(number)
            result = unit()
        except DiskFullError:
            with self._lock:
                self._waiting.add(number)
            raise
        except BaseException:
            self.give_up(number)
            raise
        self.give_up(number)
        return result

    def give_up(self, number: int) -> None:
        """Let others pass an act: it is stored, or is not to be stored any more."""
        with self._lock:
            self._waiting.discard(number)

    def _refuse_behind(self, number: int) -> None:
        with self._lock:
            if any(earlier < number for earlier in self._waiting):
                raise DiskFullError


def submitted(store: StoreWorker, job: Callable[[Units], Saved]) -> Future[Saved]:
    """Return the job's future; one that has failed already when the store is closed."""
    try:
        return store.submit(job)
    except StoreError as error:
        refused: Future[Saved] = Future()
        refused.set_exception(error)
        return refused


_QUIET = frozenset(
    {
        EventKind.UNCLEAR,
        EventKind.TRANSLATION,
        EventKind.DANGER,
        EventKind.DISCLOSURE,
        EventKind.CONCERN,
        EventKind.ASK_AGAIN,
    }
)


def audit_action(event: Event) -> str:
    """Return what the chain calls an event.

    The chain outlives the person's erasure, so it does not say that there was
    danger, or that a child told something: such an entry is a note.
    """
    return EventKind.NOTE.value if event.kind in _QUIET else event.kind.value


def audit_details(event: Event, interview: Interview, cipher: CaseCipher) -> dict[str, str]:
    """Return what the chain may say of an event: ids, and a keyed stand-in for the value."""
    details: dict[str, str] = {}
    if event.node is not None:
        details["node"] = event.node
    said = "\0".join((event.value, event.state or "", event.basis or ""))
    details["said"] = cipher.commit_to(interview.case_id, said.encode("utf-8")).hex()
    return details


def bring_up_to_date(interviews: Interviews, interview: Interview, event: Event) -> None:
    """Bring the conversation itself up to date with what an event says of it."""
    match event.kind:
        case EventKind.LANGUAGE:
            interviews.set_languages(interview.id, interview.languages)
        case EventKind.INTERPRETER:
            interviews.set_participants(interview.id, interview.participants)
        case EventKind.PAUSED | EventKind.RESUMED | EventKind.FINISHED:
            interviews.set_state(interview.id, interview.state, interview.ended_at)
        case _:
            pass
