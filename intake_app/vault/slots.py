"""Key slots: a passphrase, made slow by Argon2id, wraps the one vault key.

See docs/formats/vault.md. Changing the passphrase rewrites a slot, nothing else.
Ciphers are loaded when a slot is opened or made: the lock screen reads slots, and
whoever waits for it needs none.
"""

from __future__ import annotations

import base64
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.secret import Secret
from intake_app.guard import strict_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    from intake_app.guard.strict_json import Json

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
WRAPPED_BYTES: Final = KEY_BYTES + 16
KIND: Final = "passphrase"
ARGON2_VERSION: Final = 19

LEAST_MEMORY_KIB: Final = 8 << 10
MOST_MEMORY_KIB: Final = 2 << 20
MOST_PASSES: Final = 20
MOST_LANES: Final = 8
LONGEST_UNLOCK_S: Final = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess of a passphrase costs: the parameters of Argon2id (RFC 9106).

    Attributes:
        m_kib: Memory in KiB.
        t: Passes over the memory.
        p: Lanes.
    """

    m_kib: int
    t: int
    p: int

    def __post_init__(self) -> None:
        """Refuse what is too cheap, and what would eat the memory of the machine."""
        if not LEAST_MEMORY_KIB <= self.m_kib <= MOST_MEMORY_KIB:
            raise ValueError("memory out of bounds")
        if not 1 <= self.t <= MOST_PASSES:
            raise ValueError("passes out of bounds")
        if not 1 <= self.p <= MOST_LANES:
            raise ValueError("lanes out of bounds")


STANDARD: Final = Cost(m_kib=256 << 10, t=3, p=4)
FLOOR: Final = Cost(m_kib=64 << 10, t=3, p=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseSlot:
    """A vault key, wrapped by a passphrase.

    Attributes:
        wrapped: The vault key under ChaCha20-Poly1305, bound to the slot's
            parameters and to the vault's id.
    """

    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def open(self, vault_id: bytes, passphrase: Secret) -> Secret | None:
        """Return the vault key, or None when the passphrase is not the one.

        Takes as long as `cost` says; call it away from the window's thread.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see the module

        cipher = _cipher(passphrase, self.salt, self.cost)
        try:
            key = cipher.decrypt(self.nonce, self.wrapped, _bound(vault_id, self._header()))
        except InvalidTag:
            return None
        return Secret(key)

    def to_json(self) -> dict[str, Json]:
        """Return the slot as `vault.json` holds it."""
        return self._header() | {"nonce": _b64(self.nonce), "wrapped": _b64(self.wrapped)}

    def _header(self) -> dict[str, Json]:
        return _header(self.cost, self.salt)


def new_slot(vault_id: bytes, vault_key: Secret, passphrase: Secret, cost: Cost) -> PassphraseSlot:
    """Return a slot that opens with `passphrase`."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    cipher = _cipher(passphrase, salt, cost)
    wrapped = cipher.encrypt(nonce, vault_key.reveal(), _bound(vault_id, _header(cost, salt)))
    return PassphraseSlot(cost=cost, salt=salt, nonce=nonce, wrapped=wrapped)


def slot_from_json(slot: Mapping[str, Json]) -> PassphraseSlot:
    """Return the slot that `PassphraseSlot.to_json` wrote.

    Raises:
        ValueError: The object is no such slot, or its cost is out of bounds.
    """
    match slot:
        case {
            "kind": "passphrase",
            "kdf": "argon2id",
            "v": 19,
            "m_kib": int(m_kib),
            "t": int(t),
            "p": int(p),
            "salt": str(salt),
            "nonce": str(nonce),
            "wrapped": str(wrapped),
        }:
            return PassphraseSlot(
                cost=Cost(m_kib=m_kib, t=t, p=p),
                salt=_bytes(salt, SALT_BYTES),
                nonce=_bytes(nonce, NONCE_BYTES),
                wrapped=_bytes(wrapped, WRAPPED_BYTES),
            )
        case _:
            raise ValueError("not a passphrase slot")


def calibrated(*, timer: Callable[[], float] = time.perf_counter) -> Cost:
    """Return the dearest cost that this computer pays within 1.5 s, never below the floor.

    One derivation at the floor is timed; the time grows with the memory.
    """
    start = timer()
    _kek(Secret(b"calibration"), bytes(SALT_BYTES), FLOOR)
    seconds_per_kib = (timer() - start) / FLOOR.m_kib
    memory = STANDARD.m_kib
    while memory > FLOOR.m_kib and memory * seconds_per_kib > LONGEST_UNLOCK_S:
        memory //= 2
    return Cost(m_kib=memory, t=STANDARD.t, p=STANDARD.p)


def _cipher(passphrase: Secret, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - see the module
        ChaCha20Poly1305,
    )

    return ChaCha20Poly1305(_kek(passphrase, salt, cost))


def _kek(passphrase: Secret, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import (  # noqa: PLC0415 - see the module
        Argon2id,
    )

    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.t, lanes=cost.p, memory_cost=cost.m_kib
    ).derive(passphrase.reveal())


def _header(cost: Cost, salt: bytes) -> dict[str, Json]:
    return {
        "kind": KIND,
        "kdf": "argon2id",
        "v": ARGON2_VERSION,
        "m_kib": cost.m_kib,
        "t": cost.t,
        "p": cost.p,
        "salt": _b64(salt),
    }


def _bound(vault_id: bytes, header: dict[str, Json]) -> bytes:
    return strict_json.dumps([_b64(vault_id), header])


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(text: str, size: int) -> bytes:
    value = base64.b64decode(text, validate=True)
    if len(value) != size:
        raise ValueError("a value of the wrong length")
    return value
