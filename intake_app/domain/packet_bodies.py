"""What packets that are about another packet say: answers, questions, notices.

docs/formats/packet.md, section 6. What a referral says is in `domain.referral`;
what becomes of one is in `domain.packet_course`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from intake_app.domain.referral import Referral

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.ids import PacketId


class ReceiptStatus(StrEnum):
    """What a receiver says of a referral; the latest by channel counts."""

    DELIVERED = "delivered"
    """It lies with the receiver, who has not decided yet."""
    ACCEPTED = "accepted"
    LATER = "can-help-from"
    DECLINED = "declined"
    ARRIVED = "arrived"
    """The person is there."""
    CLOSED = "closed"
    PASSED_ON = "passed-on"
    """Another office has it, too; the note names it. It decides nothing."""


ASIDE = frozenset({ReceiptStatus.DELIVERED, ReceiptStatus.PASSED_ON})
"""What is told beside a decision, and never takes the place of one."""

DECISIONS = frozenset({ReceiptStatus.ACCEPTED, ReceiptStatus.LATER, ReceiptStatus.DECLINED})
"""What opens or ends the first question; arriving and closing come after."""


class Reason(StrEnum):
    """Why a receiver cannot help."""

    FULL = "full"
    NOT_OFFERED = "not-offered"
    NOT_FOR_THEM = "not-for-them"
    LANGUAGE = "language"
    TOO_FAR = "too-far"
    NOT_SAFE = "not-safe"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a receiver says of a referral.

    Attributes:
        of: The packet answered.
        manifest_hash: SHA-256 hex of the signed manifest answered.
        reason: Why not, with `DECLINED` alone, or None when it is not said.
        start: From which day, with `LATER` and with nothing else.
        note: A sentence in the answerer's words, or ""; with `PASSED_ON` the name of the
            office that it was passed on to.
    """

    of: PacketId
    manifest_hash: str
    status: ReceiptStatus
    reason: Reason | None = None
    start: date | None = None
    note: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether reason, day and name stand where they belong."""
        return (
            (self.reason is None or self.status is ReceiptStatus.DECLINED)
            and (self.start is not None) == (self.status is ReceiptStatus.LATER)
            and (bool(self.note.strip()) or self.status is not ReceiptStatus.PASSED_ON)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What one side asks the other about a referral.

    Attributes:
        language: BCP 47 tag of the language it is written in.
    """

    of: PacketId
    manifest_hash: str
    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to a question; `of` is the question."""

    of: PacketId
    manifest_hash: str
    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That a packet of its own sender is not to be used any more; its kind says why."""

    of: PacketId
    manifest_hash: str


class Outcome(StrEnum):
    """What a receiver did about a notice."""

    ERASED = "erased"
    PARTLY = "partly"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAnswer:
    """What a receiver did about a notice; `of` is the notice.

    Attributes:
        law: Which law has some of it kept; "" when all is erased.
    """

    of: PacketId
    manifest_hash: str
    outcome: Outcome
    law: str = ""
    note: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether a law is named just where something is kept."""
        return bool(self.law.strip()) != (self.outcome is Outcome.ERASED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterSent:
    """A roster that is sent by itself; what it says is told in docs/formats/roster.md."""

    envelope: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """A file of a publication: what it is called, and which blob it is."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A directory, or forms, for everybody who works with the sender.

    Attributes:
        version: From 1; of one publisher and kind, a lower one never replaces a higher.
    """

    version: int
    files: tuple[PublishedFile, ...]


About = Receipt | Question | Reply | Notice | ErasureAnswer
"""A body that is about another packet: it names it by id and hash."""

Standalone = RosterSent | Publication
"""A body that is about no other packet, and about no person."""

Body = Referral | About | Standalone
"""The body of a packet."""
