"""Who counts: rosters that are held, what they say of cards, and packets of revoked signers.

The rules are `domain.trust`'s; docs/formats/roster.md tells them. The functions work
within a unit, for those who have one open; `Trust` is what screens and commands call.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.errors import (
    CardError,
    NotARosterError,
    RosterConflictError,
    RosterError,
    RosterOlderError,
    SignerRevokedError,
)
from intake_app.domain.message import M
from intake_app.domain.trust import (
    Advance,
    HeldRoster,
    RootTrust,
    Standing,
    advance,
    flag_of,
    lasting,
    revocation_of,
    standing,
)
from intake_app.packet.roster import MAX_FILE, check_present, is_handed_on, open_roster, read_roster

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.contact import Contact
    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.repositories import Unit
    from intake_app.domain.trust import Roster, SignerFlag, Word
    from intake_app.services.workplace import Workplace

REMIND = timedelta(days=30)
"""How long before its end a worker is told to ask for the next roster."""
_COMPARED = frozenset({Checked.IN_PERSON, Checked.BY_VOICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStanding:
    """What is to be thought of a card, and on whose word.

    Attributes:
        orgs: Names of the organisations whose rosters name it or took it back.
        since: When it was taken back, if it was.
    """

    standing: Standing
    orgs: tuple[str, ...] = ()
    since: datetime | None = None


def roster_to_send(unit: Unit) -> bytes:
    """Return the envelope that rides in every packet: our organisation's roster, or b""."""
    own = unit.rosters.own()
    return own.envelope if own is not None else b""


def take_roster(
    unit: Unit, envelope: bytes, *, sender: Fingerprint, now: datetime
) -> Advance | None:
    """Take the roster that rode in a good packet, when it may be taken.

    It is never a reason to refuse the packet: its sender may not have heard of a
    newer one, or may have a newer program.

    Args:
        unit: The store.
        envelope: What stood in the packet.
        sender: Who signed the packet.
        now: The present.

    Returns:
        How it stood to what is held; None when it says nothing that can be used.
    """
    known = unit.rosters.root_of(envelope)
    if known is not None:  # most packets bear what is held: signatures are checked once
        words = unit.rosters.words(sender)
        if any(word.root == known and word.member is not None for word in words):
            unit.rosters.note_root(sender, known)
        return Advance.SAME
    try:
        fresh = read_roster(envelope)
        check_present(fresh, now)
    except RosterError:
        return None
    named = fresh.member(sender) is not None
    earlier = _earlier(unit, fresh)
    if earlier is None and not named:
        return None
    found = _take(unit, _Came(fresh=fresh, envelope=envelope, earlier=earlier, now=now))
    if named and unit.rosters.get(fresh.root.fingerprint) is not None:
        unit.rosters.note_root(sender, fresh.root.fingerprint)
    return found


def refuse_revoked(unit: Unit, signer: Fingerprint, first_seen: datetime) -> None:
    """Refuse a packet that is first seen here after its signer's card was taken back.

    Raises:
        SignerRevokedError: It is.
    """
    if is_revoked(unit, signer, first_seen):
        raise SignerRevokedError


def is_revoked(unit: Unit, card: Fingerprint, at: datetime) -> bool:
    """Whether a card counted no more at the moment `at`."""
    revoked = revocation_of(unit.rosters.words(card))
    return revoked is not None and revoked.since <= at


def refuse_revoked_receiver(unit: Unit, receiver: Fingerprint, now: datetime) -> None:
    """Refuse to share anything with a card that was taken back.

    Raises:
        CardError: It was: whoever holds its keys now is not known.
    """
    if is_revoked(unit, receiver, now):
        raise CardError(
            M("This office's card was taken back by its organisation."),
            hint=M("Do not send anything to it. Ask the organisation for another card."),
        )


def flag_on(unit: Unit, record: PacketRecord) -> SignerFlag | None:
    """Return what to say beside a packet that was taken in, when its signer was revoked."""
    return flag_of(revocation_of(unit.rosters.words(record.peer)), record.at)


def standing_of(unit: Unit, contact: Contact, now: datetime) -> CardStanding:
    """Return what is to be thought of a contact's card."""
    card = contact.card.fingerprint
    words = unit.rosters.words(card)
    found = standing(
        words,
        compared=contact.checked in _COMPARED,
        through=contact.checked is Checked.THROUGH_OLD and _still_through(unit, card),
        now=now,
    )
    revoked = revocation_of(words) if found is Standing.REVOKED else None
    return CardStanding(
        standing=found,
        orgs=tuple(word.org for word in words if _matters(word, found)),
        since=revoked.since if revoked is not None else None,
    )


def as_it_stands(unit: Unit, contact: Contact, now: datetime) -> Contact:
    """Return a contact as checked as it counts now: what rosters say of it is reckoned in."""
    match standing_of(unit, contact, now).standing:
        case Standing.CHECKED | Standing.THROUGH_OLD:
            return contact
        case Standing.BY_ROSTER:
            return replace(contact, checked=Checked.BY_ROSTER, checked_at=None)
        case _:
            return replace(contact, checked=Checked.NOT_YET, checked_at=None)


def contact_of(unit: Unit, card: Fingerprint, now: datetime) -> Contact | None:
    """Return who has this card, or had it before it was replaced, as it stands now."""
    contact = unit.contacts.get(latest(unit, card))
    return as_it_stands(unit, contact, now) if contact is not None else None


def latest(unit: Unit, card: Fingerprint) -> Fingerprint:
    """Return the card that stands in the place of `card` now: itself, or its latest successor."""
    seen = {card}
    while (after := unit.rosters.successor(card)) is not None and after not in seen:
        seen.add(after)
        card = after
    return card


def is_same_office(unit: Unit, one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two cards are one office's, at two times."""
    return one == other or latest(unit, one) == latest(unit, other)


class Trust:
    """Rosters of one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def standings(self) -> Mapping[Fingerprint, CardStanding]:
        """Return what is to be thought of every card that is held."""
        now = self._place.clock.now()

        def work(unit: Unit) -> Mapping[Fingerprint, CardStanding]:
            return {
                contact.card.fingerprint: standing_of(unit, contact, now)
                for contact in unit.contacts.all()
            }

        return self._place.do(work)

    def own(self) -> HeldRoster | None:
        """Return our own organisation's roster, or None when none was chosen."""
        return self._place.do(lambda unit: unit.rosters.own())

    def to_renew(self) -> HeldRoster | None:
        """Return our own organisation's roster when its end is near, or past."""
        own, now = self.own(), self._place.clock.now()
        return own if own is not None and now >= own.roster.expires - REMIND else None

    def all(self) -> Sequence[HeldRoster]:
        """Return all rosters that are held, ours first."""
        return self._place.do(lambda unit: unit.rosters.all())

    def read_file(self, path: Path) -> bytes:
        """Return the bytes of a roster file.

        Raises:
            NotARosterError: It cannot be read.
        """
        try:
            # Only a plain file: opening a pipe would wait for ever.
            if not path.is_file():
                raise NotARosterError(M("This file cannot be read."))
            with path.open("rb") as file:
                return file.read(MAX_FILE + 1)
        except OSError:
            raise NotARosterError(M("This file cannot be read.")) from None

    def look(self, data: bytes) -> Roster:
        """Return what a roster file says, and keep nothing of it.

        Raises:
            RosterError: It cannot be used.
            GuardError: The child that looked at it died.
        """
        return open_roster(data, self._place.clock.now(), self._place.guard)

    def take(self, data: bytes) -> HeldRoster:
        """Take in a roster of an organisation that is known, or a first one, not checked yet.

        Raises:
            RosterOlderError: A later one is held.
            RosterConflictError: It contradicts the one that is held.
            RosterError: It cannot be used.
        """
        fresh, now = self.look(data), self._place.clock.now()

        def work(unit: Unit) -> HeldRoster:
            earlier = _earlier(unit, fresh)
            found = _take(unit, _Came(fresh=fresh, envelope=data, earlier=earlier, now=now))
            held = unit.rosters.get(fresh.root.fingerprint)
            if found is Advance.OLDER:
                raise RosterOlderError
            if found is Advance.CONFLICT or held is None:
                raise RosterConflictError
            return held

        return self._place.do(work)

    def compare(self, root: Fingerprint, digits: str, *, is_own: bool) -> None:
        """Note that the office read out the same digits of its root.

        Args:
            root: The root of a roster that is held.
            digits: What was read out.
            is_own: Whether it is the organisation we work for; there is one at most.

        Raises:
            RosterError: The digits are others, or no roster of this root is held.
        """
        said = "".join(c for c in digits if c.isdigit())
        if said != digits_of(root).replace(" ", ""):
            raise RosterError(
                M("The digits are not the same."),
                hint=M("Do not use this roster. Ask the office for it again, in person."),
            )
        trust = RootTrust.OWN if is_own else RootTrust.COMPARED

        def work(unit: Unit) -> None:
            if unit.rosters.get(root) is None:
                raise RosterError
            unit.audit.append("root-compared", root, {"trust": trust.value})
            unit.rosters.set_trust(root, trust)

        self._place.do(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Came:
    """A roster as it came in, and what is held of its organisation."""

    fresh: Roster
    envelope: bytes
    earlier: HeldRoster | None
    now: datetime

    def advance(self) -> Advance:
        """Return whether it may take the place of what is held."""
        earlier = self.earlier
        if earlier is None:
            return Advance.FIRST
        return advance(
            earlier.roster,
            self.fresh,
            is_same=earlier.envelope == self.envelope,
            is_handed_on=is_handed_on(earlier.roster, self.fresh),
        )


def _earlier(unit: Unit, fresh: Roster) -> HeldRoster | None:
    """Return what is held of the organisation: under its root, or under the one before."""
    held = unit.rosters.get(fresh.root.fingerprint)
    if held is None and fresh.supersedes is not None:
        held = unit.rosters.get(fresh.supersedes.before)
    return held


def _take(unit: Unit, came: _Came) -> Advance:
    """Hold the roster if it may be held, checked as the one before it, or not at all."""
    found, fresh, earlier = came.advance(), came.fresh, came.earlier
    root = fresh.root.fingerprint
    if found is Advance.CONFLICT:
        unit.audit.append("roster-conflict", root, {"version": str(fresh.version)})
    if found not in {Advance.FIRST, Advance.NEWER}:
        return found
    revoked = lasting(earlier.roster.revoked if earlier is not None else (), fresh)
    held = HeldRoster(
        roster=replace(fresh, revoked=revoked, supersedes=None),
        trust=earlier.trust if earlier is not None else RootTrust.VOUCHED,
        envelope=came.envelope,
        taken_at=came.now,
    )
    unit.audit.append("roster-taken", root, {"version": str(fresh.version)})
    unit.rosters.put(held, in_place_of=earlier.root if earlier is not None else None)
    return found


def _still_through(unit: Unit, card: Fingerprint) -> bool:
    """Whether the card this one took the place of was not revoked before we saw that.

    Whoever takes a laptop could make new keys on it and have the old ones sign for them.
    """
    before = unit.rosters.predecessor(card)
    while before is not None:
        revoked = revocation_of(unit.rosters.words(before.card))
        if revoked is not None and revoked.since <= before.taken_at:
            return False
        before = unit.rosters.predecessor(before.card)
    return True


def _matters(word: Word, found: Standing) -> bool:
    if found is Standing.REVOKED:
        return word.revoked is not None
    return word.member is not None and word.trust.is_checked
