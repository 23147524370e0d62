"""The inner layer: who it is, sealed a second time (docs/formats/packet.md, "Two layers").

It is opened by accepting, and by nothing else. That is a rule of the program
and not of cryptography: the same key opens both layers. The salt keeps the
hash in the outer layer from telling whether a guess at the contents is right.
"""

from __future__ import annotations

import base64
import hashlib
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.errors import (
    CardError,
    NotAPacketError,
    OutsideFileError,
    PacketError,
    PacketTamperedError,
)
from intake_app.domain.message import M
from intake_app.domain.packet import Blob, BlobRole
from intake_app.domain.referral import Attachment, AttachmentRole, Inside, Referral, SealedInside
from intake_app.guard import strict_json
from intake_app.packet.answers import groups_to_json, read_groups
from intake_app.packet.fields import HASH, NAME, FieldError, Fields
from intake_app.packet.forms import are_of_forms, form_to_json, read_forms
from intake_app.sealing import age
from intake_app.sealing.errors import HeaderError, KeyFormatError, PayloadError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.contact import Card
    from intake_app.domain.ports import Opener
    from intake_app.domain.secret import Secret
    from intake_app.guard.strict_json import JsonLike

BLOCK = 4_096
SALT = 16
MAX_PLAIN = 8 << 20
MAX_ATTACHMENTS = 100
MAX_PARTS = 4_096
PART = 1 << 20
MAX_TYPE = 100
MAX_LABEL = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedInner:
    """An inner layer that is ready to travel.

    Attributes:
        blob: What travels.
        named: How the body names it.
        plain: What is sealed in it, for our own record.
    """

    blob: Blob
    named: SealedInside
    plain: bytes


def inside_bytes(inside: Inside) -> bytes:
    """Return the canonical bytes of the groups inside: what is shown before sealing.

    The same bytes stand in what is sealed, whole and unchanged.
    """
    return strict_json.dumps(groups_to_json(inside.groups))


def in_layers(
    referral: Referral, recipient: Card, salt: bytes
) -> tuple[Referral, SealedInner | None]:
    """Return the outer layer of a whole referral, and the inner one when there is any.

    Args:
        referral: All that leaves.
        recipient: The card of the receiver.
        salt: 16 random bytes.

    Raises:
        CardError: The card's recipient cannot be sealed to.
        PacketError: The receiver would refuse it.
    """
    inside = referral.inside()
    parts = tuple(name for attachment in inside.attachments for name in attachment.parts)
    outer = replace(referral.outside(), parts=parts)
    if not inside.groups and not inside.attachments:
        return outer, None
    check_layers(outer, inside)
    inner = seal_inside(inside, recipient, salt)
    return replace(outer, inner=inner.named), inner


def seal_inside(inside: Inside, recipient: Card, salt: bytes) -> SealedInner:
    """Seal what stands in the inner layer to one card.

    Args:
        inside: What it is.
        recipient: The card of the receiver.
        salt: 16 random bytes.

    Raises:
        CardError: The card's recipient cannot be sealed to.
        PacketError: The receiver would refuse it.
    """
    plain = _write(inside, salt)
    target = io.BytesIO()
    try:
        to = age.HybridRecipient.parse(recipient.keys.recipient)
    except KeyFormatError:
        raise CardError from None
    age.encrypt([to], io.BytesIO(plain), target)
    blob = Blob(role=BlobRole.INNER, data=target.getvalue())
    named = SealedInside(
        sha256=hashlib.sha256(blob.data).hexdigest(),
        size=len(blob.data),
        plain_sha256=hashlib.sha256(plain).hexdigest(),
    )
    read_inside(plain, named)
    return SealedInner(blob=blob, named=named, plain=plain)


def unseal_inside(
    sealed: bytes, named: SealedInside, *, opener: Opener, first_look: Callable[..., bytes]
) -> bytes:
    """Return what is sealed in an inner layer; `read_inside` reads it.

    Args:
        sealed: The blob, found to be the one that the manifest names.
        named: How the body names it.
        opener: The profile's `Opener`.
        first_look: Decrypts and checks it in a limited child, given the file key and
            what follows the age header.

    Raises:
        PacketError: It is not as the format says, or was not sealed to us.
        PacketTamperedError: It is not what the sender named.
    """
    try:
        header = age.read_header(io.BytesIO(sealed))
        file_key = opener.unwrap(header.raw)
    except (HeaderError, NotAPacketError):
        raise PacketTamperedError from None
    if file_key is None:
        raise PacketError(
            M("The rest of this file was not sealed to this office, so it cannot be opened."),
            hint=M("Ask the sender to make the file again."),
        )
    plain = first_look(file_key, sealed[len(header.raw) :])
    read_inside(plain, named)
    return plain


def decrypt_inside(file_key: Secret, payload: bytes, named: SealedInside) -> bytes:
    """Return what is sealed, once it is whole and as the format says; runs in the child.

    Raises:
        PacketError: See `unseal_inside`.
    """
    plain = bytearray()
    try:
        for chunk in age.decrypt_payload(file_key, io.BytesIO(payload)):
            plain += chunk
            if len(plain) > MAX_PLAIN:
                raise PacketError
    except (HeaderError, PayloadError):
        raise PacketTamperedError from None
    read_inside(bytes(plain), named)
    return bytes(plain)


def read_inside(plain: bytes, named: SealedInside) -> Inside:
    """Return what stands in an inner layer that was unsealed.

    Raises:
        PacketTamperedError: It is not what the sender signed.
        PacketError: It is not as the format says.
    """
    if hashlib.sha256(plain).hexdigest() != named.plain_sha256:
        raise PacketTamperedError
    text = plain.rstrip(b" ")
    if len(plain) % BLOCK or len(plain) - len(text) >= BLOCK or len(plain) > MAX_PLAIN:
        raise PacketError
    if not text.endswith(b"}"):
        raise PacketError
    try:
        return _read(Fields(strict_json.loads(text, max_bytes=MAX_PLAIN), "inner", set()))
    except (OutsideFileError, FieldError):
        raise PacketError from None


def check_layers(outer: Referral, inside: Inside) -> None:
    """See to it that both layers name the same part files in one order, and inside no other form.

    Raises:
        PacketError: They do not.
    """
    parts = tuple(name for each in inside.attachments for name in each.parts)
    further = len(outer.forms) + len(inside.forms)
    if outer.parts != parts or not are_of_forms(inside.groups, further):
        raise PacketError


def named_to_json(named: SealedInside | None) -> JsonLike:
    """Return how the body names it as JSON values."""
    if named is None:
        return None
    return {"sha256": named.sha256, "size": named.size, "plain_sha256": named.plain_sha256}


def read_named(fields: Fields | None) -> SealedInside | None:
    """Return how the body names it.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    if fields is None:
        return None
    named = SealedInside(
        sha256=fields.matching("sha256", HASH),
        size=fields.integer("size"),
        plain_sha256=fields.matching("plain_sha256", HASH),
    )
    fields.done()
    return named


def _write(inside: Inside, salt: bytes) -> bytes:
    value: Mapping[str, JsonLike] = {
        "salt": base64.b64encode(salt).decode("ascii"),
        "forms": [form_to_json(form) for form in inside.forms],
        "groups": groups_to_json(inside.groups),
        "attachments": [_attachment_to_json(attachment) for attachment in inside.attachments],
    }
    try:
        text = strict_json.dumps(value)
    except UnicodeEncodeError:
        raise PacketError from None
    return text + b" " * (-len(text) % BLOCK)


def _read(fields: Fields) -> Inside:
    fields.binary("salt", SALT)
    inside = Inside(
        forms=read_forms(fields),
        groups=read_groups(fields, outside=False),
        attachments=fields.objects("attachments", MAX_ATTACHMENTS, _read_attachment),
    )
    fields.done()
    return inside


def _attachment_to_json(attachment: Attachment) -> JsonLike:
    return {
        "sha256": attachment.sha256,
        "size": attachment.size,
        "type": attachment.type,
        "role": attachment.role,
        "label": attachment.label,
        "parts": attachment.parts,
    }


def _read_attachment(fields: Fields) -> Attachment:
    attachment = Attachment(
        sha256=fields.matching("sha256", HASH),
        size=fields.integer("size", least=1),
        type=fields.text("type", MAX_TYPE),
        role=fields.one_of("role", AttachmentRole),
        label=fields.text("label", MAX_LABEL),
        parts=fields.strings("parts", NAME, most=MAX_PARTS, least=1),
    )
    if len(attachment.parts) != -(-attachment.size // PART):
        raise fields.wrong("parts")
    fields.done()
    return attachment
