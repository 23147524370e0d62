"""What is written about a person beside the answers: days, wishes, a reading they may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.answer import Basis
from intake_app.domain.form import FormText
from intake_app.domain.ids import NodeRef
from intake_app.domain.message import M
from intake_app.domain.my_information import Entry, WrittenTopic
from intake_app.domain.remark import RemarkKind, Wish, latest
from intake_app.i18n import packs
from intake_app.i18n.catalog import Catalog
from intake_app.services.after_words import DATE_KINDS, WISHES, day_words
from intake_app.services.court_copy_record import copy_of
from intake_app.services.holds import hold_among
from intake_app.services.shared_reading import READING, reading_answers, reading_views

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.ids import CaseId, InterviewId
    from intake_app.domain.message import Message
    from intake_app.domain.repositories import Unit
    from intake_app.domain.rights import PersonDate

TITLE: Final = M("Days and wishes")
BY_ORDER: Final = M("For a court or a lawyer")
ORDERS: Final = "/order/"
"""What the nodes of those entries begin with."""


def topic_beside(
    unit: Unit, case_id: CaseId, interview_id: InterviewId, languages: Sequence[str]
) -> WrittenTopic:
    """Return the days and wishes of a person as one topic; it has no entry when there are none."""
    days = [_day(day, interview_id, languages) for day in unit.person_dates.of_case(case_id)]
    wishes = latest(unit.remarks.of_case(case_id), RemarkKind.WISH)
    wished = [_wish(key, Wish(r.text), interview_id, languages) for key, r in wishes.items()]
    return WrittenTopic(labels=_in_all(TITLE, languages), entries=(*days, *wished))


def orders_beside(
    unit: Unit, case_id: CaseId, interview_id: InterviewId, languages: Sequence[str]
) -> WrittenTopic:
    """Return that it is kept for a court, and what one was given, as far as the person knows."""
    remarks = unit.remarks.of_case(case_id)
    hold = hold_among(remarks)
    copies = [(r, copy_of(r)) for r in remarks if r.kind is RemarkKind.COURT]
    told = [(r, copy.order.ordered_by) for r, copy in copies if copy.order.is_told]
    entries = [
        _order(r.id, M("A copy was given by order of"), by, interview_id, languages)
        for r, by in told
    ]
    if hold is not None:
        kept = M("Nothing may be erased for now. Why")
        entries.append(_order(hold.id, kept, hold.reason, interview_id, languages))
    return WrittenTopic(labels=_in_all(BY_ORDER, languages), entries=tuple(entries))


def readings_beside(
    unit: Unit, case_id: CaseId, interview_id: InterviewId, languages: Sequence[str]
) -> tuple[Entry, ...]:
    """Return the worker's reading and what the person said to it, if the person may read it."""
    answers = reading_answers(unit.remarks.of_case(case_id))
    return tuple(
        Entry(
            interview_id=interview_id,
            node=view.node,
            labels=view.labels,
            shown=(FormText(asked="und", language="und", text=view.value),),
            state=None,
            basis=answers[view.node].basis,
            is_impression=view.node == READING,
        )
        for view in reading_views(answers, languages)
    )


def _day(day: PersonDate, interview_id: InterviewId, languages: Sequence[str]) -> Entry:
    return Entry(
        interview_id=interview_id,
        node=NodeRef(f"/day/{day.id}"),
        labels=_in_all(DATE_KINDS[day.kind], languages),
        shown=_each(lambda catalog: day_words(day.day, catalog), languages),
        state=None,
        basis=Basis.SAID,
        notes=(day.note,) if day.note else (),
    )


def _wish(option: str, wish: Wish, interview_id: InterviewId, languages: Sequence[str]) -> Entry:
    def title(catalog: Catalog) -> str:
        items = packs.options(catalog.tag).items
        return next((item.title for item in items if item.id == option), option)

    return Entry(
        interview_id=interview_id,
        node=NodeRef(f"/wish/{option}"),
        labels=_each(title, languages),
        shown=_in_all(WISHES[wish], languages),
        state=None,
        basis=Basis.SAID,
    )


def _order(
    name: str, label: Message, words: str, interview_id: InterviewId, languages: Sequence[str]
) -> Entry:
    return Entry(
        interview_id=interview_id,
        node=NodeRef(f"{ORDERS}{name}"),
        labels=_in_all(label, languages),
        shown=(FormText(asked="und", language="und", text=words),),
        state=None,
        basis=None,
    )


def _in_all(message: Message, languages: Sequence[str]) -> tuple[FormText, ...]:
    return _each(lambda catalog: catalog.text(message), languages)


def _each(say: Callable[[Catalog], str], languages: Sequence[str]) -> tuple[FormText, ...]:
    catalogs = [Catalog(tag) for tag in languages]
    return tuple(FormText(asked=c.tag, language=c.tag, text=say(c)) for c in catalogs)
