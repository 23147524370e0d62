"""A profile's keys: made once, opened with a passphrase, gone with the process.

`create_vault` and `unlock_vault` take up to 1.5 seconds on purpose (Argon2id);
call them away from the window's thread. See docs/formats/vault.md.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import (
    FolderReadOnlyError,
    ProfileExistsError,
    VaultDamagedError,
    WrongPassphraseError,
)
from intake_app.domain.escrow import NoOfficeError, OnlyOfficeError
from intake_app.domain.secret import Secret
from intake_app.vault import destruction, disk, escrow, file, identity, ring
from intake_app.vault.file import ID_BYTES, VaultFile
from intake_app.vault.identity import Identity
from intake_app.vault.keys import KEY_BYTES, STORE_KEY_BYTES, derived
from intake_app.vault.ring import KeyRing
from intake_app.vault.slots import Cost, calibrated, new_slot

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.contact import PublicKeys
    from intake_app.domain.escrow import Office
    from intake_app.domain.ids import CaseId, Fingerprint
    from intake_app.domain.ports import CaseCipher, Opener, Random, Signer
    from intake_app.vault.escrow import Note
    from intake_app.vault.identity import Earlier

_MAY_BE_THERE: Final = frozenset(
    {"anchor", identity.NAME, ring.NAME}
    | {name + disk.NEW_SUFFIX for name in (identity.NAME, ring.NAME, file.NAME)}
)
"""What may lie in the folder of a new profile: the start's lock file, and what a
creation left that was cut off before its last step, the vault file."""


class OpenVault:
    """A vault whose key is in memory.

    Attributes:
        folder: The profile's folder.
        id: The vault's 16 bytes, which say nothing.
        cipher: The keys of the cases.
        signer: Signs in the profile's name.
        opener: Opens what was sealed to the profile.
    """

    def __init__(
        self, folder: Path, vault_file: VaultFile, vault_key: Secret, cases: KeyRing, own: Identity
    ) -> None:
        self.folder = folder
        self._file = vault_file
        self._vault_key: Secret | None = vault_key
        self._ring = cases
        self.id = vault_file.id
        self.cipher: CaseCipher = cases
        self._own = own
        self.signer: Signer = own
        self.opener: Opener = own

    @property
    def is_open(self) -> bool:
        """Whether the vault key is in memory."""
        return self._vault_key is not None

    @property
    def public_keys(self) -> PublicKeys:
        """What a contact card says of the identity."""
        return self._own.public_keys

    @property
    def proof(self) -> bytes:
        """What the keys before these signed when they were replaced, or b""."""
        return self._own.proof

    @property
    def earlier(self) -> tuple[Earlier, ...]:
        """The keys that were ours before these, the latest first."""
        return self._own.earlier

    @property
    def fingerprints(self) -> tuple[Fingerprint, ...]:
        """Our own card's, and those of the cards before it."""
        return (self._own.fingerprint, *(keys.card for keys in self._own.earlier))

    def replace_keys(
        self, random: Random, *, until: datetime, prove: Callable[[Fingerprint], bytes]
    ) -> None:
        """Make new keys, and keep the old opening key for a while; see `Identity.replace`.

        Raises:
            FolderReadOnlyError: The file cannot be written; the keys are the old ones.
            DiskFullError: There is no room; the keys are the old ones.
        """
        self._key()  # a vault that was closed, or destroyed, is not written anew
        self._own.replace(Secret(random.token(identity.SEEDS)), until=until, prove=prove)

    def destroy_earlier_keys(self, now: datetime) -> int:
        """Destroy old opening keys whose time is over; return how many there were.

        Raises:
            FolderReadOnlyError: The file cannot be written; they are still there.
            DiskFullError: There is no room; they are still there.
        """
        self._key()  # as above
        return self._own.destroy_earlier(now)

    @property
    def store_key(self) -> Secret:
        """The store's raw key (32 bytes) and its salt (16)."""
        return derived(self._key(), "intake/v1/db", size=STORE_KEY_BYTES)

    @property
    def anchor_key(self) -> Secret:
        """The key of the store's head anchor."""
        return derived(self._key(), "intake/v1/anchor")

    @property
    def language(self) -> str:
        """The language that the lock screen is shown in."""
        return self._file.language

    def set_language(self, language: str) -> None:
        """Show the lock screen in another language from now on.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        self._write(replace(self._file, language=language))

    @property
    def cases(self) -> frozenset[CaseId]:
        """The cases whose keys are in this profile."""
        return self._ring.cases

    def destroy_case(self, case_id: CaseId) -> None:
        """Destroy the case's key; what was written under it can be read by nobody.

        Raises:
            FolderReadOnlyError: The ring cannot be written; the key is still there.
            DiskFullError: There is no room; the key is still there.
        """
        self._ring.destroy(case_id)

    def check_passphrase(self, passphrase: Secret) -> None:
        """Look whether `passphrase` opens the vault; takes as long as opening it.

        Raises:
            WrongPassphraseError: It does not.
        """
        if _opened(self._file, passphrase) is None:
            raise WrongPassphraseError

    def destroy_slots(self) -> None:
        """Destroy every key slot: nobody opens the vault again, whatever they know.

        The vault is closed then; `destruction.finish` clears the rest of the folder.

        Raises:
            FolderReadOnlyError: The slots could not be overwritten; the vault is
                as it was, unless `destruction.is_begun`.
        """
        destruction.begin(self.folder)
        self.close()

    def change_passphrase(self, current: Secret, new: Secret, *, cost: Cost | None = None) -> None:
        """Let the vault open with `new` and no longer with `current`; no other key changes.

        A copy of the old vault file still opens with the old passphrase.

        Raises:
            WrongPassphraseError: `current` is not the passphrase; someone else
                may be sitting at an open profile.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        self.check_passphrase(current)
        self.set_passphrase(new, cost=cost)

    def set_passphrase(self, new: Secret, *, cost: Cost | None = None) -> None:
        """Let the vault open with `new` and with no other; who may do that is for the caller.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        slot = new_slot(self.id, self._key(), new, cost or calibrated())
        self._write(replace(self._file, passphrase_slots=(slot,)))

    def office_notes(self) -> tuple[Note | None, ...]:
        """Return which offices can open the vault; None stands for a slot that was changed."""
        key = self._key()
        return tuple(slot.read_note(self.id, key) for slot in self._file.escrow_slots)

    def let_office_open(self, office: Office | None) -> None:
        """Let one office open the vault from now on, in place of any other; or none.

        Raises:
            EscrowKeyError: The office's recipient is none.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        slots = () if office is None else (escrow.new_slot(self.id, self._key(), office),)
        self._write(replace(self._file, escrow_slots=slots), forgetting=True)

    def hand_over(self) -> None:
        """Remove every slot that a person here could open; the office's alone stays.

        The vault stays open until it is closed.

        Raises:
            NoOfficeError: There is no sound slot of an office: nothing was removed.
            FolderReadOnlyError: The folder cannot be written to; nothing was removed.
            DiskFullError: There is no room; nothing was removed.
        """
        slots = self._file.escrow_slots
        sound = [note for note in self.office_notes() if note is not None and note.is_whole]
        if not sound:
            raise NoOfficeError
        changed = VaultFile(
            id=self.id, language=self.language, passphrase_slots=(), escrow_slots=slots
        )
        self._write(changed, forgetting=True)

    def close(self) -> None:
        """Let go of the vault key; only the end of the process is sure to remove it."""
        self._vault_key = None

    def __repr__(self) -> str:
        return f"OpenVault(id={self.id.hex()}, open={self.is_open})"

    def _key(self) -> Secret:
        if self._vault_key is None:
            raise RuntimeError("the vault is closed")
        return self._vault_key

    def _write(self, changed: VaultFile, *, forgetting: bool = False) -> None:
        self._key()  # a vault that was closed, or destroyed, is not written anew
        file.write(self.folder, changed, forgetting=forgetting)
        self._file = changed


def create_vault(
    folder: Path,
    passphrase: Secret,
    *,
    random: Random,
    language: str = "en",
    cost: Cost | None = None,
) -> OpenVault:
    """Make a profile's keys in an absent or empty folder and return them open.

    The vault file is written last: a creation that is cut off leaves no profile.

    Args:
        folder: The profile's folder; its parents are made too.
        passphrase: From `passphrase.as_secret`.
        random: Where the vault key and the identity come from.
        language: BCP 47 tag that the lock screen is shown in.
        cost: What opening costs; measured on this computer when None.

    Raises:
        ProfileExistsError: The folder holds something.
        FolderReadOnlyError: The folder cannot be made or written to.
        DiskFullError: There is no room.
    """
    check_free(folder)
    disk.make_folder(folder)
    vault_id, vault_key = random.token(ID_BYTES), Secret(random.token(KEY_BYTES))
    own = Identity.make(folder, derived(vault_key, identity.INFO), vault_id, random)
    cases = KeyRing.make(folder, derived(vault_key, ring.INFO), vault_id)
    slot = new_slot(vault_id, vault_key, passphrase, cost or calibrated())
    vault_file = VaultFile(id=vault_id, language=language, passphrase_slots=(slot,))
    file.write(folder, vault_file)
    return OpenVault(folder, vault_file, vault_key, cases, own)


def unlock_vault(folder: Path, passphrase: Secret) -> OpenVault:
    """Open a profile's keys with its passphrase.

    Raises:
        ProfileMissingError: The folder holds no vault file.
        WrongPassphraseError: No slot opens with the passphrase.
        OnlyOfficeError: There is no passphrase any more; the office's key alone opens it.
        VaultDamagedError: The vault file, the key ring or the identity is
            damaged or missing.
    """
    vault_file = file.read(folder)
    vault_key = _opened(vault_file, passphrase)
    if vault_key is None:
        raise WrongPassphraseError
    return with_key(folder, vault_file, vault_key)


def with_key(folder: Path, vault_file: VaultFile, vault_key: Secret) -> OpenVault:
    """Return the vault that `vault_key` opens.

    Raises:
        VaultDamagedError: It is another vault's key, or the key ring or the identity
            is damaged or missing.
    """
    own = Identity.read(folder, derived(vault_key, identity.INFO), vault_file.id)
    cases = KeyRing.read(folder, derived(vault_key, ring.INFO), vault_file.id)
    return OpenVault(folder, vault_file, vault_key, cases, own)


def lock_screen_language(folder: Path) -> str:
    """Return the language a profile's lock screen is shown in, without its key.

    Raises:
        ProfileMissingError: The folder holds no vault file.
        VaultDamagedError: The vault file is damaged.
    """
    return file.read(folder).language


def _opened(vault_file: VaultFile, passphrase: Secret) -> Secret | None:
    if not vault_file.passphrase_slots:
        raise OnlyOfficeError if vault_file.escrow_slots else VaultDamagedError
    for slot in vault_file.passphrase_slots:
        vault_key = slot.open(vault_file.id, passphrase)
        if vault_key is not None:
            return vault_key
    return None


def check_free(folder: Path) -> None:
    """Look whether a new profile can be made in `folder`; nothing is written.

    Raises:
        ProfileExistsError: The folder holds something.
        FolderReadOnlyError: It cannot be read, or neither it nor the nearest
            folder above it that exists can be written to.
    """
    try:
        there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    except OSError:  # a name that is too long, or a folder that may not be looked into
        raise FolderReadOnlyError from None
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise FolderReadOnlyError
    try:
        names = {entry.name for entry in folder.iterdir()}
    except FileNotFoundError:
        return
    except OSError:
        raise FolderReadOnlyError from None
    if names - _MAY_BE_THERE:
        raise ProfileExistsError
