"""The memory hook: a word or two by which a worker knows again who a number is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from intake_app.domain.ids import CaseId
    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace

LONGEST_HOOK: Final = 40
"""Characters; more than a word or two would begin to tell something."""


class MemoryHooks:
    """Hooks of one open profile's people; the methods block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def keep(self, case_id: CaseId, hook: str) -> None:
        """Keep another hook, or none for "". Of someone who is erased meanwhile nothing is kept.

        Raises:
            StoreError: It could not be stored.
        """

        def work(unit: Unit) -> None:
            case = unit.cases.get(case_id)
            if case is not None and case.erased_at is None:
                unit.audit.append("memory-hook", case_id)
                unit.cases.set_hook(case_id, hook.strip()[:LONGEST_HOOK])

        self._place.do(work)
