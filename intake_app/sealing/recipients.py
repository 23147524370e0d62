"""To whom the file key is wrapped, and who can unwrap it (c2sp.org/age, "Recipients").

`mlkem768x25519` is what packets use: HPKE with the hybrid of ML-KEM-768 and
X25519, safe against a computer yet to come. `X25519` and `scrypt` are there
for the office's own key file and for the format's test vectors.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from intake_app.domain.secret import Secret
from intake_app.sealing import bech32
from intake_app.sealing.errors import HeaderError, KeyFormatError
from intake_app.sealing.stanzas import Stanza, decode_base64, encode_base64
from intake_app.sealing.stream import derive

HYBRID = "mlkem768x25519"
CLASSIC = "X25519"
PASSPHRASE = "scrypt"  # noqa: S105 - the name of a kind of stanza

FILE_KEY = 16
WRAPPED = FILE_KEY + 16
SEED = 32
ENCAPSULATED = 1120
MAX_WORK_FACTOR = 18

_MLKEM_PUBLIC = 1184
_HYBRID_PUBLIC = _MLKEM_PUBLIC + 32
_SHARE = 32
_SALT = 16
_ZERO_NONCE = bytes(12)
_HYBRID_INFO = b"age-encryption.org/mlkem768x25519"
_CLASSIC_INFO = b"age-encryption.org/v1/X25519"
_SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"
_WORK_FACTOR = re.compile(r"[1-9][0-9]?")


class Recipient(Protocol):
    """Somebody a file can be sealed to."""

    @property
    def kind(self) -> str:
        """The kind of stanza it makes; all recipients of one file are of one kind."""
        ...

    def wrap(self, file_key: Secret) -> Stanza:
        """Return the stanza that only the recipient's identity opens."""
        ...


class Identity(Protocol):
    """Somebody who can open what was sealed to them."""

    @property
    def kind(self) -> str:
        """The kind of stanza it opens."""
        ...

    def unwrap(self, stanza: Stanza) -> Secret | None:
        """Return the file key, or None when this stanza of our kind is for someone else.

        The stanza has passed `check_form`.

        Raises:
            HeaderError: The stanza cannot have been made by the rules.
        """
        ...


class HybridRecipient:
    """A post-quantum public key, ``age1pq1…`` (1,959 characters)."""

    kind = HYBRID

    def __init__(self, raw: bytes) -> None:
        if len(raw) != _HYBRID_PUBLIC:
            raise KeyFormatError("length")
        try:
            self._key = MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_PUBLIC]),
                X25519PublicKey.from_public_bytes(raw[_MLKEM_PUBLIC:]),
            )
        except ValueError:
            raise KeyFormatError("ML-KEM key") from None
        self._raw = raw

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the recipient written as `text`.

        Raises:
            KeyFormatError: The text is no such recipient.
        """
        return cls(bech32.decode(text, "age1pq"))

    @property
    def raw(self) -> bytes:
        """The 1,216 bytes of the key: ML-KEM-768, then X25519."""
        return self._raw

    def to_string(self) -> str:
        """Return the text form, ``age1pq1…``."""
        return bech32.encode("age1pq", self._raw)

    def wrap(self, file_key: Secret) -> Stanza:
        """Return a stanza that only the identity of this key opens."""
        sealed = _suite().encrypt(file_key.reveal(), self._key, _HYBRID_INFO)
        share, body = sealed[:ENCAPSULATED], sealed[ENCAPSULATED:]
        return Stanza(kind=HYBRID, arguments=(encode_base64(share),), body=body)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HybridRecipient) and other.raw == self._raw

    def __hash__(self) -> int:
        return hash(self._raw)


class HybridIdentity:
    """A post-quantum secret key: a 32-byte seed, ``AGE-SECRET-KEY-PQ-1…``.

    The seed is stretched with SHAKE-256 into the ML-KEM seed and the X25519
    key (draft-ietf-hpke-pq, MLKEM768-X25519 key derivation).
    """

    kind = HYBRID

    def __init__(self, seed: Secret) -> None:
        if len(seed) != SEED:
            raise KeyFormatError("length")
        expanded = hashlib.shake_256(seed.reveal()).digest(96)
        lattice = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        curve = X25519PrivateKey.from_private_bytes(expanded[64:])
        self._seed = seed
        self._curve = curve
        self._key = MLKEM768X25519PrivateKey(lattice, curve)
        self._public = (
            lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        )

    @classmethod
    def generate(cls) -> Self:
        """Return a fresh identity."""
        return cls(Secret(secrets.token_bytes(SEED)))

    @classmethod
    def from_seed(cls, seed: bytes | Secret) -> Self:
        """Return the identity of a 32-byte seed."""
        return cls(seed if isinstance(seed, Secret) else Secret(seed))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the identity written as `text`.

        Raises:
            KeyFormatError: The text is no such identity.
        """
        return cls(Secret(bech32.decode(text, "AGE-SECRET-KEY-PQ-")))

    @property
    def seed(self) -> Secret:
        """The seed, from which everything else follows."""
        return self._seed

    def recipient(self) -> HybridRecipient:
        """Return the public key that seals to this identity."""
        return HybridRecipient(self._public)

    def to_string(self) -> str:
        """Return the secret text form; whoever reads it can open every file."""
        return bech32.encode("AGE-SECRET-KEY-PQ-", self._seed.reveal())

    def unwrap(self, stanza: Stanza) -> Secret | None:
        """Return the file key if the stanza is for this identity (see `Identity`)."""
        share = decode_base64(stanza.arguments[0])
        try:
            return Secret(_suite().decrypt(share + stanza.body, self._key, _HYBRID_INFO))
        except InvalidTag:
            # The library does not tell a share of low order from one for somebody else.
            _exchange(self._curve, share[-_SHARE:])
            return None


class X25519Recipient:
    """A classical public key, ``age1…``; not for packets."""

    kind = CLASSIC

    def __init__(self, raw: bytes) -> None:
        if len(raw) != _SHARE:
            raise KeyFormatError("length")
        self._raw = raw

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the recipient written as `text`.

        Raises:
            KeyFormatError: The text is no such recipient.
        """
        return cls(bech32.decode(text, "age"))

    def to_string(self) -> str:
        """Return the text form, ``age1…``."""
        return bech32.encode("age", self._raw)

    def wrap(self, file_key: Secret) -> Stanza:
        """Return a stanza that only the identity of this key opens."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        try:
            shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(self._raw))
        except ValueError:
            raise KeyFormatError("low order") from None
        key = derive(shared, share + self._raw, _CLASSIC_INFO)
        body = ChaCha20Poly1305(key).encrypt(_ZERO_NONCE, file_key.reveal(), None)
        return Stanza(kind=CLASSIC, arguments=(encode_base64(share),), body=body)


class X25519Identity:
    """A classical secret key, ``AGE-SECRET-KEY-1…``; not for packets."""

    kind = CLASSIC

    def __init__(self, secret: Secret) -> None:
        if len(secret) != _SHARE:
            raise KeyFormatError("length")
        self._secret = secret
        self._key = X25519PrivateKey.from_private_bytes(secret.reveal())
        self._public = self._key.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> Self:
        """Return a fresh identity."""
        return cls(Secret(secrets.token_bytes(_SHARE)))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the identity written as `text`.

        Raises:
            KeyFormatError: The text is no such identity.
        """
        return cls(Secret(bech32.decode(text, "AGE-SECRET-KEY-")))

    def recipient(self) -> X25519Recipient:
        """Return the public key that seals to this identity."""
        return X25519Recipient(self._public)

    def to_string(self) -> str:
        """Return the secret text form; whoever reads it can open every file."""
        return bech32.encode("AGE-SECRET-KEY-", self._secret.reveal())

    def unwrap(self, stanza: Stanza) -> Secret | None:
        """Return the file key if the stanza is for this identity (see `Identity`)."""
        share = decode_base64(stanza.arguments[0])
        shared = _exchange(self._key, share)
        key = derive(shared, share + self._public, _CLASSIC_INFO)
        return _open_body(key, stanza.body)


class Passphrase:
    """A passphrase, as recipient and as identity; not for packets.

    Args:
        passphrase: The passphrase's UTF-8 bytes.
        work_factor: log2 of scrypt's cost when sealing.
    """

    kind = PASSPHRASE

    def __init__(self, passphrase: Secret, *, work_factor: int = MAX_WORK_FACTOR) -> None:
        self._passphrase = passphrase
        self._work_factor = work_factor

    def wrap(self, file_key: Secret) -> Stanza:
        """Return a stanza that the same passphrase opens."""
        salt = secrets.token_bytes(_SALT)
        key = self._stretch(salt, self._work_factor)
        return Stanza(
            kind=PASSPHRASE,
            arguments=(encode_base64(salt), str(self._work_factor)),
            body=ChaCha20Poly1305(key).encrypt(_ZERO_NONCE, file_key.reveal(), None),
        )

    def unwrap(self, stanza: Stanza) -> Secret | None:
        """Return the file key if the passphrase is right (see `Identity`)."""
        salt, work_factor = stanza.arguments
        return _open_body(self._stretch(decode_base64(salt), int(work_factor)), stanza.body)

    def _stretch(self, salt: bytes, work_factor: int) -> bytes:
        cost = 1 << work_factor
        return Scrypt(_SCRYPT_LABEL + salt, 32, cost, 8, 1).derive(self._passphrase.reveal())


def check_form(stanza: Stanza) -> None:
    """Check what can be checked of a stanza without any key.

    A stanza of a kind we do not know is left alone.

    Raises:
        HeaderError: The stanza is of a kind we know and breaks its rules.
    """
    sizes = {HYBRID: (ENCAPSULATED,), CLASSIC: (_SHARE,), PASSPHRASE: (_SALT, None)}.get(
        stanza.kind
    )
    if sizes is None:
        return
    if len(stanza.arguments) != len(sizes) or len(stanza.body) != WRAPPED:
        raise HeaderError("stanza")
    if len(decode_base64(stanza.arguments[0])) != sizes[0]:
        raise HeaderError("share")
    if stanza.kind == PASSPHRASE and _WORK_FACTOR.fullmatch(stanza.arguments[1]) is None:
        raise HeaderError("work factor")


def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _exchange(key: X25519PrivateKey, share: bytes) -> bytes:
    try:
        return key.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise HeaderError("share of low order") from None


def _open_body(key: bytes, body: bytes) -> Secret | None:
    try:
        return Secret(ChaCha20Poly1305(key).decrypt(_ZERO_NONCE, body, None))
    except InvalidTag:
        return None
