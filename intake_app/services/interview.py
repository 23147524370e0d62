"""One live conversation: the form session, and every act written down at once.

Lives on the thread that draws (architecture, "Where an answer goes"): the form
session changes there, in well under a millisecond; the journal entry, the
current answers, the audit entry and the anchor are one unit on the store's
thread. Every act returns a `Pending` at once; its future tells when the unit
was committed or why not.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from threading import get_ident
from typing import TYPE_CHECKING

from intake_app.domain.answer import AnswerState, Basis, Event, EventKind, Origin
from intake_app.domain.case import InterviewState
from intake_app.domain.errors import FormError, StoreError
from intake_app.domain.ids import NodeRef
from intake_app.domain.message import M
from intake_app.services.acts import ActOrder, Pending, Saved

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from intake_app.domain.case import Case, Interview, Participant
    from intake_app.domain.form import ChangeSet, QuestionView, TopicView, Write
    from intake_app.domain.ports import CaseCipher, Clock, StoreWorker, Units
    from intake_app.domain.repositories import Interviews
    from intake_app.xforms.session import FormSession


class LiveInterview:
    """A conversation as the room sees it.

    Belongs to the first thread that asks it anything or does anything, and
    raises `RuntimeError` on any other; the futures complete on the store's thread.

    Attributes:
        case: The case it belongs to.
        interview: The conversation as last stored or queued.
        stopped_at: Where it stopped when it was taken up again, or None.
    """

    def __init__(  # noqa: PLR0913 - built in one place, `conversations`
        self,
        *,
        case: Case,
        interview: Interview,
        session: FormSession,
        store: StoreWorker,
        cipher: CaseCipher,
        clock: Clock,
        events: Sequence[Event] = (),
    ) -> None:
        self.case = case
        self.interview = interview
        self._form = session
        self._thread: int | None = None
        self._order = ActOrder()
        self._store = store
        self._cipher = cipher
        self._clock = clock
        self._basis: dict[NodeRef, Basis] = {e.node: e.basis for e in events if e.node and e.basis}
        self._notes: list[Event] = [e for e in events if e.kind is EventKind.NOTE]
        self.stopped_at = next((e.node for e in reversed(events) if e.node is not None), None)
        self._swapped = False
        self._checked: dict[tuple[str, ...], bool] = {}
        self._done: list[Pending] = []

    # -- languages ---------------------------------------------------------------

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages on the screen, leading one first (BCP 47)."""
        both = self.interview.languages
        return tuple(reversed(both)) if self._swapped else both

    @property
    def form_languages(self) -> tuple[str, ...]:
        """The languages the form is written in."""
        return tuple(self._session.languages)

    def swap_languages(self) -> None:
        """Let the other language lead; nothing else changes."""
        self._swapped = not self._swapped

    def use_languages(self, worker: str, person: str) -> Pending:
        """Show the conversation in these two languages from now on, and note it."""
        self._stay_on_thread()
        self.interview = replace(self.interview, languages=(worker, person))
        shown = self.languages
        return self._keep(self._event(EventKind.LANGUAGE, value=" ".join(shown)), None, ())

    # -- reading -----------------------------------------------------------------

    def topics(self) -> tuple[TopicView, ...]:
        """Return the topics with something to ask, in form order."""
        return tuple(t for t in self._session.outline(self.languages) if t.pages or t.repeats)

    def node_named(self, name: str) -> NodeRef:
        """Return the node of the question that the form calls `name`, outside repeats.

        Raises:
            FormError: There is no such question.
        """
        for path, definition in self._session.definition.nodes.items():
            if definition.name == name and not definition.in_repeat:
                return NodeRef(path)
        raise FormError(M("There is no such question in this form."))

    def question(self, node: NodeRef) -> QuestionView:
        """Return a question in the languages of the moment."""
        return self._session.question(node, self.languages)

    def question_in(self, node: NodeRef, languages: Sequence[str]) -> QuestionView:
        """Return a question in the languages given."""
        return self._session.question(node, languages)

    def basis_of(self, node: NodeRef) -> Basis:
        """Return where the present answer comes from; said by the person unless told."""
        return self._basis.get(node, Basis.SAID)

    def notes_on(self, node: NodeRef) -> Sequence[Event]:
        """Return the notes written beside a question, oldest first."""
        return [note for note in self._notes if note.node == node]

    def answers(self) -> Mapping[NodeRef, Write]:
        """Return every stored value and state of the form."""
        return self._session.answers()

    def is_wording_checked(self) -> bool:
        """Whether every question has a checked wording in the languages of the moment.

        Looked up once for each pair of languages: a form's wording does not
        change during a conversation.
        """
        if self.languages not in self._checked:
            self._checked[self.languages] = all(
                text.reviewed and not text.is_missing
                for node in self._session.questions()
                for text in self.question(node).labels
            )
        return self._checked[self.languages]

    # -- acts --------------------------------------------------------------------

    def answer(
        self, node: NodeRef, value: str, *, basis: Basis | None = None, language: str = ""
    ) -> Pending:
        """Put a value into a question; an empty value clears it.

        Args:
            node: The question's node.
            value: The XForms lexical form.
            basis: Where it comes from; what was said of this question before,
                or "said by the person", when None.
            language: The language free text was said in.
        """
        basis = basis or self.basis_of(node)
        origin = Origin.PERSON if basis is Basis.SAID else Origin.WORKER
        changes = self._session.set(node, value, origin=origin)
        self._basis[node] = basis
        kind = EventKind.ANSWERED if value else EventKind.CLEARED
        event = self._event(kind, node=node, value=value, basis=basis, language=language)
        return self._did(self._keep(event, changes, changes.writes))

    def leave(self, node: NodeRef, state: AnswerState) -> Pending:
        """Say why there is no answer; never the same as "no"."""
        changes = self._session.set(node, "", state=state)
        event = self._event(EventKind.ANSWERED, node=node, state=state, basis=Basis.SAID)
        return self._did(self._keep(event, changes, changes.writes))

    def set_basis(self, node: NodeRef, basis: Basis) -> Pending | None:
        """Say where the present answer comes from; None when there is no answer yet."""
        self._basis[node] = basis
        view = self.question(node)
        if view.value:
            return self.answer(node, view.value, basis=basis)
        return None

    def add_repeat(self, repeat: NodeRef) -> Pending:
        """Add one more to a repeat."""
        changes = self._session.add_repeat(repeat)
        event = self._event(EventKind.REPEAT_ADDED, node=changes.done.node)
        return self._did(self._keep(event, changes, changes.writes))

    def remove_repeat(self, instance: NodeRef) -> Pending:
        """Take one out of a repeat; `undo` brings it back with its answers."""
        changes = self._session.remove_repeat(instance)
        event = self._event(EventKind.REPEAT_REMOVED, node=instance)
        return self._did(self._keep(event, changes, changes.writes))

    def undo(self) -> Pending | None:
        """Take the latest act on the form back, as a new entry of the journal."""
        if not self._done:
            return None
        last = self._done.pop()
        if last.changes is None:
            return None
        changes = self._session.apply(last.changes.inverse)
        done = changes.done
        kind = {
            "set": EventKind.ANSWERED if done.value or done.state else EventKind.CLEARED,
            "add": EventKind.REPEAT_ADDED,
            "restore": EventKind.REPEAT_ADDED,
            "remove": EventKind.REPEAT_REMOVED,
        }[done.op]
        event = self._event(kind, node=done.node, value=done.value, state=done.state)
        return self._keep(event, changes, changes.writes)

    def note(self, node: NodeRef, text: str, *, language: str = "") -> Pending:
        """Write a note beside a question; notes are never overwritten."""
        event = self._event(EventKind.NOTE, node=node, value=text, language=language)
        self._notes.append(event)
        return self._keep(event, None, ())

    def set_participants(self, participants: Sequence[Participant]) -> Pending:
        """Say who is with us from now on."""
        self._stay_on_thread()
        self.interview = replace(self.interview, participants=tuple(participants))
        names = " ".join(p.alias for p in participants)
        return self._keep(self._event(EventKind.INTERPRETER, value=names), None, ())

    def pause(self) -> Pending:
        """Note that we paused; never why."""
        event = self._event(EventKind.PAUSED)
        self.interview = replace(self.interview, state=InterviewState.PAUSED)
        return self._keep(event, None, ())

    def resume(self) -> Pending:
        """Note that we go on."""
        event = self._event(EventKind.RESUMED)
        self.interview = replace(self.interview, state=InterviewState.OPEN)
        return self._keep(event, None, ())

    def finish(self) -> Pending:
        """Finish gently: nothing more is written into this conversation."""
        event = self._event(EventKind.FINISHED)
        self.interview = replace(self.interview, state=InterviewState.FINISHED, ended_at=event.at)
        return self._keep(event, None, ())

    # -- trouble -----------------------------------------------------------------

    def retry(self, pending: Pending) -> Pending:
        """Try to store an act again that failed, e.g. because the disk was full.

        A unit that failed kept nothing, so the act is in the journal once, and
        nothing that was said after it is there before it.
        """
        writes = pending.changes.writes if pending.changes is not None else ()
        again = self._keep(pending.event, pending.changes, writes, number=pending.number)
        self._done = [again if done is pending else done for done in self._done]
        return again

    def revert(self, pending: Pending) -> ChangeSet | None:
        """Take an act back that could not be stored; it is not to be tried again."""
        self._order.give_up(pending.number)
        self._done = [done for done in self._done if done is not pending]
        if pending.event.kind is EventKind.NOTE:
            self._notes.remove(pending.event)
        if pending.event.kind is EventKind.FINISHED:
            self.interview = replace(self.interview, state=InterviewState.OPEN, ended_at=None)
        return self._session.apply(pending.changes.inverse) if pending.changes else None

    # -- within ------------------------------------------------------------------

    @property
    def _session(self) -> FormSession:
        self._stay_on_thread()
        return self._form

    def _stay_on_thread(self) -> None:
        """Refuse another thread than the one that came first.

        Raises:
            RuntimeError: It is another thread.
        """
        here = get_ident()
        self._thread = self._thread or here
        if self._thread != here:
            raise RuntimeError("a conversation belongs to one thread")

    def _did(self, pending: Pending) -> Pending:
        self._done.append(pending)
        return pending

    def _event(  # noqa: PLR0913 - the parts of an event
        self,
        kind: EventKind,
        *,
        node: NodeRef | None = None,
        value: str = "",
        state: AnswerState | None = None,
        basis: Basis | None = None,
        language: str = "",
    ) -> Event:
        self._stay_on_thread()
        interpreter = next((p.id for p in self.interview.participants), "")
        return Event(
            kind=kind,
            at=self._clock.now(),
            node=node,
            value=value,
            state=state,
            basis=basis,
            shown_languages=self.languages,
            via=interpreter,
            language=language,
        )

    def _keep(
        self,
        event: Event,
        changes: ChangeSet | None,
        writes: Sequence[Write],
        *,
        number: int | None = None,
    ) -> Pending:
        interview, cipher, order = self.interview, self._cipher, self._order
        number = order.next() if number is None else number

        def unit_of(units: Units) -> Saved:
            with units.begin() as unit:
                audit_n = unit.audit.append(
                    event.kind.value, interview.id, _audit_details(event, interview, cipher)
                )
                seq = unit.interviews.record(interview.id, event, writes, audit_n)
                _bring_up_to_date(unit.interviews, interview, event)
            return Saved(seq=seq, at=event.at)

        def job(units: Units) -> Saved:
            return order.store(number, lambda: unit_of(units))

        return Pending(event=event, changes=changes, saved=self._submitted(job), number=number)

    def _submitted(self, job: Callable[[Units], Saved]) -> Future[Saved]:
        """Return the job's future; one that has failed already when the store is closed."""
        try:
            return self._store.submit(job)
        except StoreError as error:
            refused: Future[Saved] = Future()
            refused.set_exception(error)
            return refused


def _audit_details(event: Event, interview: Interview, cipher: CaseCipher) -> dict[str, str]:
    """Return what the chain may say of an event: ids, and a keyed stand-in for the value."""
    details: dict[str, str] = {}
    if event.node is not None:
        details["node"] = event.node
    said = "\0".join((event.value, event.state or "", event.basis or ""))
    details["said"] = cipher.commit_to(interview.case_id, said.encode("utf-8")).hex()
    return details


def _bring_up_to_date(interviews: Interviews, interview: Interview, event: Event) -> None:
    match event.kind:
        case EventKind.LANGUAGE:
            interviews.set_languages(interview.id, interview.languages)
        case EventKind.INTERPRETER:
            interviews.set_participants(interview.id, interview.participants)
        case EventKind.PAUSED | EventKind.RESUMED | EventKind.FINISHED:
            interviews.set_state(interview.id, interview.state, interview.ended_at)
        case _:
            pass
