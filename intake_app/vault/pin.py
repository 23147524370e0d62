"""The six digits that lift the cover; worth something only while the process lives.

A PIN guards the moment in which someone came into the room, not the disk. It
opens no key: a slow hash of it may be kept inside the encrypted store, where
only the passphrase leads, and after five wrong tries only the passphrase helps
(docs/decisions).
"""

from __future__ import annotations

import hmac
import secrets
from typing import Final, Self

from intake_app.domain.message import M, Message
from intake_app.i18n.digits import ascii_digits

LENGTH: Final = 6
TRIES: Final = 5

_RISING: Final = "01234567890"
_SALT_BYTES: Final = 16
_MEMORY_KIB: Final = 19 << 10
_PASSES: Final = 2


def pin_problem(digits: str) -> Message | None:
    """Return what speaks against a PIN, or None when it may be used."""
    plain = ascii_digits(digits)
    if len(plain) != LENGTH or not plain.isdecimal():
        return M("Choose six digits.")
    if len(set(plain)) == 1 or plain in _RISING or plain in _RISING[::-1]:
        return M("Choose digits that are harder to guess.")
    return None


class Pin:
    """A PIN that was chosen by the user of this profile.

    Only a slow hash of it is kept (Argon2id, 19 MiB), so that a look at the
    memory does not show it at once. Digits of every script are the same digits.
    """

    def __init__(self, digits: str) -> None:
        if pin_problem(digits) is not None:
            raise ValueError("not a usable PIN")
        self._salt = secrets.token_bytes(_SALT_BYTES)
        self._hash = self._hashed(digits)
        self._tries_left = TRIES

    @classmethod
    def restored(cls, stored: str) -> Self:
        """Return the PIN that `stored` wrote, with all its tries.

        Raises:
            ValueError: The text is not what `stored` writes.
        """
        salt, _, hashed = stored.partition(":")
        pin = cls.__new__(cls)
        kept = bytes.fromhex(salt), bytes.fromhex(hashed), TRIES
        pin._salt, pin._hash, pin._tries_left = kept  # noqa: SLF001 - one of its own kind
        return pin

    def stored(self) -> str:
        """Return salt and hash in hex, to be kept inside the encrypted store and nowhere else."""
        return f"{self._salt.hex()}:{self._hash.hex()}"

    @property
    def tries_left(self) -> int:
        """How many tries are left; with none, the program must lock for real."""
        return self._tries_left

    def check(self, digits: str) -> bool:
        """Return whether these are the digits, and count the try.

        A right try gives all tries back; without tries left nothing is right.
        """
        if self._tries_left == 0:
            return False
        if not hmac.compare_digest(self._hashed(digits), self._hash):
            self._tries_left -= 1
            return False
        self._tries_left = TRIES
        return True

    def __repr__(self) -> str:
        return f"Pin(tries_left={self._tries_left})"

    def _hashed(self, digits: str) -> bytes:
        # Slow to load, and a start needs no PIN.
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415

        return Argon2id(
            salt=self._salt, length=32, iterations=_PASSES, lanes=1, memory_cost=_MEMORY_KIB
        ).derive(ascii_digits(digits).encode("utf-8"))
