"""Who else can open this profile: the office's slot, as its worker sees and changes it.

docs/formats/vault.md. The office's key stands in our own organisation's roster, whose root's
digits were compared: nobody becomes able to open a profile by a file that merely came.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from intake_app.domain.errors import IntakeError
from intake_app.domain.escrow import NoOfficeError, Office
from intake_app.packet.roster import read_roster
from intake_app.vault.escrow import mark_of

if TYPE_CHECKING:
    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.secret import Secret
    from intake_app.domain.trust import HeldRoster, Roster
    from intake_app.services.workplace import Workplace
    from intake_app.vault.escrow import Note

log = logging.getLogger(__name__)


def office_in(roster: Roster) -> Office | None:
    """Return the office that a roster's makers let open profiles, or None."""
    if not roster.escrow:
        return None
    return Office(org=roster.org, root=roster.root.fingerprint, recipient=roster.escrow)


class Escrow:
    """The office's slot of one open profile. The methods block; call them off the screen's thread.

    Every change asks for the passphrase: someone else may be sitting at an open profile.
    Handing over does not: there may be no time, and the office can undo it.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def office(self) -> str:
        """Return the name of the organisation that can open this profile, or ""."""
        note = self._note()
        return note.org if note is not None and note.is_whole else ""

    def offered(self) -> Office | None:
        """Return our own organisation when it has a key, and cannot open this profile yet."""
        offered, note = self._offered(), self._note()
        if offered is None or (note is not None and _is_of(note, offered)):
            return None
        return offered

    def let_open(self, passphrase: Secret) -> None:
        """Let our own organisation open the profile if we cannot.

        Raises:
            WrongPassphraseError: It is not the passphrase.
            NoOfficeError: Our organisation's roster names no key, or we hold none.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        office = self._offered()
        if office is None:
            raise NoOfficeError
        self._place.vault.check_passphrase(passphrase)
        self._put(office, "office-may-open")

    def take_away(self, passphrase: Secret) -> None:
        """Let no office open the profile any more; copies of the old file still open for it.

        Raises:
            WrongPassphraseError: It is not the passphrase.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        self._place.vault.check_passphrase(passphrase)
        self._put(None, "office-may-not-open")

    def hand_over(self) -> None:
        """Take away every passphrase of this profile: from now on the office alone opens it.

        The profile stays open until it is closed; lock at once.

        Raises:
            NoOfficeError: No office can open it, or its slot was changed: nothing was done.
            FolderReadOnlyError: The folder cannot be written to; nothing was done.
            DiskFullError: There is no room; nothing was done.
        """
        if not self.office():
            raise NoOfficeError
        # First the act, then its record: were it told and not done, someone would rely on it.
        self._place.vault.hand_over()
        try:
            self._note_act("handed-over-to-office")
        except IntakeError as error:
            log.info("handing over not recorded: %s", error.code)

    def settle(self) -> None:
        """Follow a new key of the office, or a new root, when a profile is opened.

        A slot that somebody changed is made anew, so that the office's help is there when it
        is needed. What fails is tried again next time.
        """
        notes = self._place.vault.office_notes()
        if not notes:
            return
        try:
            offered = self._offered()
            if offered is None or any(note is not None and _is_of(note, offered) for note in notes):
                return
            known = {note.root for note in notes if note is not None}
            if known and offered.root not in known and not self._follows(offered, known):
                return
            self._put(offered, "office-key-followed")
        except IntakeError as error:  # it must not keep anyone from their work
            log.info("office's slot not settled: %s", error.code)

    def _follows(self, offered: Office, known: set[Fingerprint]) -> bool:
        """Whether the offered root took the place of one that the slot names."""
        held = self._held()
        before = read_roster(held.envelope).supersedes if held is not None else None
        return before is not None and before.after == offered.root and before.before in known

    def _note(self) -> Note | None:
        return next((note for note in self._place.vault.office_notes() if note is not None), None)

    def _held(self) -> HeldRoster | None:
        return self._place.do(lambda unit: unit.rosters.own())

    def _offered(self) -> Office | None:
        held = self._held()
        return office_in(read_roster(held.envelope)) if held is not None else None

    def _put(self, office: Office | None, act: str) -> None:
        self._place.vault.let_office_open(office)
        self._note_act(act, office.root if office is not None else "")

    def _note_act(self, act: str, root: str = "") -> None:
        own = self._place.vault.signer.fingerprint
        self._place.do(lambda unit: unit.audit.append(act, own, {"root": root} if root else {}))


def _is_of(note: Note, office: Office) -> bool:
    return (
        note.is_whole and note.root == office.root and note.recipient == mark_of(office.recipient)
    )
