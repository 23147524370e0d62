"""An organisation's root in the hands of two people: making it, and the rosters it signs.

Meant for a computer without a network. Nothing here needs a profile: the root key is a
file that two passphrases open together, and the newest roster file is all that is known.
Every change is a roster of the next number (docs/formats/roster.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.contact import digits_of
from intake_app.domain.errors import RosterError
from intake_app.domain.message import M
from intake_app.domain.trust import ROSTER_LIFE, May, Member, Partner, Revocation, Roster
from intake_app.packet import succession
from intake_app.packet.roster import make_roster, open_roster
from intake_app.vault import reset_files
from intake_app.vault.root_key import RootKey, open_root

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from pathlib import Path

    from intake_app.domain.contact import Card
    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.ports import Clock, Random
    from intake_app.domain.secret import Secret
    from intake_app.domain.trust import Why
    from intake_app.guard.process import Guard
    from intake_app.vault.escrow import EscrowKey
    from intake_app.vault.reset_files import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A roster as it was just signed.

    Attributes:
        file: The bytes to hand out.
    """

    roster: Roster
    file: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisations:
    """Makes roots and opens them.

    Attributes:
        work_factor: log2 of what one guess at a root key's passphrases costs, or
            None for what the format asks for.
    """

    clock: Clock
    random: Random
    guard: Guard
    work_factor: int | None = None

    def found(self, path: Path, org: str, first: Secret, second: Secret) -> Issued:
        """Make a root key in a new file, and its first roster, which names nobody yet.

        Raises:
            RootKeyError: There is such a file, or both passphrases are the same.
            RosterError: The name is empty or too long; no file was made.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        root, now = RootKey.generate(self.random), self.clock.now()
        roster = Roster(org=org, root=root.keys, version=1, issued=now, expires=now + ROSTER_LIFE)
        made, file = make_roster(roster, root)
        self._save(root, path, first, second)
        return Issued(roster=made, file=file)

    def renew_root(self, office: RootOffice, path: Path, first: Secret, second: Secret) -> Issued:
        """Make another root key in a new file, and a roster by which it takes over.

        The old root key is not needed afterwards; keep it until everyone has the roster.

        Raises:
            RootKeyError: As with `found`.
        """
        fresh = RootKey.generate(self.random)
        issued = office.hand_on(fresh)
        self._save(fresh, path, first, second)
        return issued

    def open(self, path: Path, first: Secret, second: Secret, roster: bytes) -> RootOffice:
        """Return the open root with the newest roster it signed.

        Raises:
            RootPassphraseError: One of the passphrases is not the one.
            RootKeyError: The file is none, or is damaged.
            RosterError: The roster cannot be used, or is another root's.
        """
        held = self.read(roster)
        root = open_root(path, first, second)
        if held.root != root.keys:
            raise RosterError(
                M("This roster was signed by another root key."),
                hint=M("Use the newest roster that this root key signed."),
            )
        return RootOffice(root, held, self.clock)

    def read(self, file: bytes) -> Roster:
        """Return what a roster file says.

        Raises:
            RosterError: It cannot be used.
            GuardError: The child that looked at it died.
        """
        return open_roster(file, self.clock.now(), self.guard)

    def _save(self, root: RootKey, path: Path, first: Secret, second: Secret) -> None:
        if self.work_factor is None:
            root.save(path, first, second)
        else:
            root.save(path, first, second, work_factor=self.work_factor)


class RootOffice:
    """The open root and the roster that is in force: signs the next one.

    Args:
        root: The root's keys.
        roster: The newest roster it signed.
        clock: The present.
    """

    def __init__(self, root: RootKey, roster: Roster, clock: Clock) -> None:
        self._root = root
        self._roster = roster
        self._clock = clock

    @property
    def roster(self) -> Roster:
        """The roster that the next one changes."""
        return self._roster

    def add(
        self,
        card: Card,
        digits: str,
        *,
        role: str = "",
        may: tuple[May, ...] = (May.SIGN, May.TAKE_IN),
        is_inbox: bool = False,
    ) -> Issued:
        """Name a card as a member; again changes what is said of it.

        Args:
            card: From the card's file.
            digits: What the card's owner read out.
            role: What its holder does; never a person's name.
            may: What it may do in the organisation's name.
            is_inbox: Whether others may send to it.

        Raises:
            RosterError: The digits are others, or the card was taken back.
        """
        fingerprint = card.fingerprint
        _compare(fingerprint, digits)
        if any(r.card == fingerprint for r in self._roster.revoked):
            raise RosterError(
                M("This card was taken back."),
                hint=M("Have new keys made on that computer, and add its new card."),
            )
        member = Member(card=fingerprint, role=role, may=may, is_inbox=is_inbox)
        others = (m for m in self._roster.members if m.card != fingerprint)
        return self._issue(replace(self._roster, members=(*others, member)))

    def remove(self, card: Fingerprint) -> Issued:
        """Name a card no longer, without saying that its signatures count no more.

        Raises:
            RosterError: It is no member.
        """
        self._check_member(card)
        members = tuple(m for m in self._roster.members if m.card != card)
        return self._issue(replace(self._roster, members=members))

    def revoke(self, card: Fingerprint, since: datetime, why: Why) -> Issued:
        """Take a card back: from `since` on its signatures count no more.

        Taking it back twice keeps the earlier moment.

        Raises:
            RosterError: It is no member, and was not taken back before.
        """
        known = next((r for r in self._roster.revoked if r.card == card), None)
        if known is None:
            self._check_member(card)
        elif known.since <= since:
            since = known.since
        revoked = Revocation(card=card, since=since, why=why)
        return self._issue(
            replace(
                self._roster,
                members=tuple(m for m in self._roster.members if m.card != card),
                revoked=(revoked, *(r for r in self._roster.revoked if r.card != card)),
            )
        )

    def add_partner(self, partner: Roster, digits: str) -> Issued:
        """Name another organisation, whose word for its members counts here too.

        Raises:
            RosterError: The digits are others, or it is our own roster.
        """
        root = partner.root.fingerprint
        _compare(root, digits)
        if root == self._roster.root.fingerprint:
            raise RosterError(M("This is your own organisation's roster."))
        others = (p for p in self._roster.partners if p.root != root)
        named = Partner(root=root, name=partner.org)
        return self._issue(replace(self._roster, partners=(*others, named)))

    def remove_partner(self, root: Fingerprint) -> Issued:
        """Name another organisation no longer.

        Raises:
            RosterError: It is no partner.
        """
        left = tuple(p for p in self._roster.partners if p.root != root)
        if len(left) == len(self._roster.partners):
            raise RosterError(M("The roster does not name this organisation."))
        return self._issue(replace(self._roster, partners=left))

    def name_escrow(self, recipient: str) -> Issued:
        """Name the key with which the office opens profiles whose workers cannot."""
        return self._issue(replace(self._roster, escrow=recipient))

    def answer_reset(self, request: Request, key: EscrowKey) -> bytes:
        """Sign the answer to a worker who asked for a new passphrase.

        Raises:
            EscrowKeyError: The profile was not set up for this key.
            ResetRequestError: The request was changed.
        """
        return reset_files.answer(request, key, self._root, self._clock.now())

    def renew(self, life: timedelta = ROSTER_LIFE) -> Issued:
        """Say the same again, for another while."""
        return self._issue(self._roster, life)

    def hand_on(self, fresh: RootKey) -> Issued:
        """Say the same by another root, with this one's word that it takes over."""
        words = succession.claim(
            self._roster.root.fingerprint, fresh.keys.fingerprint, self._clock.now()
        )
        proof = succession.read(self._root.sign(succession.PAYLOAD_TYPE, words))
        self._root = fresh
        return self._issue(replace(self._roster, root=fresh.keys, supersedes=proof))

    def _issue(self, changed: Roster, life: timedelta = ROSTER_LIFE) -> Issued:
        now = self._clock.now()
        following = replace(
            changed, version=self._roster.version + 1, issued=now, expires=now + life
        )
        self._roster, file = make_roster(following, self._root)
        return Issued(roster=self._roster, file=file)

    def _check_member(self, card: Fingerprint) -> None:
        if self._roster.member(card) is None:
            raise RosterError(
                M("This card is not in the roster."),
                hint=M("The list of members shows every card: organisation show."),
            )


def _compare(fingerprint: Fingerprint, digits: str) -> None:
    said = "".join(c for c in digits if c.isdigit())
    if said != digits_of(fingerprint).replace(" ", ""):
        raise RosterError(
            M("The digits are not the same."),
            hint=M("Let their owner read them out once more. Do not add what does not fit."),
        )
