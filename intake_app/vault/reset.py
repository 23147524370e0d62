"""A new passphrase with the office's help: the request, and the answer that opens the vault.

See docs/formats/vault.md, "A new passphrase from the office". The new passphrase is chosen
when the request is made: what the answer holds opens with it alone, so that nobody who
comes by the answer and the laptop gets anywhere.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import OutsideFileError, VaultDamagedError, WrongPassphraseError
from intake_app.domain.escrow import NoOfficeError, ResetError
from intake_app.domain.message import M
from intake_app.domain.secret import Secret
from intake_app.guard import strict_json
from intake_app.sealing import age
from intake_app.vault import disk, escrow, file
from intake_app.vault.file import ID_BYTES
from intake_app.vault.reset_files import PREFIX, Answer, Request, sized
from intake_app.vault.slots import PassphraseSlot, calibrated, new_slot, slot_from_json
from intake_app.vault.vault import with_key

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.ports import Random
    from intake_app.guard.strict_json import Json
    from intake_app.vault.slots import Cost
    from intake_app.vault.vault import OpenVault

NAME: Final = "reset"
"""The file that waits for the answer, in the profile's folder."""

_KEY_BYTES: Final = 32
_MAX_WAITING: Final = 16 << 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """What is kept until the answer comes: the key that opens it, under the new passphrase."""

    request: bytes
    slot: PassphraseSlot

    def encode(self) -> bytes:
        return strict_json.dumps(
            {
                "format": "intake-reset/1",
                "request": _b64(self.request),
                "slot": self.slot.to_json(),
            }
        )


def is_waiting(folder: Path) -> bool:
    """Whether a request was made whose answer did not come yet."""
    return (folder / NAME).is_file()


def ask(folder: Path, passphrase: Secret, *, random: Random, cost: Cost | None = None) -> Request:
    """Make a request, in place of an earlier one; the vault opens with what it did before.

    Args:
        folder: The profile's folder.
        passphrase: What the vault is to open with once the answer is here.
        random: Where the request's key comes from.
        cost: What a guess at the passphrase costs; measured when None.

    Raises:
        NoOfficeError: No office can open this vault.
        ProfileMissingError: There is no vault.
        VaultDamagedError: Its file is damaged.
        FolderReadOnlyError: The folder cannot be written to.
        DiskFullError: There is no room.
    """
    held = file.read(folder)
    if not held.escrow_slots:
        raise NoOfficeError
    request, seed = random.token(ID_BYTES), Secret(random.token(_KEY_BYTES))
    slot = new_slot(_tag(held.id, request), seed, passphrase, cost or calibrated())
    waiting = _Waiting(request=request, slot=slot)
    disk.replace_file(folder / NAME, waiting.encode(), forgetting=is_waiting(folder))
    return Request(
        vault_id=held.id,
        request=request,
        recipient=age.HybridIdentity(seed).recipient().to_string(),
        slots=tuple(slot.age for slot in held.escrow_slots),
    )


def take(
    folder: Path, passphrase: Secret, answered: Answer, *, cost: Cost | None = None
) -> OpenVault:
    """Let the vault open with the passphrase of the request from now on, and open it.

    Nothing is changed before the answer is known to hold the vault's key, and to be signed
    by the office that the vault itself names. The vault file is replaced in one step.

    Args:
        folder: The profile's folder.
        passphrase: What was chosen when the request was made.
        answered: What the office answered.
        cost: What a guess at the passphrase costs; measured when None.

    Raises:
        ResetError: It answers no request made here, another one, or another vault's; or it
            is not from the office that can open this vault.
        WrongPassphraseError: The passphrase is not the one of the request.
        VaultDamagedError: One of the vault's files is damaged.
        FolderReadOnlyError: The folder cannot be written to; the vault is as it was.
        DiskFullError: There is no room; the vault is as it was.
    """
    held = file.read(folder)
    waiting = _waiting(folder)
    if answered.vault_id != held.id:
        raise ResetError(M("This file is for another computer's profile."))
    if answered.request != waiting.request:
        raise ResetError(
            M("This file answers an earlier request."),
            hint=M("Give your office the newest request file, or make another."),
        )
    seed = waiting.slot.open(_tag(held.id, waiting.request), passphrase)
    if seed is None:
        raise WrongPassphraseError(
            M("This is not the passphrase that you chose when you made the request."),
            hint=M("If you do not know it any more, make another request."),
        )
    vault_key = _key_in(answered, age.HybridIdentity(seed))
    try:
        vault = with_key(folder, held, vault_key)
    except VaultDamagedError:
        raise ResetError from None
    if answered.root.fingerprint not in {note.root for note in vault.office_notes() if note}:
        vault.close()
        raise ResetError(M("This file is not from the office that can open this profile."))
    vault.set_passphrase(passphrase, cost=cost)
    forget(folder)
    return vault


def forget(folder: Path) -> None:
    """Destroy what waits for an answer: none that comes later opens anything."""
    path = folder / NAME
    with contextlib.suppress(OSError):
        size = path.stat().st_size
        with path.open("r+b") as opened:
            opened.write(bytes(size))
            opened.flush()
            os.fsync(opened.fileno())
        path.unlink()


def _key_in(answered: Answer, identity: age.HybridIdentity) -> Secret:
    try:
        plain = escrow.opened_with(identity, answered.sealed)
    except VaultDamagedError:
        raise ResetError from None
    head = PREFIX + answered.vault_id + answered.request
    if plain is None or len(plain) != len(head) + _KEY_BYTES or not plain.startswith(head):
        raise ResetError
    return Secret(plain[len(head) :])


def _waiting(folder: Path) -> _Waiting:
    if not is_waiting(folder):
        raise ResetError(
            M("No request was made on this computer, or it was answered already."),
            hint=M("Make a request file here first."),
        )
    content = disk.read_file(folder / NAME, max_bytes=_MAX_WAITING)
    try:
        found = _read_waiting(strict_json.loads(content, max_bytes=_MAX_WAITING))
    except (OutsideFileError, ValueError):
        raise VaultDamagedError from None
    if found.encode() != content:
        raise VaultDamagedError
    return found


def _read_waiting(value: Json) -> _Waiting:
    match value:
        case {"format": "intake-reset/1", "request": str(request), "slot": dict(slot)}:
            return _Waiting(request=sized(request, ID_BYTES), slot=slot_from_json(slot))
        case _:
            raise ValueError("not a file that waits")


def _tag(vault_id: bytes, request: bytes) -> bytes:
    """Return what binds the waiting key to its vault and request, as a vault's id does."""
    return hashlib.sha256(PREFIX + vault_id + request).digest()[:ID_BYTES]


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
