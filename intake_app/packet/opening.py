"""Opening a packet: who it is for, then what it says, the first look in a limited child.

The private key stays in the parent, which unwraps the file key and hands the
child that key, our fingerprint and the senders' public keys. The child decrypts,
unpacks, verifies and parses; the parent verifies and parses once more what
came back, so that a child that was taken over cannot invent a packet. The order
of the checks is that of docs/formats/packet.md, section 5.
"""

from __future__ import annotations

import base64
import contextlib
import io
import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from intake_app.domain.errors import (
    NotAPacketError,
    PacketForOthersError,
    PacketTamperedError,
    PartFileError,
    UnknownSenderError,
)
from intake_app.domain.ids import Fingerprint
from intake_app.domain.packet import OpenedPacket
from intake_app.domain.secret import Secret
from intake_app.guard.job import Reply
from intake_app.packet import manifest
from intake_app.packet.blobs import FOLDER, MAX_BLOBS, matched
from intake_app.packet.fields import HASH, Fields
from intake_app.packet.inner import PART, decrypt_inside, named_to_json, read_named, unseal_inside
from intake_app.packet.sealing import ENVELOPE, MAX_SEALED, PAD, hash_of, packet_name
from intake_app.sealing import age, dsse, ustar
from intake_app.sealing.errors import (
    ArchiveError,
    EnvelopeError,
    HeaderError,
    KeyFormatError,
    PayloadError,
)
from intake_app.sealing.signing import ED25519_PUBLIC, ML_DSA_PUBLIC
from intake_app.sealing.signing import PublicKeys as SigningKeys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake_app.domain.contact import Card
    from intake_app.domain.ports import Opener
    from intake_app.domain.referral import SealedInside
    from intake_app.guard.process import Guard
    from intake_app.guard.strict_json import Json, JsonLike

JOB = "packet.open"
MAX_ENVELOPE = 12 << 20
FILE_KEY = 16
_DIGEST = 32
_LIMITS = ustar.Limits(members=2 + MAX_BLOBS, member_bytes=MAX_SEALED, total_bytes=MAX_SEALED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideView:
    """What anybody may learn of a packet file without a key.

    Attributes:
        size: Length in bytes; padded, so that it says little.
        stanzas: How the file key is wrapped, one word for each wrapping.
        name: The name that belongs to these bytes.
    """

    size: int
    stanzas: tuple[str, ...]
    name: str


def inspect(sealed: bytes) -> OutsideView:
    """Return what an outsider sees of a packet file.

    Raises:
        NotAPacketError: The bytes are no age file.
    """
    header = _read_header(sealed)
    return OutsideView(
        size=len(sealed),
        stanzas=tuple(stanza.kind for stanza in header.stanzas),
        name=packet_name(sealed),
    )


class _Contents(NamedTuple):
    """What an archive holds: the envelope, and the blobs with the names of their members."""

    envelope: bytes
    blobs: tuple[tuple[str, bytes], ...] = ()


class Senders:
    """Those we take packets from, made ready once for all files of a stick.

    Args:
        cards: Their cards.
    """

    def __init__(self, cards: Iterable[Card]) -> None:
        self.keys: dict[Fingerprint, SigningKeys] = {}
        for card in cards:
            # A card under whose keys signatures prove nothing vouches for nobody.
            with contextlib.suppress(KeyFormatError):
                self.keys[card.fingerprint] = SigningKeys(
                    ed25519=card.keys.ed25519, ml_dsa_65=card.keys.ml_dsa_65
                )
        # As JSON, a hundred contacts would cost more than the packet.
        self.packed = b"".join(
            bytes.fromhex(fingerprint) + keys.ed25519 + keys.ml_dsa_65
            for fingerprint, keys in self.keys.items()
        )


def open_packet(
    sealed: bytes,
    *,
    opener: Opener,
    own: Fingerprint,
    senders: Senders,
    guard: Guard,
) -> OpenedPacket:
    """Open a packet that was sealed to us; nothing is kept anywhere.

    Whether it was taken in before is the store's to say.

    Args:
        sealed: The file's bytes.
        opener: The profile's `Opener`.
        own: The profile's fingerprint, which must be among those addressed.
        senders: Those we take packets from.
        guard: Runs the first look in a limited child.

    Raises:
        NotAPacketError: It is no age file, or not one of ours inside.
        PacketForOthersError: It was not sealed to us, or does not name us.
        PacketTamperedError: It was changed or damaged.
        PartFileError: It is a part of something larger.
        UnknownSenderError: The signer's card is not among `senders`.
        PacketTooNewError: A later version of the program is needed.
        PacketError: It breaks the format otherwise.
        GuardError: The child died, ran too long or used too much memory.
    """
    header = _read_header(sealed)
    file_key = opener.unwrap(header.raw)
    if file_key is None:
        raise PacketForOthersError
    args: dict[str, JsonLike] = {
        "file_key": base64.b64encode(file_key.reveal()).decode("ascii"),
        "own": own,
        "senders": len(senders.keys),
    }
    reply = guard.run(JOB, args, senders.packed + sealed[len(header.raw) :])
    return _verify(_contents_of(reply), senders.keys, own)


def open_inner(sealed: bytes, named: SealedInside, *, opener: Opener, guard: Guard) -> bytes:
    """Unseal the inner layer of a packet that is being accepted; nothing is kept anywhere.

    Args:
        sealed: The blob, as the packet brought it.
        named: How the packet's body names it.
        opener: The profile's `Opener`.
        guard: Runs the first look in a limited child.

    Returns:
        What stands in it, found good; `inner.read_inside` reads it.

    Raises:
        PacketError: See `inner.unseal_inside`.
        GuardError: The child died, ran too long or used too much memory.
    """

    def first_look(file_key: Secret, payload: bytes) -> bytes:
        args = {
            "file_key": base64.b64encode(file_key.reveal()).decode("ascii"),
            "inner": named_to_json(named),
        }
        return guard.run(JOB, args, payload).data

    if hash_of(sealed) != named.sha256:
        raise PacketTamperedError
    return unseal_inside(sealed, named, opener=opener, first_look=first_look)


def reopen(envelope: bytes, *, sender: Fingerprint | None, manifest_hash: str) -> OpenedPacket:
    """Read the signed bytes of a packet that is kept in the store, of whichever side.

    Its signatures were good when it was taken in or made. What is kept since is
    shown to be the same by its hash, so that the sender's card is not needed.

    Args:
        envelope: The signed bytes.
        sender: Who signed them: the office it came from; None when we made it, with
            whichever keys were ours then.
        manifest_hash: The hash that was kept with them.

    Raises:
        PacketError: They are not the bytes that were kept then.
    """
    try:
        payload = dsse.read(envelope).unverified
    except EnvelopeError:
        raise PacketTamperedError from None
    if hash_of(payload) != manifest_hash:
        raise PacketTamperedError
    signers = None if sender is None else {sender}
    return _opened(_Contents(envelope), payload, manifest.read(payload, signers=signers))


def open_job(args: Mapping[str, Json], data: bytes) -> Reply:
    """Decrypt, unpack, verify and parse a packet's payload; runs in the guard child.

    Args:
        args: `file_key` in base64; then our `own` fingerprint and how many `senders`,
            or for an inner layer how it is named under `inner`, or `part` for a part file.
        data: For each sender the fingerprint, the Ed25519 and the ML-DSA-65
            key in 2,016 bytes; then what follows the age header.

    Returns:
        The bytes of the envelope and of the blobs, and the name and length of each; or
        what stands in the inner layer, or in the part. Everything about them was found good.

    Raises:
        PacketError: See `open_packet` and `open_inner`.
    """
    asked = Fields(dict(args), "", set())
    file_key = Secret(asked.binary("file_key", FILE_KEY))
    if "part" in args:
        return Reply(data=_decrypted(file_key, data))
    if "inner" in args:
        named = read_named(asked.fields("inner"))
        return Reply(data=decrypt_inside(file_key, data, named) if named is not None else b"")
    own = Fingerprint(asked.matching("own", HASH))
    senders, start = _unpack_senders(asked.integer("senders"), data)
    contents = _unpack(file_key, data[start:])
    _verify(contents, senders, own)
    return Reply(
        result={"blobs": [[name, len(blob)] for name, blob in contents.blobs]},
        data=b"".join((contents.envelope, *(blob for _, blob in contents.blobs))),
    )


def _contents_of(reply: Reply) -> _Contents:
    """Return what a child found in an archive; how it is cut is checked with the manifest."""
    blobs: list[tuple[str, bytes]] = []
    end = len(reply.data)
    listed = reply.result.get("blobs")
    for item in reversed(listed if isinstance(listed, list) else []):
        match item:
            case [str(name), int(size)] if 0 <= size <= end:
                blobs.append((name, reply.data[end - size : end]))
                end -= size
            case _:
                raise PacketTamperedError
    return _Contents(reply.data[:end], tuple(reversed(blobs)))


def _unpack_senders(count: int, data: bytes) -> tuple[dict[Fingerprint, SigningKeys], int]:
    """Return the senders that stand in front of `data` (`Senders.packed`), and where they end."""
    record = struct.Struct(f"{_DIGEST}s{ED25519_PUBLIC}s{ML_DSA_PUBLIC}s")
    end = count * record.size
    return {
        Fingerprint(fingerprint.hex()): SigningKeys(ed25519=ed25519, ml_dsa_65=ml_dsa_65)
        for fingerprint, ed25519, ml_dsa_65 in record.iter_unpack(data[:end])
    }, end


def _read_header(sealed: bytes) -> age.Header:
    if len(sealed) > MAX_SEALED:
        raise NotAPacketError
    try:
        return age.read_header(io.BytesIO(sealed))
    except HeaderError:
        raise NotAPacketError from None


def _unpack(file_key: Secret, payload: bytes) -> _Contents:
    """Return what a whole and strictly formed archive holds."""
    archive = _decrypted(file_key, payload)
    if not archive.startswith(ENVELOPE.encode("ascii") + b"\0"):
        raise PartFileError if len(archive) == PART else NotAPacketError
    taken: list[tuple[str, bytes]] = []
    try:
        for member in ustar.read_members(io.BytesIO(archive), _LIMITS):
            taken.append((member.name, _take(member, [name for name, _ in taken])))
    except ArchiveError:
        raise PacketTamperedError from None
    (_, envelope), *blobs = taken
    if not blobs or blobs.pop()[0] != PAD:
        raise PacketTamperedError
    return _Contents(envelope, tuple(blobs))


def _decrypted(file_key: Secret, payload: bytes) -> bytes:
    try:
        return b"".join(age.decrypt_payload(file_key, io.BytesIO(payload)))
    except (HeaderError, PayloadError):
        raise PacketTamperedError from None


def _take(member: ustar.Member, before: Sequence[str]) -> bytes:
    """Return what a member holds that may stand behind those `before`; of the pad, nothing."""
    if not before:
        if member.size > MAX_ENVELOPE:
            raise PacketTamperedError
        return member.read(member.size)
    if PAD in before or not (member.name == PAD or member.name.startswith(FOLDER)):
        raise PacketTamperedError
    if member.name == PAD:
        member.check_zeros()
        return b""
    return member.read(member.size)


def _verify(
    contents: _Contents, senders: Mapping[Fingerprint, SigningKeys], addressee: Fingerprint
) -> OpenedPacket:
    envelope = contents.envelope
    try:
        claimed = dsse.read(envelope)
        if claimed.payload_type != manifest.PAYLOAD_TYPE:
            raise NotAPacketError
        signers = {
            fingerprint: keys
            for fingerprint, keys in senders.items()
            if keys.key_id == claimed.key_id
        }
        if not signers:
            raise UnknownSenderError
        keys = next(iter(signers.values()))
        payload = dsse.verify(envelope, manifest.PAYLOAD_TYPE, keys)
    except EnvelopeError:
        raise PacketTamperedError from None
    found = manifest.read(payload, signers=signers, addressee=addressee)
    return replace(_opened(contents, payload, found), blobs=matched(found.blobs, contents.blobs))


def _opened(contents: _Contents, payload: bytes, found: manifest.Manifest) -> OpenedPacket:
    return OpenedPacket(
        head=found.head,
        body=found.body,
        envelope=contents.envelope,
        manifest_hash=hash_of(payload),
        other=found.other,
        roster=found.roster,
    )
