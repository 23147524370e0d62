"""Whom the lead is still to be told of: a line under Today, and never why.

The program has no network and alerts nobody. So what a card of `urgent` has
written down leaves this behind until somebody says that the lead was told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.remark import Lead, Remark, RemarkKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from intake_app.domain.ids import CaseId
    from intake_app.domain.repositories import Unit
    from intake_app.services.remarks import Remarking
    from intake_app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLine:
    """A person of whom the lead is to be told, or was told lately.

    Attributes:
        at: When it became due, or when the lead was told.
    """

    case_id: CaseId
    code: str
    at: datetime
    is_told: bool


class TellingLead:
    """Who is to be told of in one open profile. The methods block."""

    def __init__(self, place: Workplace, remarking: Remarking) -> None:
        self._place = place
        self._remarking = remarking

    def is_due(self, case_id: CaseId) -> bool:
        """Note that the lead is to be told; return whether that was not noted already."""
        is_new = self._word(case_id) != Lead.TO_TELL
        if is_new:
            self._remarking.add(case_id, RemarkKind.LEAD, "", Lead.TO_TELL.value)
        return is_new

    def is_not_due(self, case_id: CaseId) -> None:
        """Take that back, when nothing was the matter; what the lead was told stays."""
        if self._word(case_id) == Lead.TO_TELL:
            self._remarking.add(case_id, RemarkKind.LEAD, "", "")

    def tell(self, case_id: CaseId) -> None:
        """Note that the lead was told now; the earlier time stays when it is noted twice."""
        if self._word(case_id) != Lead.TOLD:
            self._remarking.add(case_id, RemarkKind.LEAD, "", Lead.TOLD.value)

    def lines(self, lately: timedelta) -> Sequence[LeadLine]:
        """Return who is to be told of, the longest waiting first, then who was told of `lately`."""
        now = self._place.clock.now()

        def work(unit: Unit) -> list[LeadLine]:
            latest: dict[CaseId, Remark] = {}
            for remark in unit.remarks.of_kind(RemarkKind.LEAD):
                latest[remark.case_id] = remark
            found: list[LeadLine] = []
            for case_id, remark in latest.items():
                is_told = remark.text == Lead.TOLD
                is_old = is_told and now - remark.at > lately
                case = unit.cases.get(case_id)
                if remark.text and not is_old and case is not None and case.erased_at is None:
                    line = LeadLine(case_id=case_id, code=case.code, at=remark.at, is_told=is_told)
                    found.append(line)
            return found

        return sorted(self._place.do(work), key=lambda line: (line.is_told, line.at))

    def _word(self, case_id: CaseId) -> str:
        remarks = self._place.do(lambda unit: unit.remarks.of_case(case_id))
        words = [remark.text for remark in remarks if remark.kind is RemarkKind.LEAD]
        return words[-1] if words else ""
