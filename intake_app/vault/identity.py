"""The profile's own keys: it signs with two of them and opens with the third.

Three seeds in one sealed file; see docs/formats/vault.md.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, Self

from intake_app.domain.contact import PublicKeys
from intake_app.domain.errors import NotAPacketError, PacketTamperedError, VaultDamagedError
from intake_app.domain.secret import Secret
from intake_app.sealing import age, dsse
from intake_app.sealing.errors import HeaderError, MacError, NoMatchError
from intake_app.sealing.signing import SigningKeys
from intake_app.vault.disk import read_file, replace_file
from intake_app.vault.keys import KEY_BYTES, open_small, seal_small

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.ports import Random

NAME: Final = "identity"
INFO: Final = "intake/v1/id"
HEAD: Final = b"intake-identity/1\n"

_SIGNING: Final = 2 * KEY_BYTES
_SEEDS: Final = 3 * KEY_BYTES


class Identity:
    """The profile's `Signer` and `Opener`."""

    def __init__(self, seeds: Secret) -> None:
        raw = seeds.reveal()
        self._signing = SigningKeys.from_seeds(Secret(raw[:_SIGNING]))
        self._opening = age.HybridIdentity.from_seed(raw[_SIGNING:])
        self._public_keys = PublicKeys(
            ed25519=self._signing.public.ed25519,
            ml_dsa_65=self._signing.public.ml_dsa_65,
            recipient=self._opening.recipient().to_string(),
        )
        self._fingerprint = self._public_keys.fingerprint

    @classmethod
    def make(cls, folder: Path, key: Secret, vault_id: bytes, random: Random) -> Self:
        """Write a new identity into a profile folder and return it.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        seeds = Secret(random.token(_SEEDS))
        replace_file(folder / NAME, seal_small(key, HEAD, vault_id, seeds.reveal()))
        return cls(seeds)

    @classmethod
    def read(cls, folder: Path, key: Secret, vault_id: bytes) -> Self:
        """Return the identity of a profile folder.

        Raises:
            VaultDamagedError: The file is missing or was changed.
        """
        seeds = open_small(key, HEAD, vault_id, read_file(folder / NAME))
        if len(seeds) != _SEEDS:
            raise VaultDamagedError
        return cls(Secret(seeds))

    @property
    def public_keys(self) -> PublicKeys:
        """What a contact card says of the identity."""
        return self._public_keys

    @property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of the card keys (see `Signer`)."""
        return self._fingerprint

    def sign(self, payload_type: str, payload: bytes) -> bytes:
        """Return the DSSE envelope over `payload` (see `Signer`)."""
        return dsse.sign(payload_type, payload, self._signing)

    def unwrap(self, header: bytes) -> Secret | None:
        """Return the file key of an age header that is for us, or None (see `Opener`).

        Raises:
            PacketTamperedError: A stanza was for us but the header's MAC is wrong.
            NotAPacketError: The bytes are no age header that a packet may have.
        """
        source = io.BytesIO(header)
        try:
            return age.unwrap(age.read_header(source), [self._opening], age.PACKETS)
        except NoMatchError:
            return None
        except MacError:
            raise PacketTamperedError from None
        except HeaderError:
            raise NotAPacketError from None
