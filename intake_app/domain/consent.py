"""What the person agreed to: signed, append-only records, and what they allow.

A record is never edited. A later record about the same thing stands in place
of an earlier one, and both stay: the right to take back is worth little if
nobody can show when it was used. What may be shared is in `domain.sharing`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.referral import SharingBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.ids import CaseId, ConsentId, Fingerprint
    from intake_app.domain.sharing import OtherGround, SharingScope


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
    ENDED = "ended"
    """The period of an agreement to share is over; written down by the program when it sees
    so, that no clock which is set back brings it to life again."""


BY_WORKER: Final = "worker"
"""Who explained: the worker, in a language that both speak."""

ON_TURNED_SCREEN: Final = "turned-screen"
"""How it was explained: the person read it on the screen turned to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOfRecord:
    """The wording that was explained, so that it can be shown what was agreed to.

    Attributes:
        sha256: Hex hash of the exact text.
        reviewed: Whether a person had checked this wording in this language.
        rendered_by: Alias of the interpreter who said it in the person's
            language, or "" when the person read or heard the text itself.
        explained_by: The alias of who explained it, `BY_WORKER`, or `ON_TURNED_SCREEN`;
            "" when that was not written down.
    """

    text_id: str
    version: str
    language: str
    sha256: str
    reviewed: bool
    rendered_by: str = ""
    rendered_into: str = ""
    explained_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord:
    """One entry of the ledger.

    Attributes:
        items: For an agreement: the person's word on each item.
        in_own_words: What the person said was agreed, as said.
        manner: How the person said so; None where the person did not: another ground,
            or a period that is over.
        text: The wording that was explained; of a record the person had no part in, the
            latest wording that was explained to them before.
        scope: For sharing: what may leave. For a withdrawal: None.
        ground: For sharing without the person's agreement: on what ground, who decided.
        withdraws: For a withdrawal: the record taken back, or None for all sharing. For
            what ended: the record that did.
        envelope: The signed bytes (DSSE) as stored; empty while not yet signed.
    """

    id: ConsentId
    case_id: CaseId
    kind: ConsentKind
    at: datetime
    manner: Manner | None
    text: TextOfRecord
    items: Mapping[ConsentItem, Choice] = field(default_factory=dict[ConsentItem, Choice])
    in_own_words: str = ""
    scope: SharingScope | None = None
    ground: OtherGround | None = None
    withdraws: ConsentId | None = None
    envelope: bytes = b""

    @property
    def basis(self) -> SharingBasis:
        """On what ground it stands."""
        return self.ground.basis if self.ground is not None else SharingBasis.CONSENT


_ENDS: Final = frozenset({ConsentKind.WITHDRAWAL, ConsentKind.ENDED})


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
    ends it, whatever the clock says meanwhile; so does the end of its period. What was
    decided on another ground than the person's agreement is one word among these: a
    person who stops all sharing stops that, too, and it must be decided anew.
    """
    ledger = sorted(records, key=lambda record: record.at)
    newest: ConsentRecord | None = None
    for record in ledger:
        if record.kind is ConsentKind.SHARING and record.scope is not None:
            if record.scope.recipient == recipient and record.at <= at:
                newest = record
        elif record.kind in _ENDS and newest is not None and record.withdraws in {None, newest.id}:
            newest = None
    if newest is None or newest.scope is None or at >= newest.scope.until:
        return None
    return newest, newest.scope


def still_holds(records: Sequence[ConsentRecord], consent_id: ConsentId, *, at: datetime) -> bool:
    """Whether what was made under one agreement may leave at the moment `at`.

    It may when that agreement is the one in force, or when the one in force allows
    all that it allowed. The moment is never before the latest record: a clock may have
    been set back.
    """
    under = next((record.scope for record in records if record.id == consent_id), None)
    if under is None:
        return False
    found = scope_for(records, under.recipient, at=moment_after(records, at))
    return found is not None and found[1].allows(under)


def over_at(records: Sequence[ConsentRecord], at: datetime) -> Sequence[ConsentRecord]:
    """Return the agreements to share whose period is over at `at`, and not yet written down so."""
    ended = {record.withdraws for record in records if record.kind is ConsentKind.ENDED}
    return [
        record
        for record in records
        if record.scope is not None and record.scope.until <= at and record.id not in ended
    ]


def moment_after(records: Iterable[ConsentRecord], now: datetime) -> datetime:
    """Return the moment of a new record: never before one that stands in the ledger already.

    A computer's clock may have been set back; what is said later must count later.
    """
    return max((now, *(record.at for record in records)))
