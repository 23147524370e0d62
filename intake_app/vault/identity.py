"""The profile's own keys: it signs with two of them and opens with the third.

One sealed file; see docs/formats/vault.md. When the keys are replaced, the old opening
key stays for as long as something sealed to it may still come.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

from intake_app.domain.contact import PublicKeys
from intake_app.domain.errors import (
    NotAPacketError,
    OutsideFileError,
    PacketTamperedError,
    VaultDamagedError,
)
from intake_app.domain.ids import Fingerprint
from intake_app.domain.secret import Secret
from intake_app.domain.times import from_iso, to_iso
from intake_app.guard import strict_json
from intake_app.sealing import age, dsse
from intake_app.sealing.errors import HeaderError, KeyFormatError, MacError, NoMatchError
from intake_app.sealing.signing import SigningKeys
from intake_app.vault.disk import read_file, replace_file
from intake_app.vault.keys import KEY_BYTES, open_small, seal_small

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.ports import Random

NAME: Final = "identity"
INFO: Final = "intake/v1/id"
HEAD: Final = b"intake-identity/1\n"
BLOCK: Final = 16_384
"""The plaintext is filled up to a multiple of this: its length hides whether keys were replaced."""

MOST_EARLIER: Final = 32
SEEDS: Final = 3 * KEY_BYTES
_SIGNING: Final = 2 * KEY_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Keys that were ours before.

    Attributes:
        card: The fingerprint of the card that named them.
        until: When its opening key may be destroyed.
        opening: The seed of that key, or None once it is destroyed.
    """

    card: Fingerprint
    until: datetime
    opening: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What the file holds.

    Attributes:
        seeds: The seeds of the three keys.
        proof: What the keys before these signed when they were replaced, or b"".
        earlier: The keys before these, the latest first.
    """

    seeds: Secret
    proof: bytes = b""
    earlier: tuple[Earlier, ...] = ()


class Identity:
    """The profile's `Signer` and `Opener`; stays the same object when its keys are replaced."""

    def __init__(self, seeds: Secret, *, write: Callable[[bytes], None] | None = None) -> None:
        self._write = write
        self._use(_Kept(seeds=seeds))

    def _use(self, kept: _Kept) -> None:
        raw = kept.seeds.reveal()
        signing = SigningKeys.from_seeds(Secret(raw[:_SIGNING]))
        opening = age.HybridIdentity.from_seed(raw[_SIGNING:])
        earlier = [age.HybridIdentity(k.opening) for k in kept.earlier if k.opening is not None]
        self._kept = kept
        self._signing = signing
        self._openings = [opening, *earlier]
        self._public_keys = PublicKeys(
            ed25519=signing.public.ed25519,
            ml_dsa_65=signing.public.ml_dsa_65,
            recipient=opening.recipient().to_string(),
        )
        self._fingerprint = self._public_keys.fingerprint

    @classmethod
    def make(cls, folder: Path, key: Secret, vault_id: bytes, random: Random) -> Self:
        """Write a new identity into a profile folder and return it.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        made = cls(Secret(random.token(SEEDS)), write=_writer(folder, key, vault_id))
        made._put(made._kept)
        return made

    @classmethod
    def read(cls, folder: Path, key: Secret, vault_id: bytes) -> Self:
        """Return the identity of a profile folder.

        Raises:
            VaultDamagedError: The file is missing or was changed.
        """
        plain = open_small(key, HEAD, vault_id, read_file(folder / NAME))
        try:
            kept = _parsed(strict_json.loads(plain, max_bytes=len(plain)))
            found = cls(kept.seeds, write=_writer(folder, key, vault_id))
            found._use(kept)
        except (OutsideFileError, KeyFormatError, ValueError):
            raise VaultDamagedError from None
        return found

    @property
    def public_keys(self) -> PublicKeys:
        """What a contact card says of the identity."""
        return self._public_keys

    @property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of the card keys (see `Signer`)."""
        return self._fingerprint

    @property
    def proof(self) -> bytes:
        """What the keys before these signed when they were replaced, or b""."""
        return self._kept.proof

    @property
    def earlier(self) -> tuple[Earlier, ...]:
        """The keys before these, the latest first."""
        return self._kept.earlier

    def sign(self, payload_type: str, payload: bytes) -> bytes:
        """Return the DSSE envelope over `payload` (see `Signer`)."""
        return dsse.sign(payload_type, payload, self._signing)

    def replace(
        self, seeds: Secret, *, until: datetime, prove: Callable[[Fingerprint], bytes]
    ) -> None:
        """Sign with new keys from now on, and open what was sealed to the old ones too.

        The file changes in one step: after a crash either the old keys are there, or
        the new ones with the old ones' word.

        Args:
            seeds: 96 random bytes.
            until: When the old opening key may be destroyed.
            prove: Signs with the old keys that the card of this fingerprint takes over.

        Raises:
            FolderReadOnlyError: The file cannot be written; the keys are the old ones.
            DiskFullError: There is no room; the keys are the old ones.
        """
        opening = Secret(self._kept.seeds.reveal()[_SIGNING:])
        gone = Earlier(card=self._fingerprint, until=until, opening=opening)
        proof = prove(Identity(seeds).fingerprint)
        earlier = (gone, *self._kept.earlier)[:MOST_EARLIER]
        self._put(_Kept(seeds=seeds, proof=proof, earlier=earlier))

    def destroy_earlier(self, now: datetime) -> int:
        """Destroy the old opening keys whose time is over; return how many there were.

        Raises:
            FolderReadOnlyError: The file cannot be written; they are still there.
            DiskFullError: There is no room; they are still there.
        """
        over = [k for k in self._kept.earlier if k.opening is not None and k.until <= now]
        if over:
            earlier = (replace(k, opening=None) if k in over else k for k in self._kept.earlier)
            self._put(replace(self._kept, earlier=tuple(earlier)))
        return len(over)

    def unwrap(self, header: bytes) -> Secret | None:
        """Return the file key of an age header that is for us, or None (see `Opener`).

        Raises:
            PacketTamperedError: A stanza was for us but the header's MAC is wrong.
            NotAPacketError: The bytes are no age header that a packet may have.
        """
        source = io.BytesIO(header)
        try:
            return age.unwrap(age.read_header(source), self._openings, age.PACKETS)
        except NoMatchError:
            return None
        except MacError:
            raise PacketTamperedError from None
        except HeaderError:
            raise NotAPacketError from None

    def _put(self, kept: _Kept) -> None:
        if self._write is not None:
            self._write(_packed(kept))
        self._use(kept)


def _writer(folder: Path, key: Secret, vault_id: bytes) -> Callable[[bytes], None]:
    def write(plain: bytes) -> None:
        replace_file(folder / NAME, seal_small(key, HEAD, vault_id, plain))

    return write


def _packed(kept: _Kept) -> bytes:
    encoded = strict_json.dumps(
        {
            "seeds": _b64(kept.seeds.reveal()),
            "proof": _b64(kept.proof),
            "earlier": [
                {
                    "card": keys.card,
                    "until": to_iso(keys.until),
                    "opening": _b64(keys.opening.reveal()) if keys.opening is not None else None,
                }
                for keys in kept.earlier
            ],
        }
    )
    return encoded + b" " * (-len(encoded) % BLOCK)


def _parsed(value: strict_json.Json) -> _Kept:
    """Return what the file holds; it is authentic, so that a fault in it is our own.

    Raises:
        ValueError: It is not what `_packed` writes.
    """
    match value:
        case {"seeds": str(seeds), "proof": str(proof), "earlier": list(earlier)}:
            raw = base64.b64decode(seeds, validate=True)
            if len(raw) == SEEDS:
                return _Kept(
                    seeds=Secret(raw),
                    proof=base64.b64decode(proof, validate=True),
                    earlier=tuple(_earlier(item) for item in earlier),
                )
    raise ValueError("not an identity")


def _earlier(value: strict_json.Json) -> Earlier:
    match value:
        case {"card": str(card), "until": str(until), "opening": str() | None as opening}:
            seed = None if opening is None else Secret(base64.b64decode(opening, validate=True))
            return Earlier(card=Fingerprint(card), until=from_iso(until), opening=seed)
    raise ValueError("not an identity")


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
