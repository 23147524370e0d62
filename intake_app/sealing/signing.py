"""Two signatures over the same bytes: Ed25519, and ML-DSA-65 against computers yet to come.

Both must hold. A key pair that passes only one of the two is as good as none.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PrivateKey, MLDSA65PublicKey

from intake_app.domain.secret import Secret
from intake_app.sealing.errors import EnvelopeError, KeyFormatError

SEED = 32
ED25519_PUBLIC = 32
ED25519_SIGNATURE = 64
ML_DSA_PUBLIC = 1952
ML_DSA_SIGNATURE = 3309

_SIGN_BIT = 1 << 255
_FIELD = (1 << 255) - 19
_ORDER_8_Y = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_LOW_ORDER_Y = (
    0,
    1,
    _FIELD - 1,
    _FIELD,
    _FIELD + 1,
    _ORDER_8_Y,
    _FIELD - _ORDER_8_Y,
)
"""Second coordinates of the points whose order divides 8, canonical and not.

A signature under such a key says nothing: its owner can make one that fits
many messages (the cases in C2SP/CCTV, "ed25519"; RFC 8032 does not refuse them).
"""
LOW_ORDER_KEYS = frozenset(
    (y | sign).to_bytes(ED25519_PUBLIC, "little") for y in _LOW_ORDER_Y for sign in (0, _SIGN_BIT)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKeys:
    """What signatures are checked with; made only of keys that may be used.

    Attributes:
        ed25519: 32 bytes (RFC 8032).
        ml_dsa_65: 1,952 bytes (FIPS 204).

    Raises:
        KeyFormatError: A key has the wrong length or is of low order.
    """

    ed25519: bytes
    ml_dsa_65: bytes

    def __post_init__(self) -> None:
        """Refuse keys that cannot be or must not be used."""
        if len(self.ed25519) != ED25519_PUBLIC or len(self.ml_dsa_65) != ML_DSA_PUBLIC:
            raise KeyFormatError("length")
        if self.ed25519 in LOW_ORDER_KEYS:
            raise KeyFormatError("low order")

    @property
    def key_id(self) -> str:
        """``SHA256:`` and the unpadded URL-safe base64 of the hash of both keys."""
        digest = hashlib.sha256(self.ed25519 + self.ml_dsa_65).digest()
        return "SHA256:" + base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")

    def verify(self, message: bytes, signatures: Signatures) -> None:
        """Check both signatures over `message`.

        Raises:
            EnvelopeError: One of them does not match.
        """
        try:
            classic = Ed25519PublicKey.from_public_bytes(self.ed25519)
            lattice = MLDSA65PublicKey.from_public_bytes(self.ml_dsa_65)
            classic.verify(signatures.ed25519, message)
            lattice.verify(signatures.ml_dsa_65, message)
        except (InvalidSignature, ValueError):
            raise EnvelopeError("signature") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """The two signatures over one message.

    Attributes:
        ed25519: 64 bytes.
        ml_dsa_65: 3,309 bytes.
    """

    ed25519: bytes
    ml_dsa_65: bytes


class SigningKeys:
    """The two private keys of one signer, from one 32-byte seed each.

    Raises:
        KeyFormatError: A seed has the wrong length.
    """

    def __init__(self, *, ed25519_seed: Secret, ml_dsa_seed: Secret) -> None:
        if len(ed25519_seed) != SEED or len(ml_dsa_seed) != SEED:
            raise KeyFormatError("length")
        self._ed25519 = Ed25519PrivateKey.from_private_bytes(ed25519_seed.reveal())
        self._ml_dsa = MLDSA65PrivateKey.from_seed_bytes(ml_dsa_seed.reveal())
        self._seeds = Secret(ed25519_seed.reveal() + ml_dsa_seed.reveal())
        self._public = PublicKeys(
            ed25519=self._ed25519.public_key().public_bytes_raw(),
            ml_dsa_65=self._ml_dsa.public_key().public_bytes_raw(),
        )

    @classmethod
    def generate(cls) -> Self:
        """Return fresh keys."""
        return cls.from_seeds(Secret(secrets.token_bytes(2 * SEED)))

    @classmethod
    def from_seeds(cls, seeds: Secret) -> Self:
        """Return the keys of 64 bytes: the Ed25519 seed, then the ML-DSA-65 seed."""
        raw = seeds.reveal()
        return cls(ed25519_seed=Secret(raw[:SEED]), ml_dsa_seed=Secret(raw[SEED:]))

    @property
    def seeds(self) -> Secret:
        """The 64 bytes from which `from_seeds` makes the same keys again."""
        return self._seeds

    @property
    def public(self) -> PublicKeys:
        """The public halves."""
        return self._public

    def sign(self, message: bytes) -> Signatures:
        """Return both signatures over `message`."""
        return Signatures(ed25519=self._ed25519.sign(message), ml_dsa_65=self._ml_dsa.sign(message))
