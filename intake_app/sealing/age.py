"""age v1 files: the front door of the codec (specification: c2sp.org/age).

An age file is a header, which wraps one random file key for each recipient,
and a payload encrypted under that key. What a reader accepts is said by a
`Policy`, so that a packet cannot ask for a slow or a classical unwrapping.
docs/formats/sealing.md tells the profile.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.secret import Secret
from intake_app.sealing.errors import HeaderError, KeyFormatError, MacError, NoMatchError
from intake_app.sealing.recipients import (
    CLASSIC,
    FILE_KEY,
    HYBRID,
    MAX_WORK_FACTOR,
    PASSPHRASE,
    HybridIdentity,
    HybridRecipient,
    Identity,
    Passphrase,
    Recipient,
    X25519Identity,
    X25519Recipient,
    check_form,
)
from intake_app.sealing.stanzas import (
    Header,
    Stanza,
    encode_base64,
    format_stanzas,
    read_header,
)
from intake_app.sealing.stream import (
    CHUNK,
    PayloadReader,
    PayloadWriter,
    Sink,
    chunks,
    derive,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

__all__ = [
    "GENERAL",
    "PACKETS",
    "Header",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "Passphrase",
    "PayloadReader",
    "PayloadWriter",
    "Policy",
    "Recipient",
    "Stanza",
    "X25519Identity",
    "X25519Recipient",
    "decrypt_payload",
    "encrypt",
    "open_payload",
    "read_header",
    "seal",
    "unwrap",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a reader accepts in a header.

    Attributes:
        kinds: The kinds of stanza that may be opened.
        ignores_others: Whether stanzas of other kinds are passed over, as the
            specification lets a general reader do, or make the header refused.
        max_stanzas: Most stanzas in a header.
        max_work_factor: Highest log2 of scrypt's cost that is computed.
    """

    kinds: frozenset[str]
    ignores_others: bool
    max_stanzas: int
    max_work_factor: int = MAX_WORK_FACTOR


PACKETS = Policy(kinds=frozenset({HYBRID}), ignores_others=False, max_stanzas=64)
"""Packets: post-quantum recipients and nothing else."""

GENERAL = Policy(
    kinds=frozenset({HYBRID, CLASSIC, PASSPHRASE}), ignores_others=True, max_stanzas=1024
)
"""Every age file the codec knows: the office's own key file, and test vectors."""


def seal(recipients: Sequence[Recipient], target: Sink) -> PayloadWriter:
    """Write a header for `recipients` and return the writer of the payload.

    The stanzas stand in random order: their place says nothing about anyone.

    Raises:
        KeyFormatError: There is no recipient, recipients of more than one
            kind, or more than one passphrase.
    """
    kinds = {recipient.kind for recipient in recipients}
    if len(kinds) != 1 or (PASSPHRASE in kinds and len(recipients) != 1):
        raise KeyFormatError("recipients of one kind, or one passphrase")
    file_key = Secret(secrets.token_bytes(FILE_KEY))
    stanzas = [recipient.wrap(file_key) for recipient in recipients]
    secrets.SystemRandom().shuffle(stanzas)
    head = format_stanzas(stanzas)
    target.write(head + b" " + encode_base64(_mac(file_key, head)).encode("ascii") + b"\n")
    return PayloadWriter(file_key, target)


def encrypt(recipients: Sequence[Recipient], source: BinaryIO, target: Sink) -> None:
    """Seal all of `source` to `recipients` into `target`, in bounded memory.

    Raises:
        KeyFormatError: See `seal`.
    """
    with seal(recipients, target) as writer:
        while data := source.read(CHUNK):
            writer.write(data)


def unwrap(header: Header, identities: Sequence[Identity], policy: Policy) -> Secret:
    """Return the 16-byte file key of a header, once its MAC is checked.

    Raises:
        HeaderError: The header breaks the format or the policy.
        NoMatchError: No stanza is for any of the identities.
        MacError: A stanza is, but the header is not the one that was written.
    """
    _check(header, policy)
    for identity in identities:
        for stanza in header.stanzas:
            if stanza.kind != identity.kind or stanza.kind not in policy.kinds:
                continue
            file_key = identity.unwrap(stanza)
            if file_key is not None:
                if not hmac.compare_digest(_mac(file_key, header.authenticated), header.mac):
                    raise MacError
                return file_key
    raise NoMatchError


def open_payload(file_key: Secret, source: BinaryIO) -> PayloadReader:
    """Return a reader of the payload; `source` stands behind the header.

    Raises:
        HeaderError: The source ends within the payload's nonce.
    """
    return PayloadReader(file_key, source)


def decrypt_payload(file_key: Secret, source: BinaryIO) -> Iterator[bytes]:
    """Yield the payload in chunks; `source` stands behind the header.

    Keep nothing of it until the iterator has ended by itself: only then is the
    payload known to be whole.

    Raises:
        HeaderError: The source ends within the payload's nonce.
        PayloadError: The payload was changed, cut short or continued.
    """
    yield from chunks(PayloadReader(file_key, source))


def _check(header: Header, policy: Policy) -> None:
    """Refuse a header before anything costly is done for it."""
    if len(header.stanzas) > policy.max_stanzas:
        raise HeaderError("too many stanzas")
    for stanza in header.stanzas:
        check_form(stanza)
        if stanza.kind not in policy.kinds and not policy.ignores_others:
            raise HeaderError("a stanza of another kind")
        if stanza.kind == PASSPHRASE:
            if len(header.stanzas) != 1:
                raise HeaderError("a passphrase stands alone")
            if int(stanza.arguments[1]) > policy.max_work_factor:
                raise HeaderError("work factor")


def _mac(file_key: Secret, head: bytes) -> bytes:
    return hmac.digest(derive(file_key.reveal(), b"", b"header"), head, "sha256")
