"""The signed heart of a packet: who, to whom, which in the channel, and the body.

docs/formats/packet.md, section 5. The bytes are what is signed; they are
parsed only after both signatures were found good.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.errors import (
    OutsideFileError,
    PacketError,
    PacketForOthersError,
    PacketTooNewError,
    UnknownSenderError,
)
from intake_app.domain.ids import Fingerprint, PacketId
from intake_app.domain.packet import PUBLICATIONS, BlobRole, OtherDatum, PacketHead, PacketKind
from intake_app.domain.packet_bodies import Publication, RosterSent
from intake_app.domain.referral import Referral
from intake_app.domain.times import to_iso
from intake_app.guard import strict_json
from intake_app.packet.blobs import Named, named, names_to_json, read_names
from intake_app.packet.body import body_to_json, read_body, read_id_or_none
from intake_app.packet.fields import HASH, ID, FieldError, Fields
from intake_app.packet.publications import MAX_ROSTER

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from intake_app.domain.packet import Blob
    from intake_app.domain.packet_bodies import Body
    from intake_app.guard.strict_json import Json, JsonLike

FORMAT = 1
PAYLOAD_TYPE = "application/vnd.intake.packet.v1+json"
MAX_ADDRESSED = 16
_ABOUT_NOTHING = (
    PacketKind.REFERRAL,
    PacketKind.PASSED_ON,
    PacketKind.ROSTER,
    *PUBLICATIONS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a manifest says.

    Attributes:
        blobs: The blobs that travel behind it.
        roster: The envelope of the sender's roster, or b"".
        other: What stands under keys we do not know, sorted by their paths.
    """

    head: PacketHead
    body: Body
    blobs: tuple[Named, ...] = ()
    roster: bytes = b""
    other: tuple[OtherDatum, ...] = ()


def write(
    head: PacketHead, body: Body, *, blobs: Sequence[Blob] = (), roster: bytes = b""
) -> bytes:
    """Return the manifest's canonical bytes; `sealing.seal` checks them before it signs.

    Args:
        head: Who, to whom, which in the channel.
        body: What it says; of a referral, its outer layer is written.
        blobs: What travels behind it.
        roster: The envelope of the sender's roster, or b"" when there is none.

    Raises:
        PacketError: A text holds an unpaired surrogate, so it is no text.
    """
    value: JsonLike = {
        "fmt": FORMAT,
        "min_reader": FORMAT,
        "kind": head.kind,
        "packet_id": head.id,
        "from": head.sender,
        "to": head.to,
        "channel": {"seq": head.seq, "prev": head.prev},
        "created": to_iso(head.created),
        "in_reply_to": head.in_reply_to,
        "audit_head": {"n": head.audit_n, "h": head.audit_h},
        "roster": base64.b64encode(roster).decode("ascii") if roster else None,
        "body": body_to_json(body),
        "blobs": names_to_json([named(blob) for blob in blobs]),
    }
    try:
        return strict_json.dumps(value)
    except UnicodeEncodeError:
        raise PacketError from None


def read(
    payload: bytes, *, signers: Collection[str] | None, addressee: Fingerprint | None = None
) -> Manifest:
    """Return what the signed bytes say.

    Args:
        payload: The signed bytes, both signatures found good.
        signers: Fingerprints of the cards that hold the signer's keys; None for bytes that
            are known to be our own.
        addressee: Who must be among those addressed; None for a packet of our own.

    Raises:
        PacketTooNewError: A later version of the program is needed.
        UnknownSenderError: It names a card as its sender that is not held.
        PacketForOthersError: The addressee is not named.
        PacketError: It is not as the format says.
    """
    try:
        return _read(strict_json.loads(payload), signers, addressee)
    except (OutsideFileError, FieldError):
        raise PacketError from None


def _read(value: Json, signers: Collection[str] | None, addressee: Fingerprint | None) -> Manifest:
    other: set[OtherDatum] = set()
    fields = Fields(value, "", other)
    written_as, least = fields.integer("fmt"), fields.integer("min_reader")
    if least > FORMAT:
        raise PacketTooNewError
    if not 1 <= least <= written_as:
        raise fields.wrong("fmt")
    kind = _read_kind(fields)
    sender = Fingerprint(fields.matching("from", HASH))
    if signers is not None and sender not in signers:
        raise UnknownSenderError
    to = fields.strings("to", HASH, most=MAX_ADDRESSED, least=1)
    if addressee is not None and addressee not in to:
        raise PacketForOthersError
    head = _read_head(fields, kind, sender, to)
    found = Manifest(
        head=head,
        body=_read_body(fields.fields("body"), head),
        blobs=read_names(fields),
        roster=fields.binary_or_none("roster", MAX_ROSTER) or b"",
    )
    fields.done()
    _check_blobs(fields, found)
    return replace(found, other=_sorted(other))


def _check_blobs(fields: Fields, found: Manifest) -> None:
    """See to it that the body names the blobs that are there, and no other stands there."""
    if tuple((blob.sha256, blob.size, blob.role) for blob in found.blobs) != _named_by(found):
        raise fields.wrong("blobs")


def _named_by(found: Manifest) -> tuple[tuple[str, int, BlobRole], ...]:
    """Return the blobs that the body names."""
    body = found.body
    if isinstance(body, Publication):
        is_directory = found.head.kind is PacketKind.DIRECTORY
        role = BlobRole.DIRECTORY if is_directory else BlobRole.FORM
        return tuple((file.sha256, file.size, role) for file in body.files)
    inner = body.inner if isinstance(body, Referral) else None
    return () if inner is None else ((inner.sha256, inner.size, BlobRole.INNER),)


def _sorted(other: Collection[OtherDatum]) -> tuple[OtherDatum, ...]:
    return tuple(sorted(other, key=lambda datum: (datum.name, datum.value)))


def _read_kind(fields: Fields) -> PacketKind:
    word = fields.text("kind", 100)
    try:
        return PacketKind(word)
    except ValueError:
        raise PacketTooNewError from None


def _read_head(
    fields: Fields, kind: PacketKind, sender: Fingerprint, to: tuple[str, ...]
) -> PacketHead:
    channel, audit = fields.fields("channel"), fields.fields("audit_head")
    head = PacketHead(
        id=PacketId(fields.matching("packet_id", ID)),
        kind=kind,
        sender=sender,
        to=tuple(Fingerprint(item) for item in to),
        seq=channel.integer("seq", least=1),
        prev=_hash_or_empty(channel, "prev"),
        created=fields.moment("created"),
        in_reply_to=read_id_or_none(fields, "in_reply_to"),
        audit_n=audit.integer("n"),
        audit_h=_hash_or_empty(audit, "h"),
    )
    if len(set(to)) != len(to):
        raise fields.wrong("to")
    if (head.seq == 1) != (head.prev == ""):
        raise channel.wrong("prev")
    channel.done()
    audit.done()
    return head


def _hash_or_empty(fields: Fields, name: str) -> str:
    value = fields.text(name, 64)
    if value and not HASH.fullmatch(value):
        raise fields.wrong(name)
    return value


def _read_body(fields: Fields, head: PacketHead) -> Body:
    """Return the body of the packet's kind, which must fit `in_reply_to`."""
    body = read_body(head.kind, fields)
    if isinstance(body, RosterSent | Publication):
        about = None
    else:
        about = body.supersedes if isinstance(body, Referral) else body.of
    if about != head.in_reply_to or (about is None) != (head.kind in _ABOUT_NOTHING):
        raise fields.wrong("of")
    return body
