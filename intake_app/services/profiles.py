"""Profiles: setting one up, opening it, and everything that works while it is open."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import ProfileMissingError, UsageError
from intake_app.services.contacts import Contacts
from intake_app.services.conversations import Conversations
from intake_app.services.inbox import Inbox
from intake_app.services.ledger import Ledger
from intake_app.services.outbox import Outbox
from intake_app.services.referrals import Referrals
from intake_app.services.workplace import Workplace
from intake_app.store.check import StoreCheck, check_store
from intake_app.store.profile_lock import ProfileLock
from intake_app.store.thread import StoreThread
from intake_app.vault.file import NAME as VAULT_FILE
from intake_app.vault.pin import Pin, pin_problem
from intake_app.vault.vault import check_free, create_vault, lock_screen_language, unlock_vault

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.ports import Clock, Random
    from intake_app.domain.secret import Secret
    from intake_app.guard.process import Guard
    from intake_app.services.forms import FormLibrary
    from intake_app.store.opening import OpeningReport
    from intake_app.vault.slots import Cost
    from intake_app.vault.vault import OpenVault

ProfileCheck = StoreCheck
"""What `Profiles.check` finds, under the name that commands know it by."""

log = logging.getLogger(__name__)

PIN_SETTING = "pin"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a profile needs from outside: time, chance, the guard, the forms.

    Attributes:
        timezone: IANA name of the zone that forms reckon local time in.
        cost: Fixed cost of the passphrase's key derivation, or None to measure
            this machine (`vault.slots`).
    """

    clock: Clock
    random: Random
    guard: Guard
    forms: FormLibrary
    timezone: str
    cost: Cost | None = None


class OpenProfile:
    """A profile between unlock and lock.

    Attributes:
        opening: What opening the store found out (`store.thread.OpeningReport`).
        pin: Lifts the cover while this process lives; None until one is chosen.
    """

    def __init__(
        self, folder: Path, vault: OpenVault, store: StoreThread, lock: ProfileLock, world: World
    ) -> None:
        self.folder = folder
        self.pin: Pin | None
        self._vault = vault
        self._store = store
        self._lock = lock
        self._cost = world.cost
        place = Workplace(
            folder=folder,
            store=store,
            vault=vault,
            forms=world.forms,
            guard=world.guard,
            clock=world.clock,
            random=world.random,
            timezone=world.timezone,
        )
        ledger = Ledger(vault.signer, world.random)
        outbox = Outbox(place)
        self._place = place
        self.contacts = Contacts(place)
        self.conversations = Conversations(place, ledger)
        self.referrals = Referrals(place, self.contacts, ledger, outbox)
        self.inbox = Inbox(place, outbox)
        stored = self.setting(PIN_SETTING)
        self.pin = Pin.restored(stored) if stored else None

    @property
    def opening(self) -> OpeningReport:
        """What opening the store found out."""
        return self._store.opened

    def setting(self, name: str, default: str = "") -> str:
        """Return a setting that is kept inside the encrypted store."""
        return self._place.do(lambda unit: unit.settings.get(name, default))

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting inside the encrypted store."""
        self._place.do(lambda unit: unit.settings.put(name, value))

    def choose_pin(self, digits: str) -> None:
        """Choose the PIN that lifts the cover; of no use without an unlocked process.

        Only a slow hash of it is kept, inside the encrypted store.

        Raises:
            UsageError: The digits are not six, or too easy to guess.
        """
        problem = pin_problem(digits)
        if problem is not None:
            raise UsageError(problem)
        self.pin = Pin(digits)
        self.set_setting(PIN_SETTING, self.pin.stored())

    def change_passphrase(self, current: Secret, new: Secret) -> None:
        """Let the profile open with `new` and no longer with `current`.

        Raises:
            WrongPassphraseError: `current` is not the passphrase.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        self._vault.change_passphrase(current, new, cost=self._cost)

    def set_language(self, tag: str) -> None:
        """Show the lock screen, too, in the language `tag` from now on.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        if tag != self._vault.language:
            self._vault.set_language(tag)

    def close(self) -> None:
        """Save, checkpoint and close; the folder is free for another start afterwards."""
        self._store.close()
        self._vault.close()
        self._lock.release()


class Profiles:
    """Sets profiles up and opens them."""

    def __init__(self, world: World) -> None:
        self._world = world

    def is_there(self, folder: Path) -> bool:
        """Whether the folder holds a profile."""
        return (folder / VAULT_FILE).is_file()

    def language_of(self, folder: Path) -> str:
        """Return the interface language the profile was last used in, readable while locked."""
        return lock_screen_language(folder)

    def check_free(self, folder: Path) -> None:
        """Look whether a new profile can be made in `folder`; nothing is written.

        Raises:
            ProfileExistsError: The folder is in use.
            FolderReadOnlyError: It cannot be written to.
        """
        check_free(folder)

    def claim(self, folder: Path) -> ProfileLock:
        """Take the profile for this process, so that a second start is told at once.

        Raises:
            ProfileBusyError: Another process has it.
            FolderReadOnlyError: The folder cannot be written to.
        """
        return ProfileLock.take(folder)

    def create(
        self, folder: Path, passphrase: Secret, *, language: str, lock: ProfileLock | None = None
    ) -> OpenProfile:
        """Set up a new profile in an empty or absent folder and open it.

        Args:
            folder: Where; made with access for this user only.
            passphrase: UTF-8 bytes of the passphrase.
            language: BCP 47 tag of the interface language.
            lock: The claim on the folder, when this process has it already.

        Raises:
            ProfileExistsError: The folder is in use.
            FolderReadOnlyError: It cannot be written to.
        """
        world = self._world
        vault = create_vault(
            folder,
            passphrase,
            random=world.random,
            language=language,
            cost=world.cost,
        )
        return self._open(folder, vault, lock or self.claim(folder), create=True)

    def unlock(
        self, folder: Path, passphrase: Secret, *, lock: ProfileLock | None = None
    ) -> OpenProfile:
        """Open a profile.

        Raises:
            ProfileMissingError: There is none in the folder.
            ProfileBusyError: Another process has it open.
            WrongPassphraseError: The passphrase does not open it.
            StoreError: The store cannot be opened; nothing was changed.
        """
        if not self.is_there(folder):
            raise ProfileMissingError
        mine = lock or self.claim(folder)
        try:
            vault = unlock_vault(folder, passphrase)
            return self._open(folder, vault, mine, create=False)
        except BaseException:
            if lock is None:
                mine.release()
            raise

    def check(self, folder: Path, passphrase: Secret) -> StoreCheck:
        """Check a profile that is not open; nothing is changed.

        Raises:
            ProfileMissingError: There is none in the folder.
            ProfileBusyError: It is open.
            WrongPassphraseError: The passphrase does not open it.
        """
        if not self.is_there(folder):
            raise ProfileMissingError
        with self.claim(folder):
            vault = unlock_vault(folder, passphrase)
            return check_store(folder, key=vault.store_key, anchor_key=vault.anchor_key)

    def _open(
        self, folder: Path, vault: OpenVault, lock: ProfileLock, *, create: bool
    ) -> OpenProfile:
        store = StoreThread.open(
            folder,
            key=vault.store_key,
            anchor_key=vault.anchor_key,
            clock=self._world.clock,
            create=create,
        )
        log.info("profile opened")
        return OpenProfile(folder, vault, store, lock, self._world)
