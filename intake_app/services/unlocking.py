"""The way to a profile: what can be known while it is locked, setting it up, opening it.

A lock screen needs this module and little else: what works with an open
profile (`profiles`: engine, store, packets) is loaded when one is opened, or
ahead of time by `Profiles.prepare`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import ProfileMissingError, VaultDamagedError
from intake_app.store.profile_lock import ProfileLock
from intake_app.vault import destruction
from intake_app.vault import file as vault_file

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.ports import Clock, Random
    from intake_app.domain.secret import Secret
    from intake_app.guard.process import Guard
    from intake_app.services.forms import FormLibrary
    from intake_app.services.profiles import OpenProfile, ProfileCheck
    from intake_app.services.resetting import OfficeFile, Resetting
    from intake_app.vault.slots import Cost


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


class Profiles:
    """Sets profiles up and opens them."""

    def __init__(self, world: World) -> None:
        self._world = world

    def is_there(self, folder: Path) -> bool:
        """Whether the folder holds a profile."""
        return (folder / vault_file.NAME).is_file()

    def finish_destruction(self, folder: Path) -> bool:
        """Go on with destroying a profile where a start was killed; every start asks first.

        Returns:
            Whether there was something to destroy.

        Raises:
            ProfileBusyError: Another process is at it.
            FolderReadOnlyError: The folder cannot be written to.
            ProfileLeftoversError: Files could not be deleted; nobody can open them.
        """
        if not destruction.is_begun(folder):
            return False
        with self.claim(folder):
            destruction.finish(folder)
        return True

    def language_of(self, folder: Path) -> str:
        """Return the interface language the profile was last used in, readable while locked.

        Raises:
            ProfileMissingError: There is none in the folder.
            VaultDamagedError: Its vault file is damaged.
        """
        return vault_file.read(folder).language

    def prepare(self) -> None:
        """Load what opening a profile needs, so that it need not be done after the passphrase."""
        from intake_app.services import profiles  # noqa: F401, PLC0415 - see the module

    def check_free(self, folder: Path) -> None:
        """Look whether a new profile can be made in `folder`; nothing is written.

        Raises:
            ProfileExistsError: The folder is in use.
            FolderReadOnlyError: It cannot be written to.
        """
        from intake_app.vault.vault import check_free  # noqa: PLC0415 - see the module

        check_free(folder)

    def claim(self, folder: Path) -> ProfileLock:
        """Take the profile for this process, so that a second start is told at once.

        Raises:
            ProfileBusyError: Another process has it.
            FolderReadOnlyError: The folder cannot be written to.
        """
        return ProfileLock.take(folder)

    def can_office_help(self, folder: Path) -> bool:
        """Whether an office could give this profile a new passphrase; a damaged one says no."""
        try:
            return bool(vault_file.read(folder).escrow_slots)
        except (ProfileMissingError, VaultDamagedError):
            return False

    @property
    def resetting(self) -> Resetting:
        """What can be done at a locked door with the office's help."""
        from intake_app.services.resetting import Resetting  # noqa: PLC0415 - see the module

        return Resetting(self._world)

    def create(
        self,
        folder: Path,
        passphrase: Secret,
        *,
        language: str,
        lock: ProfileLock | None = None,
        office: OfficeFile | None = None,
    ) -> OpenProfile:
        """Set up a new profile in an empty or absent folder and open it.

        Args:
            folder: Where; made with access for this user only.
            passphrase: UTF-8 bytes of the passphrase.
            language: BCP 47 tag of the interface language.
            lock: The claim on the folder, when this process has it already.
            office: Our own organisation's file, its digits compared: it can open the
                profile if we cannot.

        Raises:
            ProfileExistsError: The folder is in use.
            ProfileBusyError: Another start is setting up a profile in it just now.
            FolderReadOnlyError: It cannot be written to.
            ProfileLeftoversError: One was being destroyed there, and files are left.
            RosterError: The office's file cannot be used, or its digits are others.
        """
        from intake_app.services import profiles  # noqa: PLC0415 - see the module

        if office is not None:
            office.check()
        if lock is None:
            self.finish_destruction(folder)
        profile = profiles.create(
            folder, passphrase, language=language, lock=lock, world=self._world
        )
        if office is not None:
            try:
                profile.join(office, passphrase)
            except BaseException:
                profile.close()
                raise
        return profile

    def begin_practice(self, beside: Path, *, language: str) -> OpenProfile:
        """Open a profile to practise in; `services.practice.end` throws it away.

        Raises:
            FolderReadOnlyError: The folder of the real profile cannot be written to.
            DiskFullError: There is no room.
        """
        from intake_app.services import practice  # noqa: PLC0415 - see the module

        return practice.begin(beside, language=language, world=self._world)

    def end_practice(self, profile: OpenProfile) -> None:
        """Close what `begin_practice` opened, and delete it."""
        from intake_app.services import practice  # noqa: PLC0415 - see the module

        practice.end(profile)

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
        from intake_app.services import profiles  # noqa: PLC0415 - see the module

        if not self.is_there(folder):
            raise ProfileMissingError
        mine = lock or self.claim(folder)
        try:
            return profiles.unlock(folder, passphrase, lock=mine, world=self._world)
        except BaseException:
            if lock is None:
                mine.release()
            raise

    def check(self, folder: Path, passphrase: Secret) -> ProfileCheck:
        """Check a profile that is not open; not a byte of its folder is written.

        The folder may lie on a medium that cannot be written to.

        Raises:
            ProfileMissingError: There is none in the folder.
            ProfileBusyError: It is open.
            WrongPassphraseError: The passphrase does not open it.
        """
        from intake_app.services import profiles  # noqa: PLC0415 - see the module

        if not self.is_there(folder):
            raise ProfileMissingError
        with ProfileLock.borrow(folder):
            return profiles.check(folder, passphrase)
