"""The summary: what the answers of a person say about each dimension (docs/summary.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import UsageError
from intake_app.domain.form import QuestionKind
from intake_app.domain.indicator import DIMENSIONS, MEANINGS, SIGNS, Word, standing
from intake_app.domain.message import M
from intake_app.domain.remark import RemarkKind, latest
from intake_app.domain.summary import DimensionSummary, Evidence, Summary
from intake_app.services.given_dates import dated, given_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake_app.domain.form import QuestionView
    from intake_app.domain.ids import CaseId, NodeRef
    from intake_app.domain.indicator import Dimension, Meaning
    from intake_app.domain.remark import Remark
    from intake_app.services.disclosure import CaseContents
    from intake_app.services.remarks import Remarking
    from intake_app.services.workplace import Workplace

TOLD_GROUPS: Final = frozenset({"account", "observed"})
"""Free words of these groups stand in the summary as they were said."""


class Summaries:
    """Summaries of one open profile's people; the methods block."""

    def __init__(self, place: Workplace, remarking: Remarking) -> None:
        self._place = place
        self._remarking = remarking

    def of(self, case_id: CaseId, language: str) -> Summary:
        """Return the summary, its answers in one language.

        Raises:
            StoreError: There is no such person, or nothing was written down.
        """
        every = self._place.read_all(case_id)
        remarks = self._place.do(lambda unit: unit.remarks.of_case(case_id))
        reading = latest(remarks, RemarkKind.READING).get("")
        comment = latest(remarks, RemarkKind.COMMENT).get(reading.id if reading else "")
        found = [evidence for each in every for evidence in _evidence(each, language)]
        words = [e for e in found if _is_told(e.view) and (e.view.value or e.view.given)]
        return Summary(
            dimensions=tuple(_dimension(d, found) for d in DIMENSIONS),
            words=tuple(words),
            reading=reading,
            comment=comment,
        )

    def read_as(
        self, case_id: CaseId, text: str, cites: Sequence[NodeRef], *, shared: bool
    ) -> Remark:
        """Write down how the worker reads it; earlier readings stay in the record.

        Raises:
            UsageError: There are words but no answer that they rest on.
            StoreError: It was not kept.
        """
        if text.strip() and not cites:
            raise UsageError(
                M("This rests on no answer yet."),
                hint=M("Tick the answers that you rest it on."),
            )
        return self._remarking.add(
            case_id, RemarkKind.READING, "", text.strip(), cites=cites, shared=shared
        )

    def comment(self, case_id: CaseId, reading: Remark, text: str) -> Remark:
        """Write down what the person says to a reading; it goes wherever that goes."""
        return self._remarking.add(case_id, RemarkKind.COMMENT, reading.id, text.strip())


def words_on(views: Iterable[QuestionView]) -> dict[str, Word]:
    """Return what the answers say about each sign.

    A sign that nothing tells of and nothing denies is open: so is every one
    whose question was not asked, not answered, or answered with one of the
    reasons not to. What tells of a sign outweighs what denies it.
    """
    said: set[str] = set()
    denied: set[str] = set()
    for view in views:
        for meaning in _meanings(view):
            said.update(meaning.says)
            denied.update(meaning.denies)
    return {
        name: Word.YES if name in said else Word.NO if name in denied else Word.OPEN
        for name in SIGNS
    }


def telling_of(view: QuestionView, sign: str) -> str:
    """Return the choices of an answer that tell of one sign, parted by blanks."""
    told = (c for c in view.value.split() if sign in _says(view.meaning, c))
    return " ".join(told)


def _says(meaning: str, choice: str) -> tuple[str, ...]:
    found = MEANINGS.get((meaning, choice))
    return found.says if found is not None else ()


def _meanings(view: QuestionView) -> list[Meaning]:
    if view.state is not None or not view.relevant:
        return []
    found = (MEANINGS.get((view.meaning, choice)) for choice in view.value.split())
    return [meaning for meaning in found if meaning is not None]


def _evidence(contents: CaseContents, language: str) -> list[Evidence]:
    session, answers = contents.session, contents.answers
    dates = given_dates(contents.events)
    found: list[Evidence] = []
    for node in session.questions():
        view = dated(session.question(node, (language,)), dates)
        if view.kind is QuestionKind.NOTE or not view.relevant:
            continue
        answer = answers.get(node)
        signs = tuple(name for meaning in _meanings(view) for name in meaning.says)
        found.append(
            Evidence(
                view=view,
                form_id=contents.interview.form_id,
                basis=answer.basis if answer is not None else None,
                signs=signs,
            )
        )
    return found


def _dimension(dimension: Dimension, found: Sequence[Evidence]) -> DimensionSummary:
    words = words_on(each.view for each in found)
    mine = [name for name, sign in SIGNS.items() if sign.dimension == dimension.id]
    told = tuple(name for name in mine if words[name] is Word.YES)
    return DimensionSummary(
        id=dimension.id,
        column=dimension.column,
        standing=standing((SIGNS[name].strength, words[name]) for name in mine),
        signs=told,
        evidence=tuple(each for each in found if set(told).intersection(each.signs)),
        open=tuple(each for each in found if _is_open(each, mine, words)),
    )


def _is_open(evidence: Evidence, mine: Sequence[str], words: Mapping[str, Word]) -> bool:
    """Whether a question without an answer could still say something about these signs."""
    view = evidence.view
    if view.value or view.given is not None or view.by == "worker":
        return False
    about = _ABOUT.get(view.meaning, frozenset())
    return any(words[name] is Word.OPEN for name in about.intersection(mine))


def _is_told(view: QuestionView) -> bool:
    return view.kind is QuestionKind.TEXT and view.group in TOLD_GROUPS


_ABOUT: Final[Mapping[str, frozenset[str]]] = {
    meaning: frozenset(
        name
        for (asked, _), row in MEANINGS.items()
        if asked == meaning
        for name in (*row.says, *row.denies)
    )
    for meaning, _ in MEANINGS
}
"""Which signs a question can say something about."""
