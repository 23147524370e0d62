"""The root key at the desk: two people make it or open it, and what it signs is written and held.

Meant for a computer without a network. Every change goes on from our organisation's
roster as it is held here; the new one is written to the stick and held here at once.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.errors import FolderReadOnlyError, RosterError
from intake_app.domain.message import M
from intake_app.domain.trust import RootTrust
from intake_app.exchange.folder import finish_writing
from intake_app.exchange.troubles import writing_to
from intake_app.services.organisation import Organisations
from intake_app.vault.root_key import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.contact import Card
    from intake_app.domain.secret import Secret
    from intake_app.domain.trust import HeldRoster, Roster, Why
    from intake_app.services.organisation import Issued, RootOffice
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.program import Program

_NAME: Final = "organisation"
_COMPARED: Final = frozenset({Checked.IN_PERSON, Checked.BY_VOICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A roster as it was signed, written and taken in here.

    Attributes:
        file: Where it lies.
        root: Where the new root key lies, when one was made.
    """

    roster: Roster
    file: Path
    root: Path | None = None


class RootDesk:
    """What two people do with the root key. The methods block, for seconds on purpose."""

    def __init__(self, program: Program, profile: OpenProfile) -> None:
        self._trust = profile.trust
        self._contacts = profile.contacts
        self._organisations = Organisations(
            clock=program.clock,
            random=program.random,
            guard=program.guard,
            work_factor=program.work_factor,
        )

    def own(self) -> HeldRoster | None:
        """Return our organisation's roster, which every change goes on from."""
        return self._trust.own()

    def cards(self) -> Sequence[Card]:
        """Return the cards that can be named: ours, and those whose digits were compared here."""
        own = self._contacts.own()
        compared = [c.card for c in self._contacts.all() if c.checked in _COMPARED]
        return compared if own is None else [own, *compared]

    def partners(self) -> Sequence[HeldRoster]:
        """Return the rosters of other organisations whose digits were compared here."""
        return [held for held in self._trust.all() if held.trust is RootTrust.COMPARED]

    def found(self, folder: Path, org: str, first: Secret, second: Secret) -> Signed:
        """Make a root key and its first roster on a stick, and hold that as ours.

        Raises:
            RosterError: The name is empty or too long, or there is a roster of ours.
            RootKeyError: There is such a file, or both passphrases are the same.
            FolderReadOnlyError: The stick cannot be written to.
            DiskFullError: It is full.
        """
        if self.own() is not None:
            raise RosterError(
                M("There is a roster of your organisation here already."),
                hint=M("To change it, choose one of the other ways."),
            )
        root = folder / f"{_NAME}{SUFFIX}"
        return self._keep(self._organisations.found(root, org, first, second), folder, root)

    def add(self, office: RootOffice, card: Card, role: str) -> Issued:
        """Name a card; its digits were compared here before (`cards`)."""
        return office.add(card, digits_of(card.fingerprint), role=role, is_inbox=True)

    def revoke(self, office: RootOffice, card: str, since: datetime, why: Why) -> Issued:
        """Take a card back."""
        member = next((m for m in office.roster.members if m.card == card), None)
        if member is None:
            raise RosterError(M("This card is not in the roster."))
        return office.revoke(member.card, since, why)

    def name_partner(self, office: RootOffice, partner: HeldRoster) -> Issued:
        """Name another organisation; its digits were compared here before (`partners`)."""
        return office.add_partner(partner.roster, digits_of(partner.root))

    def change(
        self,
        root: Path,
        two: tuple[Secret, Secret],
        folder: Path,
        act: Callable[[RootOffice], Issued],
    ) -> Signed:
        """Open the root key, let `act` sign the next roster, and write and hold that.

        Args:
            root: The root key's file.
            two: What each of the two people typed.
            folder: Where the roster goes.
            act: Signs with the open root.

        Raises:
            RootPassphraseError: One of the passphrases is not the one.
            RootKeyError: It is no root key.
            RosterError: There is no roster of ours, it is another root's, or it cannot
                be changed so.
            FolderReadOnlyError: The stick cannot be written to.
            DiskFullError: It is full.
        """
        return self._keep(act(self._open(root, two)), folder)

    def replace(
        self, root: Path, two: tuple[Secret, Secret], folder: Path, new: tuple[Secret, Secret]
    ) -> Signed:
        """Make another root key on a stick that takes over with the old one's word.

        Raises:
            IntakeError: As with `change` and `found`.
        """
        fresh = folder / f"{_NAME}-new{SUFFIX}"
        issued = self._organisations.renew_root(self._open(root, two), fresh, *new)
        return self._keep(issued, folder, fresh)

    def copy(self, signed: Signed, folder: Path) -> None:
        """Put a second copy of the root key and its roster on another stick.

        Raises:
            RosterError: It is the same place.
            FolderReadOnlyError: It cannot be read or written.
            DiskFullError: It is full.
        """
        for file in filter(None, (signed.root, signed.file)):
            if folder.resolve() == file.parent.resolve():
                raise RosterError(M("The first copy lies there."), hint=M("Choose another stick."))
            try:
                data = file.read_bytes()
            except OSError:
                raise FolderReadOnlyError from None
            _write(folder / file.name, data)
        finish_writing(folder)

    # -- within ------------------------------------------------------------------

    def _open(self, root: Path, two: tuple[Secret, Secret]) -> RootOffice:
        own = self.own()
        if own is None:
            raise RosterError(
                M("There is no roster of your organisation here."),
                hint=M("Take in its newest roster first, or make a root key."),
            )
        return self._organisations.open(root, *two, own.envelope)

    def _keep(self, issued: Issued, folder: Path, root: Path | None = None) -> Signed:
        file = folder / f"{_NAME}-{issued.roster.version}.roster"
        _write(file, issued.file)
        finish_writing(folder)
        held = self._trust.take(issued.file)
        if held.trust is not RootTrust.OWN:
            # Made on this computer a moment ago: there is nobody to compare with.
            self._trust.compare(held.root, digits_of(held.root), is_own=True)
        return Signed(roster=issued.roster, file=file, root=root)


def _write(path: Path, data: bytes) -> None:
    """Write a new file and see that it lies there."""
    with writing_to(path.parent):
        try:
            with path.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            raise RosterError(
                M("There is a file of this name already: {file}", file=path.name),
                hint=M("Choose another stick or folder; nothing is written over."),
            ) from None
        if path.read_bytes() != data:
            raise FolderReadOnlyError
