"""A case, its conversations, and who took part in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.ids import CaseId, InterviewId


class Mode(StrEnum):
    """How much is kept; follows from what the person agreed to, never chosen for them."""

    NEEDS_ONLY = "needs-only"
    WITHOUT_NAME = "without-name"
    WITH_NAME = "with-name"


class AgeBranch(StrEnum):
    """Adult, or possibly not: the last two open safeguarding and needs only."""

    ADULT = "adult"
    MAYBE_UNDER_18 = "maybe-under-18"
    UNDER_18 = "under-18"

    @property
    def is_protected(self) -> bool:
        """Whether the adult questions must never be opened."""
        return self is not AgeBranch.ADULT


class Role(StrEnum):
    """Who is with us in the conversation, besides the person and the worker."""

    INTERPRETER = "interpreter"
    MEDIATOR = "mediator"
    TRUSTED = "trusted-person"
    GUARDIAN = "guardian"
    LAWYER = "lawyer"


INTERPRETING: Final = frozenset({Role.INTERPRETER, Role.MEDIATOR})
"""Who carries the words between the person and the worker."""


class Presence(StrEnum):
    """How an interpreter takes part."""

    IN_ROOM = "in-room"
    BY_PHONE = "by-phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Someone who takes part besides the person and the worker.

    Attributes:
        alias: What the record calls them ("Interpreter A"); never a full name.
        language: BCP 47 tag of the person's language they work in, or "".
        dialect: In their own words, or "".
        agreement_read: Whether the duty to keep secret was read to them.
        accepted: The person's own yes to them; None when not asked yet.
        on_turned_screen: Whether the person gave that yes by themselves, on the screen
            turned to them.
    """

    id: str
    role: Role
    alias: str
    language: str = ""
    dialect: str = ""
    presence: Presence = Presence.IN_ROOM
    agreement_read: bool = False
    accepted: bool | None = None
    on_turned_screen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What belongs to one person, under a code that can be said in any language.

    Attributes:
        code: Six digits, unique in the vault (see `ids.show_code`).
        hook: An optional memory hook ("blue scarf"); shown only while a key is held.
        age: What was said about age when the conversation began.
    """

    id: CaseId
    code: str
    mode: Mode
    age: AgeBranch
    opened_at: datetime
    hook: str = ""
    closed_at: datetime | None = None
    erased_at: datetime | None = None


class InterviewState(StrEnum):
    """Where a conversation stands."""

    OPEN = "open"
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One conversation on one form, pinned to the form's logic.

    Attributes:
        instance_id: The XForms instance id (``uuid:…``).
        languages: BCP 47 tags: the worker's, then the person's.
        participants: Who is with us; the first interpreter is the present one.
    """

    id: InterviewId
    case_id: CaseId
    logic_hash: str
    form_id: str
    instance_id: str
    started_at: datetime
    languages: tuple[str, ...]
    state: InterviewState = InterviewState.OPEN
    ended_at: datetime | None = None
    participants: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case as a list shows it: nothing but the code, the hook and where it stands.

    Attributes:
        stopped_at: The node of the latest answer, or None.
        latest: The latest moment anything was written.
        sent_to: The newest referral's receiver, or "".
        answer: The newest referral's state ("sent", "accepted", "declined"), or "".
    """

    case: Case
    interview: Interview | None
    latest: datetime
    stopped_at: str | None = None
    sent_to: str = ""
    answer: str = ""
