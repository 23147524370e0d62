"""Packets as such: their kinds and heads, what is kept of them, and what is said of a stick.

What they say is in `domain.referral`; docs/formats/packet.md tells the format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.ids import CaseId, Fingerprint, PacketId
    from intake_app.domain.packet_bodies import Body


class PacketKind(StrEnum):
    """What a packet is for."""

    REFERRAL = "referral"
    UPDATE = "update"
    """A referral that stands in place of an earlier one."""
    PASSED_ON = "passed-on"
    """What a desk has of a referral, for another office, within what was agreed."""
    RECEIPT = "receipt"
    QUESTION = "question"
    ANSWER = "answer"
    WITHDRAWAL = "withdrawal"
    """The person took the agreement back."""
    ERASURE_REQUEST = "erasure-request"
    """The person took it back, and asks that everything is erased."""
    RECALL = "recall"
    """It was sent by mistake."""
    ERASURE_ANSWER = "erasure-answer"
    ROSTER = "roster"
    """An organisation's roster, for those who get no other packet."""
    DIRECTORY = "directory"
    FORMS = "forms"


REFERRED = (PacketKind.REFERRAL, PacketKind.UPDATE)
"""The kinds that an office makes of the people that it talks with itself."""

REFERRALS = (*REFERRED, PacketKind.PASSED_ON)
"""The kinds whose body is a referral."""


PUBLICATIONS = (PacketKind.DIRECTORY, PacketKind.FORMS)
"""The kinds that bring files for everybody who works with the sender."""


class Direction(StrEnum):
    """Whether a packet came in or went out."""

    IN = "in"
    OUT = "out"


class Status(StrEnum):
    """How the record of a packet is marked; `domain.packet_course` says where it stands."""

    MADE = "made"
    SENT = "sent"
    ARRIVED = "arrived"
    """It came in here."""
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    LATER = "can-help-from"
    DECLINED = "declined"
    THERE = "person-arrived"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    """Made, and never to leave: the person took the agreement back, or narrowed it."""


LEFT = frozenset(Status) - {Status.MADE, Status.ARRIVED, Status.WITHDRAWN}
"""How a packet of ours is marked once it was on a stick."""


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


class BlobRole(StrEnum):
    """What a blob in a packet is."""

    INNER = "inner"
    DIRECTORY = "directory"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A piece of data that travels in a packet, behind its manifest."""

    role: BlobRole
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPacket:
    """A packet whose signatures, addressee and hashes have been checked.

    Attributes:
        envelope: The signed bytes, kept as they are.
        manifest_hash: SHA-256 hex of the signed manifest.
        other: What we do not know, kept and shown as "other data".
        roster: The envelope of the sender's roster that rode along, or b"".
        blobs: The blobs that the manifest names, in its order.
    """

    head: PacketHead
    body: Body
    envelope: bytes
    manifest_hash: str
    other: tuple[OtherDatum, ...] = ()
    roster: bytes = b""
    blobs: tuple[Blob, ...] = ()

    def inner(self) -> bytes:
        """Return the sealed inner layer, or b"" when there is none."""
        return next((blob.data for blob in self.blobs if blob.role is BlobRole.INNER), b"")

    def behind(self) -> bytes:
        """Return all blobs, one behind the other."""
        return b"".join(blob.data for blob in self.blobs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The place a packet has in its channel; see `PacketHead`."""

    seq: int
    prev: str
    manifest_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A receipt that came in to a referral of ours, without what it says.

    Attributes:
        of: The referral; `sent_to` whom it was for, and `sent_hash` its manifest hash.
    """

    id: PacketId
    peer: Fingerprint
    seq: int
    manifest_hash: str
    at: datetime
    of: PacketId
    sent_to: Fingerprint
    sent_hash: str


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
        inner: The blobs of one that came in: the sealed inner layer, or the files of a
            publication one behind the other.
        inside: What stands in the inner layer: of ours, and of one that was accepted.
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
    inner: bytes = b""
    inside: bytes = b""

    @property
    def is_kept_back(self) -> bool:
        """Whether it was made here and is never to leave."""
        return self.direction is Direction.OUT and self.status is Status.WITHDRAWN


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
        taken: Packets that are in now, without what they say: ten thousand may come at once.
        known: File names that were in before.
        refused: File name and the error that says why.
        notices: What the senders of these files must be asked about.
    """

    taken: tuple[PacketRecord, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[tuple[str, Exception], ...] = field(default=())
    notices: tuple[ChannelNotice, ...] = ()
