"""A second form for the same person: needs, risk and a safety plan after the first talk.

It is a conversation of its own in the same case. What an earlier conversation of
the case has an answer to is carried over by its meaning (an event of its own in
the journal) and not asked again. The first conversation stays open beside it, so
that nobody is locked out of what they said; finishing puts both away.
"""

from __future__ import annotations

import threading
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.answer import Event, EventKind
from intake_app.domain.case import Interview, InterviewState
from intake_app.domain.errors import StoreError, UsageError
from intake_app.domain.ids import InterviewId, NodeRef, new_id
from intake_app.domain.message import M
from intake_app.services.forms import ADULT_FORM, PLAN_FORM, REFERRAL_FORM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from intake_app.domain.case import Case
    from intake_app.domain.form import TopicView, Write
    from intake_app.domain.ids import CaseId
    from intake_app.domain.repositories import Unit
    from intake_app.services.conversations import Conversations
    from intake_app.services.disclosure import CaseContents
    from intake_app.services.interview import LiveInterview
    from intake_app.services.workplace import Workplace
    from intake_app.xforms.session import FormSession


def offered_after(case: Case) -> tuple[str, ...]:
    """Return the forms that may be opened for this person; none of them under 18, or maybe.

    Whoever is or may be under 18 is asked about needs alone, and by the form
    that opened (domain brief, A and PR14).
    """
    return () if case.age.is_protected else (ADULT_FORM, PLAN_FORM, REFERRAL_FORM)


def without_carried(topics: Iterable[TopicView], carried: frozenset[NodeRef]) -> list[TopicView]:
    """Return the topics without the questions that were answered in another conversation."""
    return [_without(topic, carried) for topic in topics] if carried else list(topics)


def finish_others(unit: Unit, case_id: CaseId, at: datetime) -> None:
    """Finish every conversation of the case that is still open; within the caller's unit."""
    for interview in unit.interviews.of_case(case_id):
        if interview.state is InterviewState.FINISHED:
            continue
        audit_n = unit.audit.append(EventKind.FINISHED.value, interview.id)
        unit.interviews.record(interview.id, Event(kind=EventKind.FINISHED, at=at), (), audit_n)
        unit.interviews.set_state(interview.id, InterviewState.FINISHED, at)


def reopen(unit: Unit, interview_id: InterviewId) -> None:
    """Open a conversation again if it is finished; within the caller's unit.

    Raises:
        StoreError: There is no such conversation.
    """
    interview = unit.interviews.get(interview_id)
    if interview is None:
        raise StoreError(M("This conversation is no longer here."))
    if interview.state is InterviewState.FINISHED:
        unit.audit.append("reopened", interview_id)
        unit.interviews.set_state(interview_id, InterviewState.PAUSED)


class FurtherForms:
    """Opens a second form for a person. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, conversations: Conversations) -> None:
        self._place = place
        self._conversations = conversations
        self._one_at_a_time = threading.Lock()

    def case(self, case_id: CaseId) -> Case:
        """Return the case.

        Raises:
            StoreError: There is no such case, or it is erased.
        """
        case = self._place.do(lambda unit: unit.cases.get(case_id))
        if case is None or case.erased_at is not None:
            raise StoreError(M("This conversation is no longer here."))
        return case

    def open(self, case_id: CaseId, form_id: str) -> LiveInterview:
        """Go on with the person's open conversation on a form, or begin one.

        One that was finished is opened again: a plan grows, and what stood in it
        before stays in the journal. Asked for twice at once, one is begun.

        Raises:
            UsageError: The form is not offered to this person.
            StoreError: Nothing could be stored; nothing was changed.
        """
        case = self.case(case_id)
        if form_id not in offered_after(case):
            raise UsageError(
                M("These questions are not for someone who is or may be under 18."),
                hint=M("Ask only what is needed now, and tell your lead."),
            )
        with self._one_at_a_time:
            return self._conversations.resume(self._taken_up(case, form_id))

    def take_up(self, interview_id: InterviewId) -> None:
        """Let a talk go on, also one that was finished; what was said stays in its journal.

        Raises:
            StoreError: There is no such conversation; or nothing could be stored.
        """
        self._place.do(lambda unit: reopen(unit, interview_id))

    def _taken_up(self, case: Case, form_id: str) -> InterviewId:
        earlier = self._place.read_all(case.id)
        same = next((e for e in earlier if e.interview.form_id == form_id), None)
        others = [e for e in earlier if e.interview.form_id != form_id]
        if same is None:
            return self._begin(case, form_id, others)
        self.take_up(same.interview.id)
        self._carry(same.interview, same.session, others)
        return same.interview.id

    def _begin(self, case: Case, form_id: str, others: Sequence[CaseContents]) -> InterviewId:
        source = self._place.form_in_use(form_id)
        definition = self._place.forms.load(source)
        session = self._place.session(definition)
        now = self._place.clock.now()
        latest = max((each.interview for each in others), key=lambda i: i.started_at)
        interview = Interview(
            id=InterviewId(new_id(self._place.random)),
            case_id=case.id,
            logic_hash=definition.logic_hash,
            form_id=form_id,
            instance_id=f"uuid:{uuid.UUID(bytes=self._place.random.token(16), version=4)}",
            started_at=now,
            languages=latest.languages,
            participants=latest.participants,
        )
        writes = session.stored()

        def work(unit: Unit) -> None:
            hashes = (definition.logic_hash, definition.text_hash)
            unit.forms.put(form_id, definition.version, hashes, source)
            unit.interviews.add(interview)
            audit_n = unit.audit.append("started", interview.id)
            started = Event(kind=EventKind.STARTED, at=now, shown_languages=interview.languages)
            unit.interviews.record(interview.id, started, writes, audit_n)

        self._place.do(work)
        self._carry(interview, session, others)
        return interview.id

    def _carry(
        self, interview: Interview, session: FormSession, others: Sequence[CaseContents]
    ) -> None:
        """Bring over what other conversations have answers to, as it stands there now."""
        known = _answers_by_meaning(others)
        now = self._place.clock.now()
        carried: list[tuple[Event, tuple[Write, ...]]] = []
        present = session.stored()
        values = {write.node: write.value for write in present}
        for path, definition in session.definition.nodes.items():
            value = known.get(str(definition.ours.get("meaning", "")), "")
            if value and not definition.in_repeat and values.get(NodeRef(path)) != value:
                changes = session.set(path, value)
                event = Event(kind=EventKind.CARRIED, at=now, node=NodeRef(path), value=value)
                carried.append((event, changes.writes))
        if not carried:
            return

        def work(unit: Unit) -> None:
            for event, writes in carried:
                said = self._place.vault.cipher.commit_to(
                    interview.case_id, event.value.encode("utf-8")
                )
                details = {"node": str(event.node), "said": said.hex()}
                audit_n = unit.audit.append(event.kind.value, interview.id, details)
                unit.interviews.record(interview.id, event, writes, audit_n)

        self._place.do(work)


def _answers_by_meaning(contents: Sequence[CaseContents]) -> dict[str, str]:
    """Return what was answered, by meaning; what was left open is not there."""
    found: dict[str, str] = {}
    for each in contents:
        for node in each.session.answers():
            definition = each.session.engine.nodes[node].definition
            meaning = str(definition.ours.get("meaning", ""))
            value = each.session.question(node, ()).value if meaning else ""
            if value and not definition.in_repeat and definition.ours.get("filled") != "yes":
                found[meaning] = value
    return found


def _without(topic: TopicView, carried: frozenset[NodeRef]) -> TopicView:
    gone = [i for i, page in enumerate(topic.pages) if carried.issuperset(page.nodes)]
    pages = tuple(page for i, page in enumerate(topic.pages) if i not in gone)
    repeats = tuple(
        replace(repeat, place=repeat.place - sum(i < repeat.place for i in gone))
        for repeat in topic.repeats
    )
    return replace(topic, pages=pages, repeats=repeats)
