"""Beginning, resuming and finishing conversations.

Nothing is stored before the person has agreed that it is written down: the
case, its key, the agreement and the conversation begin in one unit of work.
What was not to be kept is erased when the conversation is finished.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.domain.answer import Basis, Event, EventKind
from intake_app.domain.case import AgeBranch, Case, Interview, InterviewState, Mode
from intake_app.domain.consent import Choice, ConsentItem, ConsentKind, moment_after, word_on
from intake_app.domain.errors import ConsentMissingError, IntakeError, StoreError
from intake_app.domain.ids import CaseId, InterviewId, new_id, new_spoken_code
from intake_app.domain.message import M
from intake_app.services.acts import audit_details
from intake_app.services.forms import ADULT_FORM, NEEDS_FORM
from intake_app.services.further import finish_others
from intake_app.services.half_typed import HalfTypedWords
from intake_app.services.holds import hold_among, refuse_if_held
from intake_app.services.interview import LiveInterview
from intake_app.services.parts_out import drop_parts, parts_of_case
from intake_app.services.standing_at import StandingAt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.answer import AnswerState
    from intake_app.domain.case import CaseLine, Participant
    from intake_app.domain.consent import ConsentRecord, Manner, TextOfRecord
    from intake_app.domain.form import Write
    from intake_app.domain.ids import NodeRef
    from intake_app.domain.repositories import Unit
    from intake_app.services.acts import Pending
    from intake_app.services.ledger import Ledger
    from intake_app.services.workplace import Workplace
    from intake_app.xforms.session import FormSession

FILLED_BY_OPENING = {"agreed-to-talk": "yes", "can-talk-here": "yes"}
"""What the three opening screens answer, by the `meaning` of a form's filled rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the three opening screens found out.

    Attributes:
        can_talk: Whether we can talk where we are; must be true to begin.
        age: Adult, or possibly not; decides which form opens.
        languages: BCP 47 tags: the worker's, then the person's (may be the same).
        participants: Who is with us, by the person's own yes.
        items: The person's word on each thing; what is missing counts as no.
        text: The wording that was explained.
        in_own_words: What the person said was agreed.
    """

    can_talk: bool
    age: AgeBranch
    languages: tuple[str, ...]
    items: Mapping[ConsentItem, Choice]
    manner: Manner
    text: TextOfRecord
    participants: tuple[Participant, ...] = ()
    in_own_words: str = ""
    hook: str = ""

    @property
    def may_write(self) -> bool:
        """Whether anything at all may be written down."""
        talk = self.items.get(ConsentItem.TALK)
        return talk is Choice.YES and self.items.get(ConsentItem.WRITE) is Choice.YES

    @property
    def mode(self) -> Mode:
        """How much is kept; follows from the answers alone."""
        if self.age.is_protected:
            return Mode.NEEDS_ONLY
        if self.items.get(ConsentItem.CONTACT) is Choice.YES:
            return Mode.WITH_NAME
        return Mode.WITHOUT_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How a conversation ended.

    Attributes:
        erased: Whether everything was erased because it was not to be kept.
        held: Whether nothing of it may be erased for now (`services.holds`).
    """

    case_id: CaseId
    code: str
    erased: bool
    held: bool = False
    consents: Sequence[ConsentRecord] = field(default=())


class Conversations:
    """Begins, resumes and finishes conversations of one open profile.

    The methods block on the store's thread; screens call them off theirs.
    """

    def __init__(self, place: Workplace, ledger: Ledger) -> None:
        self._place = place
        self._ledger = ledger
        self._standing = StandingAt(place.store)
        self.stand_at = self._standing.stand_at
        self.half_typed = HalfTypedWords(place)

    def begin(self, opening: Opening) -> LiveInterview:
        """Begin a conversation after the three opening screens.

        Raises:
            ConsentMissingError: The person has not agreed to talk and to have it
                written down, or it is not safe here.
            StoreError: Nothing could be stored; nothing was kept.
        """
        if not (opening.can_talk and opening.may_write):
            raise ConsentMissingError(
                M("The person has not agreed that this is written down."),
                hint=M("You can still help: nothing is kept."),
            )
        form_id = NEEDS_FORM if opening.age.is_protected else ADULT_FORM
        source = self._place.form_in_use(form_id)
        definition = self._place.forms.load(source)
        case_id = CaseId(new_id(self._place.random))
        self._place.vault.cipher.create(case_id)
        session = self._place.session(definition)
        writes = _fill(session)
        now = self._place.clock.now()
        interview = Interview(
            id=InterviewId(new_id(self._place.random)),
            case_id=case_id,
            logic_hash=definition.logic_hash,
            form_id=form_id,
            instance_id=f"uuid:{uuid.UUID(bytes=self._place.random.token(16), version=4)}",
            started_at=now,
            languages=opening.languages,
            participants=opening.participants,
        )
        agreement = self._ledger.sign(
            case_id,
            ConsentKind.AGREEMENT,
            at=now,
            items=opening.items,
            manner=opening.manner,
            text=opening.text,
            in_own_words=opening.in_own_words,
        )

        def work(unit: Unit) -> Case:
            case = Case(
                id=case_id,
                code=self._free_code(unit),
                mode=opening.mode,
                age=opening.age,
                opened_at=now,
                hook=opening.hook,
            )
            unit.audit.append("case-opened", case_id)
            unit.cases.add(case)
            hashes = (definition.logic_hash, definition.text_hash)
            unit.forms.put(form_id, definition.version, hashes, source)
            unit.interviews.add(interview)
            self._ledger.append(unit, agreement)
            audit_n = unit.audit.append("started", interview.id)
            started = Event(kind=EventKind.STARTED, at=now, shown_languages=opening.languages)
            unit.interviews.record(interview.id, started, writes, audit_n)
            return case

        try:
            case = self._place.do(work)
        except Exception:
            self._place.vault.destroy_case(case_id)
            raise
        return self._live(case, interview, session)

    def resume(self, interview_id: InterviewId) -> LiveInterview:
        """Take a conversation up again at the question that was in sight.

        Raises:
            StoreError: There is no such conversation, or it is finished.
        """
        contents = self._place.read_interview(interview_id)
        if contents.interview.state is InterviewState.FINISHED:
            raise StoreError(M("This conversation is finished and can no longer be changed."))
        live = self._live(
            contents.case, contents.interview, contents.session, events=contents.events
        )
        known, node = self._place.do(lambda unit: self._standing.read(unit, interview_id))
        if known:
            live.stopped_at = node
        return live

    def amend(  # noqa: PLR0913 - the parts of an answer
        self,
        interview_id: InterviewId,
        node: NodeRef,
        value: str,
        *,
        state: AnswerState | None = None,
        basis: Basis = Basis.SAID,
        language: str = "",
    ) -> None:
        """Change an answer of a finished conversation; the journal keeps the earlier one.

        Args:
            interview_id: The conversation; one that is not finished is resumed instead.
            node: The question.
            value: The XForms lexical form; "" with a state, or to clear it.
            state: Why there is no answer, instead of one.
            basis: Where the answer comes from.
            language: The language free text was said in.

        Raises:
            StoreError: There is no such conversation, or it is not finished.
            FormError: There is no such question, or it takes no such answer.
        """
        contents = self._place.read_interview(interview_id)
        interview = contents.interview
        if interview.state is not InterviewState.FINISHED:
            raise StoreError(M("This conversation is still open."))
        changes = contents.session.set(node, value, state=state)
        event = Event(
            kind=EventKind.AMENDED,
            at=self._place.clock.now(),
            node=node,
            value=changes.done.value,
            state=state,
            basis=basis,
            shown_languages=interview.languages,
            language=language,
        )
        details = audit_details(event, interview, self._place.vault.cipher)

        def work(unit: Unit) -> None:
            audit_n = unit.audit.append(event.kind.value, interview_id, details)
            unit.interviews.record(interview_id, event, changes.writes, audit_n)

        self._place.do(work)

    def _live(
        self,
        case: Case,
        interview: Interview,
        session: FormSession,
        events: Sequence[Event] = (),
    ) -> LiveInterview:
        return LiveInterview(
            case=case,
            interview=interview,
            session=session,
            store=self._place.store,
            cipher=self._place.vault.cipher,
            clock=self._place.clock,
            events=events,
            wordings=self._place.do(lambda unit: unit.wordings.of_form(interview.form_id)),
        )

    def lines(self, limit: int = 200) -> Sequence[CaseLine]:
        """Return the people of this profile, the latest first, at most `limit` of them."""
        return self._place.do(lambda unit: unit.cases.lines(limit))

    def languages_of(self, case_id: CaseId) -> tuple[str, ...]:
        """Return the languages of the person's latest conversation; none when there is none."""
        interviews = self._place.do(lambda unit: unit.interviews.of_case(case_id))
        return interviews[-1].languages if interviews else ()

    def concerns(self, case_id: CaseId) -> tuple[str, ...]:
        """Return what was noted about who interpreted, for the lead only; it never leaves."""

        def work(unit: Unit) -> tuple[str, ...]:
            events = (
                e for i in unit.interviews.of_case(case_id) for e in unit.interviews.events(i.id)
            )
            return tuple(event.value for event in events if event.kind is EventKind.CONCERN)

        return self._place.do(work)

    def word_on(self, case_id: CaseId, item: ConsentItem) -> Choice:
        """Return the person's latest word on one thing."""
        return self._place.do(lambda unit: word_on(unit.consents.of_case(case_id), item))

    def agree(
        self,
        case_id: CaseId,
        items: Mapping[ConsentItem, Choice],
        manner: Manner,
        text: TextOfRecord,
    ) -> None:
        """Write down a change of what was agreed; earlier words stay in the ledger."""

        def work(unit: Unit) -> None:
            at = moment_after(unit.consents.of_case(case_id), self._place.clock.now())
            record = self._ledger.sign(
                case_id,
                ConsentKind.AGREEMENT,
                at=at,
                items=items,
                manner=manner,
                text=text,
            )
            self._ledger.append(unit, record)

        self._place.do(work)

    def finish(self, live: LiveInterview) -> Finished:
        """Finish gently and put away, on the thread of the conversation, which waits.

        Raises:
            StoreError: The end could not be stored; the conversation stays open.
            DiskFullError: The same, for want of room.
        """
        ending = live.finish()
        try:
            return self.put_away(live.case, ending)
        except IntakeError:
            if ending.saved.exception() is not None:
                live.revert(ending)
            raise

    def put_away(self, case: Case, ending: Pending) -> Finished:
        """Wait for the end of a conversation; erase all unless the person agreed to keep it.

        Touches nothing of the live conversation: may be called on any thread
        but the store's.

        Args:
            case: The case of the conversation.
            ending: What `LiveInterview.finish` returned. When it could not be
                stored, the caller reverts it on the conversation's own thread.

        Raises:
            StoreError: The end could not be stored; the conversation stays open.
            DiskFullError: The same, for want of room.
        """
        ending.saved.result()
        now = self._place.clock.now()
        self._place.do(lambda unit: finish_others(unit, case.id, now))
        goes = self._place.do(lambda unit: _goes(unit, case.id))
        if goes:
            self.erase(case.id)
        held = self._place.do(lambda unit: hold_among(unit.remarks.of_case(case.id))) is not None
        return Finished(case_id=case.id, code=case.code, erased=goes, held=held)

    def erase(self, case_id: CaseId) -> None:
        """Erase all that is kept of one person here, and its key.

        Raises:
            HeldError: It has to be kept for now (`services.holds`).
            StoreError: It could not be erased.
        """
        now = self._place.clock.now()
        parts = self._place.do(lambda unit: parts_of_case(unit, case_id))

        def work(unit: Unit) -> None:
            refuse_if_held(unit, case_id)
            unit.audit.append("erased", case_id)
            unit.cases.erase(case_id, now)

        try:
            self._place.do(work)
        except IntakeError:
            # Cleaning up may fail after the rows are gone for good; then the key must go too.
            case = self._place.do(lambda unit: unit.cases.get(case_id))
            if case is None or case.erased_at is None:
                raise
            self._place.vault.destroy_case(case_id)
            raise
        self._place.vault.destroy_case(case_id)
        drop_parts(self._place.folder, parts)

    def _free_code(self, unit: Unit) -> str:
        code = new_spoken_code(self._place.random)
        while unit.cases.code_is_taken(code):
            code = new_spoken_code(self._place.random)
        return code


def _goes(unit: Unit, case_id: CaseId) -> bool:
    """Whether all is erased when a conversation ends: it was not to be kept, and may go."""
    is_held = hold_among(unit.remarks.of_case(case_id)) is not None
    return (
        word_on(unit.consents.of_case(case_id), ConsentItem.KEEP) is not Choice.YES and not is_held
    )


def _fill(session: FormSession) -> tuple[Write, ...]:
    """Put in what the opening screens found out; return all that must be stored."""
    for path, definition in session.definition.nodes.items():
        answer = FILLED_BY_OPENING.get(str(definition.ours.get("meaning", "")))
        if answer is not None and definition.ours.get("filled") == "yes":
            session.set(path, answer)
    return session.stored()
