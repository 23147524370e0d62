"""A hold: a court, or a lawyer, wants what is written kept; then nothing of it is erased.

It stops every way of erasing here and is seen on the person's page. It keeps
nothing from the person: sharing can be stopped, and a request to erase waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import HeldError, UsageError
from intake_app.domain.message import M
from intake_app.domain.remark import RemarkKind, latest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from intake_app.domain.ids import CaseId
    from intake_app.domain.remark import Remark
    from intake_app.domain.repositories import Unit
    from intake_app.services.remarks import Remarking
    from intake_app.services.workplace import Workplace

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Why nothing of a person may be erased, and since when."""

    id: str
    reason: str
    since: datetime


def hold_among(remarks: Iterable[Remark]) -> Hold | None:
    """Return the hold that is in force, or None."""
    found = latest(remarks, RemarkKind.HOLD).get("")
    return Hold(id=found.id, reason=found.text, since=found.at) if found is not None else None


def refuse_if_held(unit: Unit, case_id: CaseId) -> None:
    """Refuse to go on with erasing.

    Raises:
        HeldError: A hold is in force.
    """
    if hold_among(unit.remarks.of_case(case_id)) is not None:
        raise HeldError


class Holds:
    """Holds in one open profile. The methods block."""

    def __init__(self, place: Workplace, remarking: Remarking) -> None:
        self._place = place
        self._remarking = remarking

    def of(self, case_id: CaseId) -> Hold | None:
        """Return the hold that is in force, or None."""
        return self._place.do(lambda unit: hold_among(unit.remarks.of_case(case_id)))

    def place(self, case_id: CaseId, reason: str) -> None:
        """Let nothing of a person be erased from now on.

        Raises:
            UsageError: No reason is given.
        """
        self._remarking.add(case_id, RemarkKind.HOLD, "", _reason(reason), action="hold-placed")

    def lift(self, case_id: CaseId, reason: str) -> None:
        """Let it be erased again; why it was held stays in the record.

        Raises:
            UsageError: No reason is given.
        """
        why = _reason(reason)
        hold = self.of(case_id)
        if hold is not None:
            self._remarking.add(case_id, RemarkKind.HOLD_LIFTED, hold.id, why)
            self._remarking.add(case_id, RemarkKind.HOLD, "", "", action="hold-lifted")


def _reason(words: str) -> str:
    said = " ".join(words.split())[:LONGEST_REASON]
    if not said:
        raise UsageError(M("Write down why, and who asks for it."))
    return said
