"""What is noted about a person beside the questions: append-only, the latest counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from intake_app.domain.ids import CaseId, NodeRef


class RemarkKind(StrEnum):
    """What a remark is about."""

    READING = "reading"
    """How the worker reads what was said; in their own words, resting on answers."""
    COMMENT = "comment"
    """What the person says to the worker's reading."""
    EXPLAINED = "explained"
    """A right was explained (`subject`: the pack and the item)."""
    WISH = "wish"
    """The person's word on something that is possible (`subject`: the option)."""
    LEAD = "lead"
    """Whether the lead is to be told of this person (`Lead`); never why."""
    HOLD = "hold"
    """Why nothing of this person may be erased for now; "" lifts it (`HOLD_LIFTED` says why)."""
    HOLD_LIFTED = "hold-lifted"
    """Why a hold was lifted (`subject`: the hold)."""
    COURT = "court"
    """What was given by order of a court (`services.court_copies`)."""
    OWN_COPY = "own-copy"
    """What was made for the person to take along (`CopyKind`; `subject`: "adult" when with one)."""


class Lead(StrEnum):
    """Whether the lead knows."""

    TO_TELL = "to-tell"
    TOLD = "told"


class Wish(StrEnum):
    """The person's word on an option; none is "no"."""

    YES = "yes"
    NO = "no"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark; a later one of the same kind and subject stands in its place.

    Attributes:
        subject: What it is about, e.g. an option; "" where there is only one.
        text: The words, or a `Wish`; "" takes the earlier one back.
        cites: The answers it rests on.
        shared: Whether the person has agreed that a reading may be offered for sharing.
    """

    id: str
    case_id: CaseId
    at: datetime
    kind: RemarkKind
    subject: str = ""
    text: str = ""
    cites: tuple[NodeRef, ...] = ()
    shared: bool = False


class Remarks(Protocol):
    """Remarks within one unit of work."""

    def add(self, remark: Remark, audit_n: int) -> None:
        """Append one."""
        ...

    def of_case(self, case_id: CaseId) -> Sequence[Remark]:
        """Return the case's remarks, oldest first."""
        ...

    def of_kind(self, kind: RemarkKind) -> Sequence[Remark]:
        """Return the remarks of one kind about everyone, oldest first."""
        ...


def latest(remarks: Iterable[Remark], kind: RemarkKind) -> dict[str, Remark]:
    """Return the remark that counts on each subject; those taken back are left out."""
    found: dict[str, Remark] = {}
    for remark in remarks:
        if remark.kind is kind:
            found[remark.subject] = remark
    return {subject: remark for subject, remark in found.items() if remark.text}
