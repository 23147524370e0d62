"""The safety plan: what the form's `plan` column puts into places and times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.services.forms import PLAN_FORM
from intake_app.services.given_dates import dated, given_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.case import Case
    from intake_app.domain.form import QuestionView
    from intake_app.domain.ids import CaseId
    from intake_app.services.workplace import Workplace

PLACES: Final = ("any", "inside", "leaving", "out")
TIMES: Final = ("now", "week", "later")
OWN_VIEW: Final = "danger-own-view"
WORKERS_VIEW: Final = "danger-workers-view"
ALWAYS: Final = "any"
CARRY: Final = "plan-carry"
"""What can be carried safely: it decides about the paper, and is no step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the plan: a question of the form, answered or not."""

    place: str
    time: str
    view: QuestionView

    @property
    def is_said(self) -> bool:
        """Whether something stands there."""
        says = bool(self.view.value) and self.view.value != "nothing"
        return says or self.view.given is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPlan:
    """The plan as it stands.

    Attributes:
        languages: Of the conversation: the worker's, then the person's.
        own: How much danger the person feels; it stands, whatever the worker thinks.
        workers: The worker's own estimate, beside it.
        may_plan: Whether a plan is offered to this person at all.
        carry: What the person can carry safely ("nothing", "paper" ...), or "".
    """

    case: Case
    languages: tuple[str, ...]
    steps: tuple[Step, ...]
    own: QuestionView | None
    workers: QuestionView | None
    may_plan: bool
    carry: str = ""

    def at(self, place: str, time: str) -> tuple[Step, ...]:
        """Return the steps of one place at one time that say something, in form order."""
        return tuple(s for s in self.steps if s.place == place and s.time == time and s.is_said)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it yet."""
        return not any(step.is_said for step in self.steps)


class SafetyPlans:
    """Reads the plans of one open profile; the methods block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def of(self, case_id: CaseId, languages: Sequence[str] = ()) -> SafetyPlan:
        """Return the person's plan, empty when there is none.

        Args:
            case_id: Whose.
            languages: In which to read it; those of the conversation when none is given.

        Raises:
            StoreError: There is no such person.
        """
        every = self._place.read_all(case_id)
        case = every[0].case
        found = next((each for each in every if each.interview.form_id == PLAN_FORM), None)
        spoken = (found or every[0]).interview.languages
        tags = tuple(languages) or spoken
        views: list[QuestionView] = []
        if found is not None:
            session = found.session
            dates = given_dates(found.events)
            views = [dated(session.question(node, tags), dates) for node in session.questions()]
            views = [view for view in views if view.relevant]
        by_meaning = {view.meaning: view for view in views if view.meaning}
        carry = by_meaning.get(CARRY)
        return SafetyPlan(
            case=case,
            languages=spoken,
            steps=tuple(_step(view) for view in views if view.plan and view.meaning != CARRY),
            own=by_meaning.get(OWN_VIEW),
            workers=by_meaning.get(WORKERS_VIEW),
            may_plan=not case.age.is_protected,
            carry=carry.value if carry is not None else "",
        )


def _step(view: QuestionView) -> Step:
    place, _, time = view.plan.partition(" ")
    # What holds at any time is needed now as well.
    return Step(place=place, time="now" if time in {"", ALWAYS} else time, view=view)
