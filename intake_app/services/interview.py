"""One live conversation: the form session, and every act written down at once.

Lives on the thread that draws (architecture, "Where an answer goes"): the form
session changes there, in well under a millisecond; the journal entry, the
current answers, the audit entry and the anchor are one unit on the store's
thread. Every act returns a `Pending` at once; its future tells when the unit
was committed or why not.
"""

from __future__ import annotations

from dataclasses import replace
from threading import get_ident
from typing import TYPE_CHECKING

from intake_app.domain.answer import AnswerState, Basis, Event, EventKind, Origin
from intake_app.domain.case import INTERPRETING, InterviewState, Participant, Role
from intake_app.services.acts import (
    ActOrder,
    Pending,
    Saved,
    audit_action,
    audit_details,
    bring_up_to_date,
    submitted,
)
from intake_app.services.beside import BesideTheForm
from intake_app.services.gates import gated_topics, is_time_for_a_break, questions_behind
from intake_app.services.heard import Heard
from intake_app.services.journal import Journal
from intake_app.services.local_wording import Rewording
from intake_app.services.reading import ReadsTheForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.case import Case, Interview
    from intake_app.domain.form import ChangeSet, Write
    from intake_app.domain.ids import NodeRef
    from intake_app.domain.ports import CaseCipher, Clock, StoreWorker, Units
    from intake_app.domain.wording import LocalWording
    from intake_app.xforms.session import FormSession


class LiveInterview(ReadsTheForm, BesideTheForm):
    """A conversation as the room sees it.

    Belongs to the first thread that asks it anything or does anything, and
    raises `RuntimeError` on any other; the futures complete on the store's thread.

    Attributes:
        case: The case it belongs to.
        interview: The conversation as last stored or queued.
        stopped_at: The question in sight when it stopped, or None.
        journal: What has happened so far; read by screens, written here.
        rewording: The local wordings laid over the form's texts.
        relay: A third language shown under the two, for words that go through it; "" for
            none. It is kept with each answer, behind the two (`Event.shown_languages`).
        heard: Through whom each answer came, and what is to be asked again.
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
        wordings: Sequence[LocalWording] = (),
    ) -> None:
        self.case = case
        self.interview = interview
        self._form = session
        self._thread: int | None = None
        self._order = ActOrder()
        self._store = store
        self._cipher = cipher
        self._clock = clock
        self.rewording = Rewording(session.definition, wordings)
        self.journal = Journal(events)
        self.heard = Heard(self.journal)
        self._basis = self.journal.bases()
        self._via: dict[NodeRef, str] = {}
        self._carried = frozenset(e.node for e in events if e.node and e.kind is EventKind.CARRIED)
        self.stopped_at = self.journal.stopped_at()
        self._sat_down = clock.now()
        self._gated = gated_topics(session.definition)
        self.relay = ""
        self._swapped = False
        self._checked: dict[tuple[str, ...], bool] = {}
        self._done: list[Pending] = []

    # -- languages ---------------------------------------------------------------

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages on the screen, leading one first (BCP 47)."""
        both = self.interview.languages
        return tuple(reversed(both)) if self._swapped else both

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

    def basis_of(self, node: NodeRef) -> Basis:
        """Return where the present answer comes from; said by the person unless told."""
        return self._basis.get(node, Basis.SAID)

    def interpreter(self) -> Participant | None:
        """Return who interprets now, or None."""
        return next((p for p in self.interview.participants if p.role in INTERPRETING), None)

    def heard_through(self, node: NodeRef) -> str:
        """Return the participant through whom the present answer came, or "".

        Whoever interprets now, until an answer is there or `set_via` says otherwise.
        """
        if node in self._via:
            return self._via[node]
        said = self.journal.said_last(node)
        if said is not None and said.value:
            return said.via
        who = self.interpreter()
        return who.id if who is not None else ""

    def speaker(self, node: NodeRef) -> tuple[Participant | None, bool]:
        """Return who may have carried the words of a question, and whether they did.

        Who carried them before and has left is named as the journal knows them.
        """
        via = self.heard_through(node)
        here = self.interview.participants
        who = next((p for p in here if p.id == via), None) or self.interpreter()
        if via and (who is None or who.id != via):
            who = Participant(id=via, role=Role.INTERPRETER, alias=self.heard.alias(via, here))
        return who, bool(via)

    def may_want_a_break(self) -> bool:
        """Whether a pause is worth a word: we have talked for long, or much was left unsaid."""
        return is_time_for_a_break(
            self.journal,
            self._gated,
            sat_down=self._sat_down,
            now=self._clock.now(),
        )

    # -- acts --------------------------------------------------------------------

    def answer(
        self,
        node: NodeRef,
        value: str,
        *,
        basis: Basis | None = None,
        language: str = "",
        via: str | None = None,
    ) -> Pending:
        """Put a value into a question; an empty value clears it.

        Args:
            node: The question's node.
            value: The XForms lexical form.
            basis: Where it comes from; what was said of this question before,
                or "said by the person", when None.
            language: The language free text was said in.
            via: The participant through whom it came, or ""; what `set_via` said of
                this question, or whoever interprets now, when None.
        """
        basis = basis or self.basis_of(node)
        origin = Origin.PERSON if basis is Basis.SAID else Origin.WORKER
        via = self._via_of(node, value) if via is None else via
        changes = self._session.set(node, value, origin=origin)
        self._basis[node] = basis
        kind = EventKind.ANSWERED if value else EventKind.CLEARED
        event = self._event(kind, node=node, value=value, basis=basis, language=language, via=via)
        return self._did(self._keep(event, changes, changes.writes))

    def leave(self, node: NodeRef, state: AnswerState) -> Pending:
        """Say why there is no answer; never the same as "no"."""
        changes = self._session.set(node, "", state=state)
        event = self._event(EventKind.ANSWERED, node=node, state=state, basis=Basis.SAID)
        return self._did(self._keep(event, changes, changes.writes))

    def set_basis(self, node: NodeRef, basis: Basis) -> Pending | None:
        """Say where the present answer comes from; None when there is no answer yet."""
        self._basis[node] = basis
        return self._say_again(node) if self.question(node).value else None

    def set_via(self, node: NodeRef, via: str) -> Pending | None:
        """Say through whom the present answer came: a participant's id, or "" for nobody.

        None when there is no answer yet; then it holds for the answer to come.
        """
        self._via[node] = via
        return self._say_again(node) if self.question(node).value else None

    def put_off(self, gate: NodeRef) -> tuple[Pending, ...]:
        """Leave what a gate opens for another time: the gate, and each question behind it.

        Each is an act of its own, the gate first; `undo` takes the latest back.
        Answers that are there already stay.
        """
        behind = questions_behind(self._session, gate)
        return tuple(self.leave(node, AnswerState.ANOTHER_TIME) for node in (gate, *behind))

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

    def set_participants(self, participants: Sequence[Participant]) -> Pending:
        """Say who is with us from now on."""
        self._stay_on_thread()
        known = self.heard.remember((*self.interview.participants, *participants))
        self._via.clear()
        self.interview = replace(self.interview, participants=tuple(participants))
        self._via.clear()
        return self._keep(self._event(EventKind.INTERPRETER, value=known), None, ())

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
        self.journal.take_off(pending.event)
        if pending.event.kind is EventKind.FINISHED:
            self.interview = replace(self.interview, state=InterviewState.OPEN, ended_at=None)
        return self._session.apply(pending.changes.inverse) if pending.changes else None

    # -- within ------------------------------------------------------------------

    @property
    def _session(self) -> FormSession:
        self._stay_on_thread()
        return self._form

    def _on_screen(self) -> tuple[str, ...]:
        """Return the two languages, and behind them the third if one is shown."""
        both = self.languages
        return (both[0], both[-1], self.relay) if self.relay else both

    def _stay_on_thread(self) -> None:
        """Refuse another thread than the one that came first.

        Raises:
            RuntimeError: It is another thread.
        """
        here = get_ident()
        self._thread = self._thread or here
        if self._thread != here:
            raise RuntimeError("a conversation belongs to one thread")

    def _write(
        self, kind: EventKind, *, node: NodeRef | None = None, value: str = "", language: str = ""
    ) -> Pending:
        return self._keep(self._event(kind, node=node, value=value, language=language), None, ())

    def _say_again(self, node: NodeRef) -> Pending:
        """Write the present answer once more, with what is known of it now."""
        said = self.journal.said_last(node)
        language = said.language if said is not None else ""
        via = self.heard_through(node)
        return self.answer(node, self.question(node).value, language=language, via=via)

    def _via_of(self, node: NodeRef, value: str) -> str:
        """Return through whom an answer comes: another answer, through who interprets now."""
        who = self.interpreter()
        if node in self._via or value == self.question(node).value:
            return self.heard_through(node)
        return who.id if who is not None else ""

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
        via: str | None = None,
    ) -> Event:
        self._stay_on_thread()
        who = self.interpreter()
        return Event(
            kind=kind,
            at=self._clock.now(),
            node=node,
            value=value,
            state=state,
            basis=basis,
            shown_languages=self._on_screen(),
            via=(who.id if who is not None else "") if via is None else via,
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
        if number is None:
            number = order.next()
            self.journal.add(event)

        def unit_of(units: Units) -> Saved:
            with units.begin() as unit:
                audit_n = unit.audit.append(
                    audit_action(event), interview.id, audit_details(event, interview, cipher)
                )
                seq = unit.interviews.record(interview.id, event, writes, audit_n)
                bring_up_to_date(unit.interviews, interview, event)
            return Saved(seq=seq, at=event.at)

        def job(units: Units) -> Saved:
            return order.store(number, lambda: unit_of(units))

        return Pending(
            event=event, changes=changes, saved=submitted(self._store, job), number=number
        )
