"""What the person agreed to: signed, append-only records, and what they allow.

A record is never edited. A later record about the same thing stands in place
of an earlier one, and both stay: the right to take back is worth little if
nobody can show when it was used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.ids import CaseId, ConsentId, Fingerprint


class ConsentItem(StrEnum):
    """One thing a person can agree to, apart from every other; the default is no."""

    TALK = "talk"
    WRITE = "write"
    KEEP = "keep"
    CONTACT = "contact"
    PHOTO = "photo"
    RECORDING = "recording"
    STATISTICS = "statistics"


class Choice(StrEnum):
    """The person's word on one item."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not-yet"


class Manner(StrEnum):
    """How the agreement was given; all are equally valid."""

    VOICE = "voice"
    MARK = "mark"
    SIGNATURE = "signature"


class ConsentKind(StrEnum):
    """What a record is about."""

    AGREEMENT = "agreement"
    SHARING = "sharing"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOfRecord:
    """The wording that was explained, so that it can be shown what was agreed to.

    Attributes:
        sha256: Hex hash of the exact text.
        reviewed: Whether a person had checked this wording in this language.
        rendered_by: Alias of the interpreter who said it in the person's
            language, or "" when the person read or heard the text itself.
    """

    text_id: str
    version: str
    language: str
    sha256: str
    reviewed: bool
    rendered_by: str = ""
    rendered_into: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingScope:
    """One agreement to share: with whom, which field groups, what for, until when.

    Attributes:
        groups: Field group codes that may leave; nothing is implied.
        purpose: `referral.HELP_AS_NEEDED`, or people's own words.
        onward: Whether the receiver may pass it on.
        no_authorities: Nothing to police or immigration, also not passed on.
    """

    recipient: Fingerprint
    recipient_name: str
    groups: tuple[str, ...]
    purpose: str
    until: datetime
    onward: bool = False
    no_authorities: bool = True

    def allows(self, other: SharingScope) -> bool:
        """Whether everything that `other` lets happen is let happen by this, too."""
        return (
            self.recipient == other.recipient
            and set(other.groups) <= set(self.groups)
            and self.purpose == other.purpose
            and other.until <= self.until
            and (self.onward or not other.onward)
            and (other.no_authorities or not self.no_authorities)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord:
    """One entry of the ledger.

    Attributes:
        items: For an agreement: the person's word on each item.
        in_own_words: What the person said was agreed, as said.
        scope: For sharing: what may leave. For a withdrawal: None.
        withdraws: For a withdrawal: the record taken back, or None for all sharing.
        envelope: The signed bytes (DSSE) as stored; empty while not yet signed.
    """

    id: ConsentId
    case_id: CaseId
    kind: ConsentKind
    at: datetime
    manner: Manner
    text: TextOfRecord
    items: Mapping[ConsentItem, Choice] = field(default_factory=dict[ConsentItem, Choice])
    in_own_words: str = ""
    scope: SharingScope | None = None
    withdraws: ConsentId | None = None
    envelope: bytes = b""


def word_on(records: Iterable[ConsentRecord], item: ConsentItem) -> Choice:
    """Return the person's latest word on `item`; nothing said means not yet."""
    latest: ConsentRecord | None = None
    for record in records:
        if record.kind is not ConsentKind.AGREEMENT or item not in record.items:
            continue
        if latest is None or record.at >= latest.at:
            latest = record
    return latest.items[item] if latest is not None else Choice.NOT_YET


def scope_for(
    records: Iterable[ConsentRecord], recipient: Fingerprint, *, at: datetime
) -> tuple[ConsentRecord, SharingScope] | None:
    """Return the record and scope that allow sharing with `recipient` at `at`, or None.

    The newest sharing record for the recipient decides alone: an earlier, wider
    one never fills it up. A later withdrawal of that record, or of all sharing,
    ends it, whatever the clock says meanwhile; so does the end of its period.
    """
    ledger = sorted(records, key=lambda record: record.at)
    newest: ConsentRecord | None = None
    for record in ledger:
        if record.kind is ConsentKind.SHARING and record.scope is not None:
            if record.scope.recipient == recipient and record.at <= at:
                newest = record
        elif (
            record.kind is ConsentKind.WITHDRAWAL
            and newest is not None
            and record.withdraws in {None, newest.id}
        ):
            newest = None
    if newest is None or newest.scope is None or at >= newest.scope.until:
        return None
    return newest, newest.scope


def still_holds(records: Sequence[ConsentRecord], consent_id: ConsentId, *, at: datetime) -> bool:
    """Whether what was made under one agreement may leave at the moment `at`.

    It may when that agreement is the one in force, or when the one in force allows
    all that it allowed.
    """
    under = next((record.scope for record in records if record.id == consent_id), None)
    if under is None:
        return False
    found = scope_for(records, under.recipient, at=at)
    return found is not None and found[1].allows(under)


def moment_after(records: Iterable[ConsentRecord], now: datetime) -> datetime:
    """Return the moment of a new record: never before one that stands in the ledger already.

    A computer's clock may have been set back; what is said later must count later.
    """
    return max((now, *(record.at for record in records)))
