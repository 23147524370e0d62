"""Making a packet: sign, pack, pad, then encrypt (docs/formats/packet.md, sections 3 and 4)."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import CardError, PacketError
from intake_app.domain.message import M
from intake_app.packet import manifest
from intake_app.packet.blobs import FOLDER, matched
from intake_app.sealing import age, ustar
from intake_app.sealing.errors import KeyFormatError
from intake_app.sealing.padding import padded_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.contact import Card
    from intake_app.domain.packet import Blob
    from intake_app.domain.ports import Signer

SUFFIX = ".age"
ENVELOPE = "manifest.dsse.json"
PAD = "pad"
MAX_SEALED = 16 << 20
_NAME_DIGITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedPacket:
    """A packet ready to be placed; every retry places these same bytes.

    Attributes:
        name: The file's name, which says nothing.
        sealed: The file's bytes.
        envelope: The signed bytes inside, for our own record.
        manifest_hash: SHA-256 hex of the signed manifest.
    """

    name: str
    sealed: bytes
    envelope: bytes
    manifest_hash: str


def seal(
    payload: bytes, signer: Signer, recipient: Card, blobs: Sequence[Blob] = ()
) -> SealedPacket:
    """Sign the manifest's bytes and seal them to one card.

    They are read first, as the receiver will read them: what would be refused
    there is not made here.

    Args:
        payload: What `manifest.write` made.
        signer: The sender it names.
        recipient: The card of the receiver it names.
        blobs: What travels behind it, as it names them.

    Raises:
        CardError: The card's recipient cannot be sealed to.
        PacketError: The receiver would refuse it.
    """
    read = manifest.read(payload, signers={signer.fingerprint}, addressee=recipient.fingerprint)
    members = [
        (FOLDER + name.sha256, blob.data) for name, blob in zip(read.blobs, blobs, strict=False)
    ]
    matched(read.blobs, members)
    envelope = signer.sign(manifest.PAYLOAD_TYPE, payload)
    try:
        to = age.HybridRecipient.parse(recipient.keys.recipient)
    except KeyFormatError:
        raise CardError from None
    target = io.BytesIO()
    with age.seal([to], target) as sink:
        archive = ustar.ArchiveWriter(sink)
        archive.add(ENVELOPE, len(envelope), [envelope])
        for name, data in members:
            archive.add(name, len(data), [data])
        archive.add_zeros(PAD, _pad_size([len(envelope), *(len(data) for _, data in members)]))
        archive.finish()
    sealed = target.getvalue()
    if len(sealed) > MAX_SEALED:
        raise PacketError(
            M("What is to leave is too long for one file."),
            hint=M("Share less, or shorten the longest answers."),
        )
    return SealedPacket(
        name=packet_name(sealed),
        sealed=sealed,
        envelope=envelope,
        manifest_hash=hash_of(payload),
    )


def packet_name(sealed: bytes) -> str:
    """Return the name a packet file of these bytes has."""
    return hash_of(sealed)[:_NAME_DIGITS] + SUFFIX


def hash_of(data: bytes) -> str:
    """Return SHA-256 in hex: of a manifest, its manifest hash."""
    return hashlib.sha256(data).hexdigest()


def _pad_size(sizes: Sequence[int]) -> int:
    bare = ustar.archive_size([*sizes, 0])
    return padded_size(bare) - bare
