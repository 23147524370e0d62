"""`vault.json`: the one file of the vault that is read before there is a key.

Nothing secret is in it but the wrapped vault key. See docs/formats/vault.md.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import OutsideFileError, ProfileMissingError, VaultDamagedError
from intake_app.guard import strict_json
from intake_app.vault import escrow
from intake_app.vault.disk import read_file, replace_file
from intake_app.vault.slots import KIND, PassphraseSlot, slot_from_json

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.guard.strict_json import Json
    from intake_app.vault.escrow import EscrowSlot

NAME: Final = "vault.json"
FORMAT: Final = "intake-vault/1"
ID_BYTES: Final = 16
MAX_SLOTS: Final = 16
MAX_BYTES: Final = 1 << 20
MAX_TAG_LENGTH: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultFile:
    """What `vault.json` says.

    Attributes:
        id: 16 random bytes.
        language: BCP 47 tag that the lock screen is shown in.
        passphrase_slots: The slots that open with a passphrase; none after `hand_over`.
        escrow_slots: The slots that an office opens.
        other_slots: Slots of kinds that this version does not know; kept as they are.
    """

    id: bytes
    language: str
    passphrase_slots: tuple[PassphraseSlot, ...]
    escrow_slots: tuple[EscrowSlot, ...] = ()
    other_slots: tuple[dict[str, Json], ...] = ()

    def encode(self) -> bytes:
        """Return the file's bytes; equal values give equal bytes."""
        vault_id = base64.b64encode(self.id).decode("ascii")
        slots: list[Json] = [slot.to_json() for slot in self.passphrase_slots]
        slots.extend(slot.to_json() for slot in self.escrow_slots)
        slots.extend(self.other_slots)
        covered = strict_json.dumps([FORMAT, vault_id, self.language, slots])
        document: dict[str, Json] = {
            "format": FORMAT,
            "id": vault_id,
            "language": self.language,
            "slots": slots,
            "check": hashlib.sha256(covered).hexdigest(),
        }
        return strict_json.dumps(document) + b"\n"


def decode(content: bytes) -> VaultFile:
    """Return what the bytes of a `vault.json` say.

    Raises:
        VaultDamagedError: They are not, to the byte, what `VaultFile.encode`
            writes. Told apart from a wrong passphrase on purpose: someone with
            a damaged file would else try the right passphrase for hours.
    """
    try:
        found = _parsed(strict_json.loads(content))
    except (OutsideFileError, ValueError):
        raise VaultDamagedError from None
    if found.encode() != content:
        raise VaultDamagedError
    return found


def read(folder: Path) -> VaultFile:
    """Return the vault file of a profile.

    Raises:
        ProfileMissingError: The folder holds none.
        VaultDamagedError: It cannot be read.
    """
    path = folder / NAME
    if not _exists(path):
        raise ProfileMissingError
    return decode(read_file(path, max_bytes=MAX_BYTES))


def write(folder: Path, content: VaultFile, *, forgetting: bool = False) -> None:
    """Put a vault file in place of the profile's; on disk when this returns.

    Args:
        folder: The profile's folder.
        content: What it says from now on.
        forgetting: Overwrite the bytes of the old file, too, once it is replaced.

    Raises:
        FolderReadOnlyError: The folder cannot be written to.
        DiskFullError: There is no room.
    """
    replace_file(folder / NAME, content.encode(), forgetting=forgetting)


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        raise VaultDamagedError from None
    return True


def _parsed(document: Json) -> VaultFile:
    match document:
        case {
            "format": "intake-vault/1",
            "id": str(vault_id),
            "language": str(language),
            "slots": list(slots),
        }:
            pass
        case _:
            raise ValueError("not a vault file")
    if not 1 <= len(slots) <= MAX_SLOTS or not 1 <= len(language) <= MAX_TAG_LENGTH:
        raise ValueError("out of bounds")
    passphrase_slots: list[PassphraseSlot] = []
    escrow_slots: list[EscrowSlot] = []
    other_slots: list[dict[str, Json]] = []
    for slot in slots:
        if not isinstance(slot, dict) or not isinstance(slot.get("kind"), str):
            raise ValueError("not a slot")  # noqa: TRY004 - a fault of the file, not of a type
        if slot["kind"] == KIND:
            passphrase_slots.append(slot_from_json(slot))
        elif slot["kind"] == escrow.KIND:
            escrow_slots.append(escrow.slot_from_json(slot))
        else:
            other_slots.append(slot)
    return VaultFile(
        id=_id(vault_id),
        language=language,
        passphrase_slots=tuple(passphrase_slots),
        escrow_slots=tuple(escrow_slots),
        other_slots=tuple(other_slots),
    )


def _id(text: str) -> bytes:
    value = base64.b64decode(text, validate=True)
    if len(value) != ID_BYTES:
        raise ValueError("an id of the wrong length")
    return value
