"""What every service of one open profile works with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from intake_app.domain.errors import StoreError
from intake_app.domain.message import M
from intake_app.services.disclosure import CaseContents
from intake_app.services.shared_reading import reading_answers
from intake_app.xforms.session import FormSession

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from intake_app.domain.answer import Answer
    from intake_app.domain.case import Interview
    from intake_app.domain.ids import CaseId, InterviewId
    from intake_app.domain.ports import Clock, Random, StoreWorker, Units
    from intake_app.domain.repositories import Unit
    from intake_app.guard.process import Guard
    from intake_app.services.forms import FormLibrary
    from intake_app.vault.vault import OpenVault
    from intake_app.xforms.definition import FormDefinition


T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """The store, the keys and the world of one profile between unlock and lock.

    Attributes:
        folder: The profile's folder.
        timezone: IANA name of the zone that forms reckon local time in.
    """

    folder: Path
    store: StoreWorker
    vault: OpenVault
    forms: FormLibrary
    guard: Guard
    clock: Clock
    random: Random
    timezone: str

    def do(self, work: Callable[[Unit], T]) -> T:
        """Run `work` as one unit of work on the store's thread and wait for it.

        Blocks; a screen calls it off its own thread.

        Raises:
            StoreError: Nothing of the unit was kept.
        """

        def job(units: Units) -> T:
            with units.begin() as unit:
                return work(unit)

        return self.store.run(job)

    def form_in_use(self, form_id: str) -> bytes:
        """Return the definition that a new conversation gets; see `FormLibrary.in_use`."""
        return self.do(lambda unit: self.forms.in_use(unit, form_id))

    def read_case(self, case_id: CaseId) -> CaseContents:
        """Return all that is known of the case: its first form, and what was asked further.

        Raises:
            StoreError: There is no such case, or nothing was written down.
        """
        first, *further = self.read_all(case_id)
        remarks = self.do(lambda unit: unit.remarks.of_case(case_id))
        answers = {**first.answers, **reading_answers(remarks)}
        return replace(first, answers=answers, further=tuple(further))

    def read_all(self, case_id: CaseId) -> Sequence[CaseContents]:
        """Return the latest conversation on each form, the form that opened the case first.

        Raises:
            StoreError: There is no such case, or nothing was written down.
        """

        def work(unit: Unit) -> Sequence[CaseContents]:
            latest = {i.form_id: i for i in unit.interviews.of_case(case_id)}
            return [self._contents(unit, interview) for interview in latest.values() or [None]]

        return self.do(work)

    def read_interview(self, interview_id: InterviewId) -> CaseContents:
        """Return all that is known of one conversation.

        Raises:
            StoreError: There is no such conversation.
        """
        return self.do(lambda unit: self._contents(unit, unit.interviews.get(interview_id)))

    def _contents(self, unit: Unit, interview: Interview | None) -> CaseContents:
        case = unit.cases.get(interview.case_id) if interview is not None else None
        if interview is None or case is None:
            raise StoreError(M("This conversation is no longer here."))
        answers = unit.interviews.answers(interview.id)
        return CaseContents(
            case=case,
            interview=interview,
            session=self.session(self.forms.pinned(unit, interview.logic_hash), answers),
            answers={answer.node: answer for answer in answers},
            events=unit.interviews.events(interview.id),
            consents=unit.consents.of_case(case.id),
        )

    def session(
        self, definition: FormDefinition, rows: Sequence[Answer] | None = None
    ) -> FormSession:
        """Return a form session, fresh or as `rows` left it."""
        return FormSession(
            definition, clock=self.clock, random=self.random, tz=self.timezone, rows=rows
        )
