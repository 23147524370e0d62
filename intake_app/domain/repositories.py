"""The store's repositories as services see them; all within one unit of work.

Implemented by `store` over plain SQL. Repositories never begin or commit: the
`Unit` that holds them does. Rows leave as domain values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.answer import Answer, Event
    from intake_app.domain.case import Case, CaseLine, Interview, InterviewState, Participant
    from intake_app.domain.consent import ConsentRecord
    from intake_app.domain.contact import Checked, Contact
    from intake_app.domain.directory import Services
    from intake_app.domain.form import Write
    from intake_app.domain.handed_over import HandedOvers
    from intake_app.domain.ids import CaseId, Fingerprint, InterviewId, PacketId
    from intake_app.domain.packet import (
        Direction,
        Link,
        PacketKind,
        PacketRecord,
        Received,
        Status,
    )
    from intake_app.domain.partnership import PartnerAgreements
    from intake_app.domain.recording import RecordingsKept
    from intake_app.domain.remark import Remarks
    from intake_app.domain.rights import PersonDates
    from intake_app.domain.taking_back import ErasureRequests, SafeWordsKept
    from intake_app.domain.trust import Rosters
    from intake_app.domain.wording import Terms, Wordings


class Cases(Protocol):
    """The cases of the vault."""

    def add(self, case: Case) -> None:
        """Keep a new case."""
        ...

    def get(self, case_id: CaseId) -> Case | None:
        """Return the case, or None."""
        ...

    def code_is_taken(self, code: str) -> bool:
        """Whether a case, erased ones included, has or had this spoken code."""
        ...

    def lines(self, limit: int = 200) -> Sequence[CaseLine]:
        """Return the cases that are not erased, the latest touched first."""
        ...

    def set_hook(self, case_id: CaseId, hook: str) -> None:
        """Set the memory hook."""
        ...

    def close(self, case_id: CaseId, at: datetime) -> None:
        """Mark the case closed."""
        ...

    def erase(self, case_id: CaseId, at: datetime) -> None:
        """Delete every row of the case; a tombstone without identity stays."""
        ...

    def erased(self) -> Sequence[CaseId]:
        """Return the ids of the cases that are erased: no key of theirs may be left."""
        ...


class Interviews(Protocol):
    """Conversations, their journals and their current answers."""

    def add(self, interview: Interview) -> None:
        """Keep a new conversation."""
        ...

    def get(self, interview_id: InterviewId) -> Interview | None:
        """Return the conversation, or None."""
        ...

    def of_case(self, case_id: CaseId) -> Sequence[Interview]:
        """Return the case's conversations, oldest first."""
        ...

    def record(
        self, interview_id: InterviewId, event: Event, writes: Sequence[Write], audit_n: int
    ) -> int:
        """Append `event` and bring the current answers up to date; return its seq.

        Raises:
            StoreError: The conversation does not exist, or it is finished and
                the event is no amendment.
        """
        ...

    def answers(self, interview_id: InterviewId) -> Sequence[Answer]:
        """Return the current answers."""
        ...

    def events(self, interview_id: InterviewId) -> Sequence[Event]:
        """Return the journal, in order."""
        ...

    def set_state(
        self, interview_id: InterviewId, state: InterviewState, ended_at: datetime | None = None
    ) -> None:
        """Say where the conversation stands."""
        ...

    def set_languages(self, interview_id: InterviewId, languages: Sequence[str]) -> None:
        """Say which languages are on the screen."""
        ...

    def set_participants(
        self, interview_id: InterviewId, participants: Sequence[Participant]
    ) -> None:
        """Say who is with us now."""
        ...


class Consents(Protocol):
    """The ledger; append-only."""

    def add(self, record: ConsentRecord, audit_n: int) -> None:
        """Append a signed record."""
        ...

    def of_case(self, case_id: CaseId) -> Sequence[ConsentRecord]:
        """Return the case's records, oldest first."""
        ...

    def with_ended(self, at: datetime) -> Sequence[CaseId]:
        """Return the cases with an agreement whose period is over, not yet written down so."""
        ...


class Contacts(Protocol):
    """Cards we hold."""

    def put(self, contact: Contact) -> None:
        """Keep a contact, in place of an earlier one with the same fingerprint."""
        ...

    def get(self, fingerprint: Fingerprint) -> Contact | None:
        """Return the contact, or None."""
        ...

    def all(self) -> Sequence[Contact]:
        """Return all contacts by name."""
        ...

    def set_checked(self, fingerprint: Fingerprint, how: Checked, at: datetime) -> None:
        """Say how the card was compared with its owner."""
        ...


class Packets(Protocol):
    """Packets in and out, as immutable documents."""

    def add(self, record: PacketRecord) -> None:
        """Keep a packet.

        Raises:
            PacketReplayedError: This sender's packet id is in already.
        """
        ...

    def get(self, packet_id: PacketId) -> PacketRecord | None:
        """Return the packet, or None."""
        ...

    def find(
        self,
        *,
        direction: Direction | None = None,
        kind: PacketKind | None = None,
        case_id: CaseId | None = None,
        in_reply_to: PacketId | None = None,
    ) -> Sequence[PacketRecord]:
        """Return the packets that match, newest first."""
        ...

    def receipts(self) -> Sequence[Received]:
        """Return the receipts to our own referrals whose words are still here."""
        ...

    def sender_of(self, sealed_name: str) -> Fingerprint | None:
        """Return who sent the file of this name that was taken in, or None."""
        ...

    def made_as(self, sealed_name: str) -> PacketId | None:
        """Return which of our own packets has a file of this name, or None."""
        ...

    def set_status(self, packet_id: PacketId, status: Status) -> None:
        """Say where the packet stands."""
        ...

    def keep_inside(self, packet_id: PacketId, inside: bytes) -> None:
        """Keep what stands in the inner layer of a packet that is accepted."""
        ...

    def blank(self, packet_id: PacketId) -> None:
        """Erase what a packet says; that it came, or was made, stays."""
        ...

    def links(self, peer: Fingerprint) -> Sequence[Link]:
        """Return the places of what was taken in from `peer`, in the order it was taken in."""
        ...

    def channel(self, peer: Fingerprint, direction: Direction) -> tuple[int, str]:
        """Return the last sequence number and manifest hash of the channel: (0, "") at first."""
        ...


class Forms(Protocol):
    """Form versions, kept as long as any interview uses them."""

    def put(self, form_id: str, version: str, hashes: tuple[str, str], definition: bytes) -> None:
        """Keep a compiled definition under (logic hash, text hash); again is no error."""
        ...

    def get(self, logic_hash: str, text_hash: str = "") -> bytes | None:
        """Return the definition pinned by `logic_hash`: in a wording, or in the newest."""
        ...

    def latest(self) -> Mapping[str, str]:
        """Return the newest logic hash of every form id."""
        ...


class Settings(Protocol):
    """Small named values inside the encrypted store."""

    def get(self, name: str, default: str = "") -> str:
        """Return a setting's value."""
        ...

    def put(self, name: str, value: str) -> None:
        """Set a setting."""
        ...


class Audit(Protocol):
    """The hash chain; the only chained table (architecture §5)."""

    def append(self, action: str, subject: str, details: Mapping[str, str] | None = None) -> int:
        """Append an entry and return its number.

        Args:
            action: What was done, in a word or two ("answered").
            subject: The id it was done to; never a name or a value.
            details: Ids, codes and keyed commitments only.
        """
        ...

    def head(self) -> tuple[int, bytes]:
        """Return the number and hash of the newest entry: (0, 32 zero bytes) at first."""
        ...


class Unit(Protocol):
    """One transaction and the repositories that work in it."""

    @property
    def cases(self) -> Cases: ...  # noqa: D102 - named by its type

    @property
    def interviews(self) -> Interviews: ...  # noqa: D102 - named by its type

    @property
    def consents(self) -> Consents: ...  # noqa: D102 - named by its type

    @property
    def contacts(self) -> Contacts: ...  # noqa: D102 - named by its type

    @property
    def packets(self) -> Packets: ...  # noqa: D102 - named by its type

    @property
    def forms(self) -> Forms: ...  # noqa: D102 - named by its type

    @property
    def settings(self) -> Settings: ...  # noqa: D102 - named by its type

    @property
    def services(self) -> Services: ...  # noqa: D102 - named by its type

    @property
    def handed_over(self) -> HandedOvers: ...  # noqa: D102 - named by its type

    @property
    def wordings(self) -> Wordings: ...  # noqa: D102 - named by its type

    @property
    def terms(self) -> Terms: ...  # noqa: D102 - named by its type

    @property
    def erasure_requests(self) -> ErasureRequests: ...  # noqa: D102 - named by its type

    @property
    def safe_words(self) -> SafeWordsKept: ...  # noqa: D102 - named by its type

    @property
    def person_dates(self) -> PersonDates: ...  # noqa: D102 - named by its type

    @property
    def remarks(self) -> Remarks: ...  # noqa: D102 - named by its type

    @property
    def recordings(self) -> RecordingsKept: ...  # noqa: D102 - named by its type

    @property
    def partner_agreements(self) -> PartnerAgreements: ...  # noqa: D102 - named by its type

    @property
    def rosters(self) -> Rosters: ...  # noqa: D102 - named by its type

    @property
    def audit(self) -> Audit: ...  # noqa: D102 - named by its type
