"""Taking back: stop sharing at once, and erase after three days.

Stopping asks nobody anything and can be undone, so it may be done on anyone's
word. Erasing cannot be undone, so it needs the person or their phrase, and time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.case import InterviewState
from intake_app.domain.consent import (
    ConsentItem,
    ConsentKind,
    ConsentRecord,
    Manner,
    moment_after,
    scope_for,
    still_holds,
    word_on,
)
from intake_app.domain.errors import NotDueError, StoreError, WrongPhraseError
from intake_app.domain.message import M
from intake_app.domain.packet import LEFT, PacketKind
from intake_app.domain.packet_bodies import Notice
from intake_app.domain.taking_back import LONGEST, WAIT, Asker, ErasureRequest, SafeWords
from intake_app.exchange.folder import FolderMailbox
from intake_app.services.holders import (
    consent_of,
    files_of,
    holders_of,
    notices_about,
    settle_files,
)
from intake_app.services.holds import hold_among
from intake_app.services.trust import latest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.case import Case, Interview
    from intake_app.domain.consent import Choice
    from intake_app.domain.ids import CaseId, Fingerprint
    from intake_app.domain.my_information import Holder
    from intake_app.domain.repositories import Unit
    from intake_app.services.conversations import Conversations
    from intake_app.services.holds import Hold
    from intake_app.services.ledger import Ledger
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace


_STRONGER: Final = (PacketKind.ERASURE_REQUEST, PacketKind.RECALL)
"""Notices that say all that a withdrawal says, and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNow:
    """How it stands with one person.

    Attributes:
        interview: The latest conversation, or None.
        first: The earliest one, which may be the same, or None.
        holders: Every receiver that was ever agreed to.
        can_share_again: Whether the latest word on sharing is a stop that can be undone.
        request: The request to erase that waits, or None.
        has_phrase: Whether a phrase was agreed; the phrase itself is never told.
        reach: How to reach them safely, or "".
        agreed: The person's latest word on each thing.
        hold: Why nothing may be erased for now, or None.
    """

    case: Case
    interview: Interview | None
    first: Interview | None
    holders: tuple[Holder, ...]
    can_share_again: bool
    request: ErasureRequest | None
    has_phrase: bool
    reach: str
    agreed: Mapping[ConsentItem, Choice]
    hold: Hold | None = None

    @property
    def is_open(self) -> bool:
        """Whether the latest conversation can be gone on with as it is."""
        latest = self.interview
        return latest is not None and latest.state is not InterviewState.FINISHED

    @property
    def earlier(self) -> Interview | None:
        """The talk to go on with that `is_open` does not lead to: the first one, or None."""
        if self.first is None or (self.is_open and self.first == self.interview):
            return None
        return self.first

    @property
    def is_shared(self) -> bool:
        """Whether anything may leave now."""
        return any(holder.in_force for holder in self.holders)

    @property
    def to_call(self) -> tuple[Holder, ...]:
        """The receivers that hold something which was taken back: notices travel by stick."""
        if self.is_shared and not self.can_share_again:
            return ()
        return tuple(h for h in self.holders if h.given_at is not None and not h.in_force)


class TakingBack:
    """Taking back in one open profile. The methods block; call them off the screen's thread."""

    def __init__(
        self, place: Workplace, ledger: Ledger, outbox: Outbox, conversations: Conversations
    ) -> None:
        self._place = place
        self._ledger = ledger
        self._outbox = outbox
        self._conversations = conversations

    def now(self, case_id: CaseId) -> PersonNow:
        """Return how it stands with a person.

        Raises:
            StoreError: Nothing is written about such a person.
        """

        def work(unit: Unit) -> PersonNow:
            case = unit.cases.get(case_id)
            if case is None or case.erased_at is not None:
                raise StoreError(M("This person is no longer here."), hint=None)
            interviews = unit.interviews.of_case(case_id)
            words = unit.safe_words.get(case_id)
            records = unit.consents.of_case(case_id)
            return PersonNow(
                case=case,
                interview=interviews[-1] if interviews else None,
                first=interviews[0] if interviews else None,
                holders=holders_of(unit, case_id, at=self._place.clock.now()),
                can_share_again=bool(self._before_the_stop(records)),
                request=unit.erasure_requests.get(case_id),
                has_phrase=words is not None and bool(words.phrase),
                reach=words.reach if words is not None else "",
                agreed={item: word_on(records, item) for item in ConsentItem},
                hold=hold_among(unit.remarks.of_case(case_id)),
            )

        return self._place.do(work)

    # -- sharing -------------------------------------------------------------------

    def stop_sharing(
        self,
        case_id: CaseId,
        recipient: Fingerprint | None = None,
        *,
        manner: Manner = Manner.VOICE,
    ) -> None:
        """Let nothing more leave, and make the notices to whoever has it, in one unit of work.

        What is made and has not left never leaves. Where nothing was shared there
        is nothing to take back, and nothing is written.

        Args:
            case_id: Whose.
            recipient: One receiver alone; all of them when None.
            manner: How the person said so; saying it is enough.

        Raises:
            StoreError: It could not be stored; it is not stopped.
        """

        def work(unit: Unit) -> None:
            self._stop(unit, case_id, recipient, manner)
            self._make_notices(unit, case_id)

        self._place.do(work)

    def share_again(self, case_id: CaseId) -> None:
        """Undo the latest stop: what was agreed to then is agreed to anew; all records stay.

        Raises:
            StoreError: It could not be stored.
        """

        def work(unit: Unit) -> None:
            records = list(unit.consents.of_case(case_id))
            at = moment_after(records, self._place.clock.now())
            for before in self._before_the_stop(records):
                again = self._ledger.sign(
                    case_id,
                    ConsentKind.SHARING,
                    at=at,
                    manner=before.manner,
                    text=before.text,
                    scope=before.scope,
                    ground=before.ground,
                )
                self._ledger.append(unit, again)
                records.append(again)
            settle_files(unit, case_id, records=records, at=at)

        self._place.do(work)

    def take_off_stick(self, case_id: CaseId, folder: Path) -> int:
        """Delete the files that were taken back from a stick; return how many were there.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
        """

        def work(unit: Unit) -> Sequence[tuple[str, str]]:
            records, at = unit.consents.of_case(case_id), self._place.clock.now()
            found: list[tuple[str, str]] = []
            for file in files_of(unit, case_id):
                contact = unit.contacts.get(file.peer)
                holds = still_holds(records, consent_of(file), at=at)
                if contact is not None and not holds:
                    found.append((contact.card.mailbox, file.sealed_name))
            return found

        names = self._place.do(work)
        return sum(FolderMailbox(folder, mailbox).drop(name) for mailbox, name in names)

    # -- erasing -------------------------------------------------------------------

    def ask_in_person(self, case_id: CaseId) -> ErasureRequest:
        """Write down that the person, who is here, wants everything erased; sharing stops.

        Raises:
            StoreError: It could not be stored.
        """
        return self._ask(case_id, Asker.PRESENT)

    def ask_by_phrase(self, case_id: CaseId, words: str) -> ErasureRequest:
        """Write down that a caller, who said the agreed phrase, wants everything erased.

        Raises:
            WrongPhraseError: It is not the phrase, or none was agreed.
        """
        kept = self._place.do(lambda unit: unit.safe_words.get(case_id))
        if kept is None or not kept.is_said(words):
            raise WrongPhraseError
        return self._ask(case_id, Asker.PHRASE)

    def take_back_request(self, case_id: CaseId) -> None:
        """Take a request to erase back; nothing is erased. Sharing stays as it is."""

        def work(unit: Unit) -> None:
            unit.audit.append("erasure-taken-back", case_id)
            unit.erasure_requests.drop(case_id)

        self._place.do(work)

    def requests(self) -> Sequence[tuple[ErasureRequest, str]]:
        """Return the requests that wait, the earliest due first, each with the person's code."""

        def work(unit: Unit) -> Sequence[tuple[ErasureRequest, str]]:
            found = [(r, unit.cases.get(r.case_id)) for r in unit.erasure_requests.all()]
            return [(request, case.code) for request, case in found if case is not None]

        return self._place.do(work)

    def carry_out(self, case_id: CaseId) -> None:
        """Erase everything of a person whose request is due.

        Raises:
            NotDueError: There is no request, or it has not waited long enough.
            HeldError: It has to be kept for now; the request waits on.
            StoreError: It could not be erased.
        """
        request = self._place.do(lambda unit: unit.erasure_requests.get(case_id))
        if request is None or not request.is_due(self._place.clock.now()):
            raise NotDueError
        self._conversations.erase(case_id)

    # -- safe words ----------------------------------------------------------------

    def agree_words(
        self, case_id: CaseId, *, phrase: str | None = None, reach: str | None = None
    ) -> None:
        """Keep how the person is known on the phone and how to reach them; None changes nothing.

        Of someone who is erased meanwhile nothing is kept.

        Raises:
            StoreError: It could not be stored.
        """
        now = self._place.clock.now()

        def work(unit: Unit) -> None:
            case = unit.cases.get(case_id)
            if case is None or case.erased_at is not None:
                return
            before = unit.safe_words.get(case_id) or SafeWords(case_id=case_id, at=now)
            unit.audit.append("safe-words", case_id)
            unit.safe_words.put(
                SafeWords(
                    case_id=case_id,
                    at=now,
                    phrase=before.phrase if phrase is None else phrase.strip()[:LONGEST],
                    reach=before.reach if reach is None else reach.strip()[:LONGEST],
                )
            )

        self._place.do(work)

    # -- within --------------------------------------------------------------------

    def _stop(
        self, unit: Unit, case_id: CaseId, recipient: Fingerprint | None, manner: Manner
    ) -> None:
        records = list(unit.consents.of_case(case_id))
        at = moment_after(records, self._place.clock.now())
        withdraws = None
        if recipient is not None:
            found = scope_for(records, recipient, at=at)
            if found is None:
                return
            withdraws = found[0].id
        elif not _in_force(records, at):
            return
        record = self._ledger.sign(
            case_id,
            ConsentKind.WITHDRAWAL,
            at=at,
            manner=manner,
            text=records[-1].text,
            withdraws=withdraws,
        )
        self._ledger.append(unit, record)
        settle_files(unit, case_id, records=[*records, record], at=at)

    def _before_the_stop(self, records: Sequence[ConsentRecord]) -> Sequence[ConsentRecord]:
        """Return the agreements that the latest word on sharing stopped, if they could go on."""
        about = [r for r in records if r.kind is not ConsentKind.AGREEMENT]
        if not about or about[-1].kind is not ConsentKind.WITHDRAWAL:
            return ()
        stop, before = about[-1], about[:-1]
        now = self._place.clock.now()
        return [
            record
            for record in _in_force(before, stop.at)
            if stop.withdraws in {None, record.id}
            and record.scope is not None
            and now < record.scope.until
        ]

    def _ask(self, case_id: CaseId, by: Asker) -> ErasureRequest:
        now = self._place.clock.now()
        asked = ErasureRequest(case_id=case_id, asked_at=now, due_at=now + WAIT, by=by)

        def work(unit: Unit) -> ErasureRequest:
            self._stop(unit, case_id, None, Manner.VOICE)
            unit.audit.append("erasure-asked", case_id, {"by": by.value})
            unit.erasure_requests.put(asked)
            self._make_notices(unit, case_id, PacketKind.ERASURE_REQUEST)
            return unit.erasure_requests.get(case_id) or asked

        return self._place.do(work)

    def _make_notices(
        self, unit: Unit, case_id: CaseId, kind: PacketKind = PacketKind.WITHDRAWAL
    ) -> None:
        """Make a signed notice for every file that left and is taken back; again is no error.

        It says which file is meant and nothing else. It leaves with the next
        stick, and stays when the person is erased here.
        """
        records = unit.consents.of_case(case_id)
        at = moment_after(records, self._place.clock.now())
        for file in files_of(unit, case_id):
            if file.status not in LEFT or still_holds(records, consent_of(file), at=at):
                continue
            known = {notice.kind for notice in notices_about(unit, file)}
            contact = unit.contacts.get(latest(unit, file.peer))
            if contact is not None and not {kind, *_STRONGER} & known:
                notice = Notice(of=file.id, manifest_hash=file.manifest_hash)
                self._outbox.seal_within(unit, kind, notice, contact.card, in_reply_to=file.id)


def _in_force(records: Sequence[ConsentRecord], at: datetime) -> list[ConsentRecord]:
    """Return the agreements to share that are in force at a moment, one to a receiver."""
    recipients = dict.fromkeys(r.scope.recipient for r in records if r.scope is not None)
    found = [scope_for(records, recipient, at=at) for recipient in recipients]
    return [pair[0] for pair in found if pair is not None]
