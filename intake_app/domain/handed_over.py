"""What a service without the program was given: on paper, or said on the phone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.directory import Way
    from intake_app.domain.ids import CaseId, ConsentId


class HandState(StrEnum):
    """Where it stands."""

    BEGUN = "begun"
    """A call that has not ended."""
    GIVEN = "given"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class AnsweredBy(StrEnum):
    """Who answered; never a name."""

    RECEPTION = "reception"
    SOCIAL_WORKER = "social-worker"
    DUTY = "duty"
    LEAD = "lead"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedLine:
    """One thing that was agreed to, in the words it was given in.

    Attributes:
        said: Whether it was really given; on paper everything is.
    """

    group: str
    label: str
    text: str
    said: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """One service, one agreement, one sheet or call.

    Attributes:
        service: The id in the directory; the directory may have lost it since.
        name: The service's name at that time.
        lines: Everything that was agreed for it, in the order it is given.
    """

    id: str
    case_id: CaseId
    consent_id: ConsentId
    at: datetime
    way: Way
    state: HandState
    service: str
    name: str
    lines: tuple[HandedLine, ...]
    answered_by: AnsweredBy | None = None
    answered_at: datetime | None = None


class HandedOvers(Protocol):
    """Sheets and calls within one unit of work."""

    def add(self, handed: HandedOver, audit_n: int) -> None:
        """Keep a new one."""
        ...

    def change(self, handed: HandedOver, audit_n: int) -> None:
        """Bring a known one up to date."""
        ...

    def get(self, handed_id: str) -> HandedOver | None:
        """Return it, or None."""
        ...

    def find(self, case_id: CaseId | None = None) -> Sequence[HandedOver]:
        """Return them, newest first; of one case or of all."""
        ...
