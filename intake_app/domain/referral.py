"""What leaves, for whom, and what they answer.

A `Referral` is the body of a packet (docs/formats/packet.md). It is built from
the consent ledger and the case by `services.referrals`, and shown from the very
bytes that are sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.domain.answer import AnswerState, Basis
    from intake_app.domain.case import AgeBranch
    from intake_app.domain.ids import CaseId, Fingerprint, PacketId

FIELD_GROUPS = (
    "need", "people", "languages", "keep-away", "name", "contact", "health", "account", "observed",
)  # fmt: skip
"""Codes of the field groups, in the order they are read out. The labels are in
`services.groups`; the forms' `group` column uses exactly these."""

CHILD_GROUPS = ("need", "people", "languages", "keep-away", "name", "contact", "health")
"""What may leave by default for someone who may be under 18 (domain brief, PR14)."""


class PacketKind(StrEnum):
    """What a packet is for."""

    REFERRAL = "referral"
    RECEIPT = "receipt"


class Direction(StrEnum):
    """Whether a packet came in or went out."""

    IN = "in"
    OUT = "out"


class Urgency(StrEnum):
    """How soon help is needed."""

    TODAY = "24h"
    THREE_DAYS = "72h"
    TWO_WEEKS = "2w"
    UNSAID = ""


class Status(StrEnum):
    """Where a referral stands; the latest receipt by channel sequence counts."""

    MADE = "made"
    SENT = "sent"
    ARRIVED = "arrived"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    """Made, and never to leave: the person took the agreement back, or narrowed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswer:
    """One answer as it leaves: what was asked, what was said, and how we know.

    Attributes:
        node: The form's node path.
        label: The question as shown, by language tag.
        value: The XForms lexical form; empty when `state` is set.
        shown: The value in words, by language tag (choice labels); free text
            stands under the language it was said in, or "und".
        via: Alias of the interpreter it came through, or "".
        at: When it was said.
    """

    node: str
    label: Mapping[str, str]
    value: str
    shown: Mapping[str, str]
    state: AnswerState | None = None
    basis: Basis | None = None
    via: str = ""
    languages: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedGroup:
    """The answers of one field group."""

    group: str
    answers: tuple[SharedAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedForm:
    """Which form the answers come from."""

    form_id: str
    version: str
    logic_hash: str
    text_hash: str


HELP_AS_NEEDED: Final = "help-as-needed"
"""What a receiver needs it for, unless people said it in their own words.

A code, so that each reader is told in their own language.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingTerms:
    """What the receiver is bound to.

    Attributes:
        consent: Id of the ledger record.
        purpose: `HELP_AS_NEEDED`, or people's own words.
        basis: "consent" (other bases come with their own path).
    """

    consent: str
    purpose: str
    until: datetime
    onward: bool
    no_authorities: bool
    basis: str = "consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """The body of a referral packet: exactly what was agreed for this receiver.

    Attributes:
        reference: The spoken code, for talking about it by phone.
        age: None unless the group "people" is shared.
        urgency: UNSAID unless the group "need" is shared; likewise `services`.
        languages: The person's languages, BCP 47; empty unless "languages" is shared.
    """

    reference: str
    age: AgeBranch | None
    urgency: Urgency
    services: tuple[str, ...]
    languages: tuple[str, ...]
    groups: tuple[SharedGroup, ...]
    terms: SharingTerms
    form: SharedForm
    answer_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The body of an answer to a referral.

    Attributes:
        of: The packet answered.
        manifest_hash: SHA-256 hex of the signed manifest answered.
        status: accepted or declined (arrived is the mere import); or withdrawn: then
            it comes from the sender of that packet, whose person took the agreement back.
        note: A sentence in the answerer's words, or "".
    """

    of: PacketId
    manifest_hash: str
    status: Status
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketHead:
    """What is true of every packet.

    Attributes:
        to: Fingerprints of all addressed cards, inside the signature.
        seq: Channel sequence from this sender to this receiver, from 1.
        prev: SHA-256 hex of the sender's previous manifest in the channel, or "".
        audit_n: Number of the sender's newest audit entry; `audit_h` its hash (hex).
    """

    id: PacketId
    kind: PacketKind
    sender: Fingerprint
    to: tuple[Fingerprint, ...]
    seq: int
    created: datetime
    prev: str = ""
    in_reply_to: PacketId | None = None
    audit_n: int = 0
    audit_h: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDatum:
    """Something in a packet that a later version of the program knows and ours does not.

    Attributes:
        name: The path of its key.
        value: What stands there, as text of at most 500 characters.
    """

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPacket:
    """A packet whose signatures, addressee and hashes have been checked.

    Attributes:
        envelope: The signed bytes, kept as they are.
        manifest_hash: SHA-256 hex of the signed manifest.
        other: What we do not know, kept and shown as "other data".
    """

    head: PacketHead
    body: Referral | Receipt
    envelope: bytes
    manifest_hash: str
    other: tuple[OtherDatum, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The place a packet has in its channel; see `PacketHead`."""

    seq: int
    prev: str
    manifest_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRecord:
    """A packet as the store keeps it: an immutable document and its index columns.

    Attributes:
        prev: SHA-256 hex of the manifest before it in its channel; "" when it is
            the first, or when that was not kept (schemas before 3).
        case_id: The case a packet we made is about; None for what came in.
        status: MADE/SENT for ours, ARRIVED for theirs, until a receipt says more.
        sealed_name: The file's name in a mailbox.
        sealed: The sealed bytes of a packet we made; every retry sends the same.
    """

    id: PacketId
    direction: Direction
    kind: PacketKind
    peer: Fingerprint
    seq: int
    status: Status
    manifest_hash: str
    sealed_name: str
    envelope: bytes
    at: datetime
    case_id: CaseId | None = None
    in_reply_to: PacketId | None = None
    sealed: bytes = b""
    prev: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelNotice:
    """What an office must be asked about, because files do not follow on each other.

    Attributes:
        office: Its name, or "" when its card is gone.
        missing: How many of its files are not here though later ones are.
        repeated: How many numbers two of its files bear.
    """

    peer: Fingerprint
    office: str
    missing: int
    repeated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What happened to each file: one bad file never stops the others.

    Attributes:
        taken: Packets that are in now.
        known: File names that were in before.
        refused: File name and the error that says why.
        notices: What the senders of these files must be asked about.
    """

    taken: tuple[PacketRecord, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[tuple[str, Exception], ...] = field(default=())
    notices: tuple[ChannelNotice, ...] = ()
