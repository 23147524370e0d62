"""An organisation's root key, in a file that two people open together.

docs/formats/roster.md, "The root's key". Neither of the two gets anywhere alone.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import RootKeyError
from intake_app.domain.secret import Secret
from intake_app.domain.trust import RootKeys
from intake_app.sealing import dsse
from intake_app.sealing.recipients import MAX_WORK_FACTOR
from intake_app.sealing.signing import SigningKeys
from intake_app.vault import two_people
from intake_app.vault.two_people import MAX_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.ports import Random

__all__ = ["KIND", "MAX_FILE", "SUFFIX", "RootKey", "open_root"]

SUFFIX: Final = ".root"
KIND: Final = "intake-root/1"
_SEEDS: Final = 64


class RootKey:
    """The root's two signing keys (`packet.roster.RootSigner`).

    Args:
        seeds: 64 bytes: the Ed25519 seed, then the ML-DSA-65 seed.
    """

    def __init__(self, seeds: Secret) -> None:
        self._seeds = seeds
        self._signing = SigningKeys.from_seeds(seeds)

    @classmethod
    def generate(cls, random: Random) -> RootKey:
        """Return fresh keys."""
        return cls(Secret(random.token(_SEEDS)))

    @property
    def keys(self) -> RootKeys:
        """The public half."""
        public = self._signing.public
        return RootKeys(ed25519=public.ed25519, ml_dsa_65=public.ml_dsa_65)

    def sign(self, payload_type: str, payload: bytes) -> bytes:
        """Return the DSSE envelope over `payload`."""
        return dsse.sign(payload_type, payload, self._signing)

    def save(
        self, path: Path, first: Secret, second: Secret, *, work_factor: int = MAX_WORK_FACTOR
    ) -> None:
        """Write the keys to a file that both passphrases together open.

        Takes seconds on purpose (scrypt, twice).

        Args:
            path: A new file; one that is there is never written over.
            first: The first person's passphrase.
            second: The second person's.
            work_factor: log2 of what one guess costs.

        Raises:
            RootKeyError: There is such a file, or both passphrases are the same.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        content = {
            "kind": KIND,
            "seeds": base64.b64encode(self._seeds.reveal()).decode("ascii"),
        }
        two_people.save(path, content, first, second, work_factor)


def open_root(path: Path, first: Secret, second: Secret) -> RootKey:
    """Return the keys that `RootKey.save` wrote; takes seconds on purpose.

    Raises:
        RootPassphraseError: One of the passphrases is not the one.
        RootKeyError: The file is no such file, or is damaged.
    """
    match two_people.load(path, first, second):
        case {"kind": "intake-root/1", "seeds": str(seeds)}:
            pass
        case _:
            raise RootKeyError
    try:
        raw = base64.b64decode(seeds, validate=True)
    except ValueError:
        raise RootKeyError from None
    if len(raw) != _SEEDS:
        raise RootKeyError
    return RootKey(Secret(raw))
