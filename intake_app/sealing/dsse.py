"""Signed envelopes: DSSE v1 in JSON, in exactly one way to write each.

The signatures are over the bytes of the payload and its type (PAE, "DSSEv1"),
never over JSON. An envelope must be byte for byte what `sign` would write with
the same contents, so nothing can hide in its spelling.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import OutsideFileError
from intake_app.guard import strict_json
from intake_app.sealing.errors import EnvelopeError
from intake_app.sealing.signing import Signatures

if TYPE_CHECKING:
    from intake_app.sealing.signing import PublicKeys, SigningKeys

MAX_ENVELOPE = 24 << 20
"""Holds a payload of 16 MiB."""

_LATTICE_SUFFIX = "#ml-dsa-65"
_DEPTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A well-formed envelope whose signatures nobody has checked yet.

    Attributes:
        payload_type: What the signer says the payload is.
        unverified: The payload. To be read before `verify` only to learn, from a
            self-signed card, which keys to check it with.
        key_id: The signer's key id, as claimed.
        signatures: The two signatures.
    """

    payload_type: str
    unverified: bytes
    key_id: str
    signatures: Signatures


def sign(payload_type: str, payload: bytes, keys: SigningKeys) -> bytes:
    """Return the envelope of `payload`, signed with both keys."""
    return _write(
        Envelope(
            payload_type=payload_type,
            unverified=payload,
            key_id=keys.public.key_id,
            signatures=keys.sign(encode_for_signing(payload_type, payload)),
        )
    )


def read(envelope: bytes) -> Envelope:
    """Return the parts of an envelope, to find out whose keys to check it with.

    Raises:
        EnvelopeError: The bytes are not what `sign` writes.
    """
    try:
        parts = _parts(strict_json.loads(envelope, max_bytes=MAX_ENVELOPE, max_depth=_DEPTH))
    except (OutsideFileError, binascii.Error):
        raise EnvelopeError("form") from None
    if not hmac.compare_digest(_write(parts), envelope):
        raise EnvelopeError("form")
    return parts


def verify(envelope: bytes, payload_type: str, public: PublicKeys) -> bytes:
    """Return the payload once both signatures are known to be by `public`.

    Raises:
        EnvelopeError: The envelope breaks the format, is of another type or by
            another key, or one of its signatures does not match.
    """
    parts = read(envelope)
    if parts.payload_type != payload_type:
        raise EnvelopeError("type")
    if parts.key_id != public.key_id:
        raise EnvelopeError("key id")
    public.verify(encode_for_signing(payload_type, parts.unverified), parts.signatures)
    return parts.unverified


def encode_for_signing(payload_type: str, payload: bytes) -> bytes:
    """Return the pre-authentication encoding, the bytes both signatures are over."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def _write(parts: Envelope) -> bytes:
    return strict_json.dumps(
        {
            "payload": _encode(parts.unverified),
            "payloadType": parts.payload_type,
            "signatures": [
                {"keyid": parts.key_id, "sig": _encode(parts.signatures.ed25519)},
                {
                    "keyid": parts.key_id + _LATTICE_SUFFIX,
                    "sig": _encode(parts.signatures.ml_dsa_65),
                },
            ],
        }
    )


def _parts(value: strict_json.Json) -> Envelope:
    match value:
        case {
            "payload": str(payload),
            "payloadType": str(payload_type),
            "signatures": [{"keyid": str(key_id), "sig": str(classic)}, {"sig": str(lattice)}],
        }:
            return Envelope(
                payload_type=payload_type,
                unverified=_decode(payload),
                key_id=key_id,
                signatures=Signatures(ed25519=_decode(classic), ml_dsa_65=_decode(lattice)),
            )
    raise EnvelopeError("form")


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decode(text: str) -> bytes:
    if not text.isascii():
        raise EnvelopeError("base64")
    return base64.b64decode(text, validate=True)
