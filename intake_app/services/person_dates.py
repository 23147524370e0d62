"""The days that matter to a person: kept, done, due."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.domain.ids import new_id
from intake_app.domain.rights import PersonDate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.ids import CaseId
    from intake_app.domain.repositories import Unit
    from intake_app.domain.rights import DateKind
    from intake_app.services.workplace import Workplace


class PersonDays:
    """The days of one open profile's people; the methods block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def today(self) -> date:
        """Return the day it is where this computer stands."""
        return self._place.clock.now().astimezone(ZoneInfo(self._place.timezone)).date()

    def of_case(self, case_id: CaseId) -> Sequence[PersonDate]:
        """Return a person's days, the earliest first."""
        return self._place.do(lambda unit: unit.person_dates.of_case(case_id))

    def due(self) -> Sequence[PersonDate]:
        """Return everyone's days up to today that are not done, the earliest first."""
        today = self.today()
        return self._place.do(lambda unit: unit.person_dates.due(today))

    def due_people(self) -> Sequence[tuple[PersonDate, str]]:
        """Return the earliest due day of each person who has one, with the person's code."""
        today = self.today()

        def work(unit: Unit) -> Sequence[tuple[PersonDate, str]]:
            first: dict[CaseId, PersonDate] = {}
            for day in unit.person_dates.due(today):
                first.setdefault(day.case_id, day)
            found = [(day, unit.cases.get(case_id)) for case_id, day in first.items()]
            return [(day, case.code) for day, case in found if case is not None]

        return self._place.do(work)

    def add(
        self, case_id: CaseId, kind: DateKind, day: date, note: str = "", *, on_copy: bool = True
    ) -> PersonDate:
        """Keep a day.

        Raises:
            StoreError: It was not kept.
        """
        found = PersonDate(
            id=new_id(self._place.random),
            case_id=case_id,
            kind=kind,
            day=day,
            at=self._place.clock.now(),
            note=note,
            on_copy=on_copy,
        )
        self._put(found)
        return found

    def set_done(self, found: PersonDate, *, done: bool) -> None:
        """Say that a day needs no more attention, or does again."""
        self._put(replace(found, done=done))

    def set_on_copy(self, found: PersonDate, *, on_copy: bool) -> None:
        """Say whether a day stands on the person's copy."""
        self._put(replace(found, on_copy=on_copy))

    def drop(self, found: PersonDate) -> None:
        """Take a day away; `restore` brings it back."""

        def work(unit: Unit) -> None:
            unit.audit.append("day-dropped", found.case_id)
            unit.person_dates.drop(found.id)

        self._place.do(work)

    def restore(self, found: PersonDate) -> None:
        """Bring a day back that was taken away."""
        self._put(found)

    def _put(self, found: PersonDate) -> None:
        def work(unit: Unit) -> None:
            unit.audit.append("day-kept", found.case_id)
            unit.person_dates.put(found)

        self._place.do(work)
