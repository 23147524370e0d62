"""At a locked door with the office's help: a new passphrase, and the file to begin with.

docs/formats/vault.md, "A new passphrase from the office". Nothing here needs an open profile.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.domain.contact import digits_of
from intake_app.domain.errors import NotARosterError, RosterError
from intake_app.domain.escrow import ResetError, request_mark
from intake_app.domain.message import M
from intake_app.vault import reset, reset_files

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.secret import Secret
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.unlocking import World
    from intake_app.store.profile_lock import ProfileLock


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFile:
    """Our own organisation's roster, as a new profile begins with it.

    Attributes:
        org: The organisation's name.
        root: The fingerprint of its root.
        can_open: Whether it has a key that opens profiles whose workers cannot.
        data: The file's bytes.
        digits: What was told of its root's digits; "" until they are compared.
    """

    org: str
    root: Fingerprint
    can_open: bool
    data: bytes = field(repr=False)
    digits: str = ""

    def check(self) -> None:
        """Look whether the digits are those of its root.

        Raises:
            RosterError: They are others.
        """
        said = "".join(c for c in self.digits if c.isdigit())
        if said != digits_of(self.root).replace(" ", ""):
            raise RosterError(
                M("The digits are not the same."),
                hint=M("Do not use this file. Ask the office for it again, in person."),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it was just made.

    Attributes:
        file: The bytes to give to the office.
        digits: What to read out to it.
    """

    file: bytes = field(repr=False)
    digits: str


class Resetting:
    """A new passphrase with the office's help. The methods block; call them off the screen."""

    def __init__(self, world: World) -> None:
        self._world = world

    def look_at(self, path: Path) -> OfficeFile:
        """Return what the file of an office says, before there is a profile.

        Raises:
            RosterError: It is no roster, or cannot be used.
            GuardError: The child that looked at it died.
        """
        from intake_app.packet.roster import MAX_FILE, open_roster  # noqa: PLC0415 - seldom

        data = _read(path, MAX_FILE, NotARosterError(M("This file cannot be read.")))
        now = self._world.clock.now()
        roster = open_roster(data, now, self._world.guard)
        if roster.is_expired(now):
            raise RosterError(M("This roster has expired."))
        return OfficeFile(
            org=roster.org,
            root=roster.root.fingerprint,
            can_open=bool(roster.escrow),
            data=data,
        )

    def is_waiting(self, folder: Path) -> bool:
        """Whether a request was made whose answer did not come yet."""
        return reset.is_waiting(folder)

    def ask(self, folder: Path, passphrase: Secret) -> Asked:
        """Make a request; the profile opens with what it did before, until the answer is here.

        Args:
            folder: The profile.
            passphrase: What it is to open with then.

        Raises:
            NoOfficeError: No office can open it.
            VaultDamagedError: Its vault file is damaged.
            FolderReadOnlyError: Its folder cannot be written to.
            DiskFullError: There is no room.
        """
        world = self._world
        made = reset.ask(folder, passphrase, random=world.random, cost=world.cost).encode()
        return Asked(file=made, digits=digits_of(request_mark(made)))

    def open_with(
        self, folder: Path, passphrase: Secret, path: Path, *, lock: ProfileLock | None = None
    ) -> OpenProfile:
        """Take the passphrase of the request, by the office's answer, and open the profile.

        Args:
            folder: The profile.
            passphrase: What was chosen when the request was made.
            path: The answer's file.
            lock: This process's claim on the profile, when it has one.

        Raises:
            ResetError: The file does not answer this profile's request; nothing was changed.
            WrongPassphraseError: The passphrase is another; nothing was changed.
            StoreError: The store cannot be opened; the new passphrase holds.
        """
        from intake_app.services import profiles  # noqa: PLC0415 - brings everything
        from intake_app.store.profile_lock import ProfileLock  # noqa: PLC0415 - as above

        data = _read(path, reset_files.MAX_ANSWER, ResetError(M("This file cannot be read.")))
        answer = reset_files.read_answer(
            self._world.guard.run(reset_files.ANSWER_JOB, {}, data).data
        )
        mine = lock or ProfileLock.take(folder)
        try:
            return profiles.open_with_answer(
                folder, passphrase, answer, lock=mine, world=self._world
            )
        except BaseException:
            if lock is None:
                mine.release()
            raise


def _read(path: Path, most: int, unreadable: NotARosterError | ResetError) -> bytes:
    try:
        # Only a plain file: opening a pipe would wait for ever.
        if not path.is_file():
            raise unreadable
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        raise unreadable from None
