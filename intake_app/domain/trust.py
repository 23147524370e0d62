"""Organisations: who belongs to one, whose keys count no more, and what that says of a card.

docs/formats/roster.md tells the format; the rules against going back are those
of TUF (theupdateframework.io, specification, section 5). Here are the values and
the rules; nothing here checks a signature.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from intake_app.domain.ids import Fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

ROSTER_LIFE: Final = timedelta(days=365)
"""How long a roster says something of the present, unless its makers say less."""

OVERLAP: Final = timedelta(days=30)
"""How long what was sealed to a replaced card can still be opened."""


class May(StrEnum):
    """What a member may do in the organisation's name."""

    SIGN = "sign"
    TAKE_IN = "import"


class Why(StrEnum):
    """Why a card counts no more."""

    LOST = "lost"
    STOLEN = "stolen"
    SEIZED = "seized"
    LEFT = "left"
    REPLACED = "replaced"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RootKeys:
    """The public half of an organisation's root: it signs rosters and opens nothing.

    Attributes:
        ed25519: 32 bytes.
        ml_dsa_65: 1,952 bytes.
    """

    ed25519: bytes
    ml_dsa_65: bytes

    @property
    def fingerprint(self) -> Fingerprint:
        """SHA-256 hex over both keys, length-prefixed (docs/formats/roster.md)."""
        h = hashlib.sha256(b"intake-root-v1\0")
        for part in (self.ed25519, self.ml_dsa_65):
            h.update(len(part).to_bytes(8, "big") + part)
        return Fingerprint(h.hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A claim that new keys take the place of old ones, signed by the old.

    The new keys agree to it by signing the card or roster that carries it. It is
    worth something to whoever holds the old keys and has checked the signatures.

    Attributes:
        envelope: The signed claim (DSSE).
    """

    before: Fingerprint
    after: Fingerprint
    at: datetime
    envelope: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One card that belongs to the organisation.

    Attributes:
        role: What its holder does there, never a person's name; or "".
        is_inbox: Whether others may send to it in the organisation's name.
    """

    card: Fingerprint
    role: str = ""
    may: tuple[May, ...] = (May.SIGN, May.TAKE_IN)
    is_inbox: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """A card whose signatures count no more from `since` on."""

    card: Fingerprint
    since: datetime
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Another organisation whose root ours has checked."""

    root: Fingerprint
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who belongs to an organisation, as its root says.

    Attributes:
        version: From 1; a lower one never takes the place of a higher.
        supersedes: What the root before this one signed, when the root was replaced.
        escrow: The age recipient of the key with which the office opens the profiles of
            its workers who cannot; "" when it has none.
    """

    org: str
    root: RootKeys
    version: int
    issued: datetime
    expires: datetime
    members: tuple[Member, ...] = ()
    revoked: tuple[Revocation, ...] = ()
    partners: tuple[Partner, ...] = ()
    supersedes: Succession | None = None
    escrow: str = ""

    def member(self, card: Fingerprint) -> Member | None:
        """Return what is said of `card` as a member, or None."""
        return next((m for m in self.members if m.card == card), None)

    def is_expired(self, now: datetime) -> bool:
        """Whether it says nothing of the present any more: then ask the office."""
        return now >= self.expires


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRoster:
    """A roster as it is held.

    Attributes:
        roster: What it says; `revoked` holds every revocation that lasts
            (`lasting`), `supersedes` is None.
        envelope: The file's bytes.
        taken_at: When it was taken in.
    """

    roster: Roster
    trust: RootTrust
    envelope: bytes = field(repr=False)
    taken_at: datetime

    @property
    def root(self) -> Fingerprint:
        """The fingerprint of the root that signs it."""
        return self.roster.root.fingerprint


class Advance(StrEnum):
    """How a roster stands to the one that is held of the same organisation."""

    FIRST = "first"
    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    CONFLICT = "conflict"
    """Another root without the old one's word, or two rosters of one number."""


def advance(held: Roster | None, fresh: Roster, *, is_same: bool, is_handed_on: bool) -> Advance:
    """Return whether `fresh` may take the place of `held` (TUF, 5.3.5 and 5.3.6).

    Args:
        held: What is held of the organisation; None when nothing is.
        fresh: What came, its own signatures found good.
        is_same: Whether both are byte for byte the same.
        is_handed_on: Whether `fresh` bears a succession from `held`'s root to its
            own whose signatures were found good with the keys of `held`.
    """
    if held is None:
        return Advance.FIRST
    if held.root != fresh.root and not is_handed_on:
        return Advance.CONFLICT
    if fresh.version < held.version:
        return Advance.OLDER
    if fresh.version == held.version:
        return Advance.SAME if is_same else Advance.CONFLICT
    return Advance.NEWER


def lasting(held: Iterable[Revocation], fresh: Roster) -> tuple[Revocation, ...]:
    """Return who counts as revoked once `fresh` is held.

    A revocation that was seen stays although a later roster leaves it out, unless
    that roster names the card as a member again: a list has to stay short, and a
    stolen card must not come back when it drops off the end.
    """
    again = {m.card for m in fresh.members} | {r.card for r in fresh.revoked}
    return (*fresh.revoked, *(r for r in held if r.card not in again))


class RootTrust(StrEnum):
    """How sure we are that a root is that of the organisation it names."""

    OWN = "own"
    """Ours: chosen in the settings, its digits compared."""
    COMPARED = "compared"
    """Its digits were compared."""
    PARTNER = "partner"
    """Our own organisation's roster names it."""
    VOUCHED = "vouched"
    """It came in a packet of one of its members; nobody compared anything."""

    @property
    def is_checked(self) -> bool:
        """Whether its word for a card counts as that card's being checked."""
        return self is not RootTrust.VOUCHED


class Standing(StrEnum):
    """What is to be thought of a card, the first that fits in this order."""

    REVOKED = "revoked"
    CHECKED = "checked"
    THROUGH_OLD = "through-old"
    BY_ROSTER = "by-roster"
    ROSTER_EXPIRED = "roster-expired"
    """A checked organisation named it, but too long ago: amber, ask the office."""
    UNCHECKED = "unchecked"

    @property
    def is_caution(self) -> bool:
        """Whether it is shown in amber."""
        return self in {Standing.REVOKED, Standing.ROSTER_EXPIRED, Standing.UNCHECKED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What one organisation's roster says of a card.

    Attributes:
        org: The organisation's name.
        root: Its root.
        expires: When its word for a member ends.
        member: The card as its member, or None.
        revoked: Its revocation there, or None.
        is_own_word: Whether the card itself sent this organisation's roster, and so
            said that it belongs there.
    """

    org: str
    root: Fingerprint
    trust: RootTrust
    expires: datetime
    member: Member | None = None
    revoked: Revocation | None = None
    is_own_word: bool = False


def revocation_of(words: Iterable[Word]) -> Revocation | None:
    """Return the revocation of a card that counts, the earliest of several, or None.

    An organisation revokes its own members only: where another that is checked has
    the card as its member, the word of those that have not does not count; and one
    that nobody checked is believed of cards that said they belong to it.
    """
    known = tuple(words)
    if any(w.member is not None and w.trust.is_checked for w in known):
        return None
    found = [
        w.revoked for w in known if w.revoked is not None and (w.trust.is_checked or w.is_own_word)
    ]
    return min(found, key=lambda revoked: revoked.since, default=None)


def standing(words: Iterable[Word], *, compared: bool, through: bool, now: datetime) -> Standing:
    """Return what is to be thought of a card.

    Args:
        words: What the rosters that are held say of it.
        compared: Whether its digits were compared with its owner.
        through: Whether it takes the place of a card that had been checked.
        now: The present.
    """
    known = tuple(words)
    revoked = revocation_of(known)
    if revoked is not None and revoked.since <= now:
        return Standing.REVOKED
    if compared:
        return Standing.CHECKED
    if through:
        return Standing.THROUGH_OLD
    named = [w for w in known if w.member is not None and w.trust.is_checked]
    if any(now < w.expires for w in named):
        return Standing.BY_ROSTER
    return Standing.ROSTER_EXPIRED if named else Standing.UNCHECKED


class SignerFlag(StrEnum):
    """What to say beside a packet whose signer was revoked."""

    LATER = "later"
    """It was here before the signer's card stopped counting: it stays readable."""
    ALREADY = "already"
    """It came after that moment, before we had heard of it: do not rely on it."""


def flag_of(revoked: Revocation | None, first_seen: datetime) -> SignerFlag | None:
    """Return what to say beside a packet that was first seen here at `first_seen`.

    Our own clock decides: when a packet was made is only its sender's claim
    (security.md, section 4).
    """
    if revoked is None:
        return None
    return SignerFlag.LATER if first_seen < revoked.since else SignerFlag.ALREADY


@dataclass(frozen=True, slots=True, kw_only=True)
class Predecessor:
    """The card that another took the place of, and when we first saw that."""

    card: Fingerprint
    taken_at: datetime


class Rosters(Protocol):
    """The rosters that are held, and which card took the place of which."""

    def put(self, held: HeldRoster, *, in_place_of: Fingerprint | None = None) -> None:
        """Hold a roster in place of the earlier one of its root, and note its number and hash.

        Args:
            held: The roster; `held.roster.revoked` is what lasts.
            in_place_of: The root before, when another root took over: its roster goes.
        """
        ...

    def get(self, root: Fingerprint) -> HeldRoster | None:
        """Return the roster of a root, or None."""
        ...

    def root_of(self, envelope: bytes) -> Fingerprint | None:
        """Return the root of the roster that is held as just these bytes, or None."""
        ...

    def all(self) -> Sequence[HeldRoster]:
        """Return all rosters, ours first, then by name."""
        ...

    def own(self) -> HeldRoster | None:
        """Return our own organisation's roster, or None."""
        ...

    def set_trust(self, root: Fingerprint, trust: RootTrust) -> None:
        """Say how sure we are of a root; `RootTrust.OWN` takes it from the one that had it."""
        ...

    def words(self, card: Fingerprint) -> Sequence[Word]:
        """Return what the rosters say of a card."""
        ...

    def note_root(self, card: Fingerprint, root: Fingerprint) -> None:
        """Note that a card itself sent the roster of `root`, which names it."""
        ...

    def note_successor(self, before: Fingerprint, after: Fingerprint, at: datetime) -> bool:
        """Note that a card took another's place; False when another did so before it."""
        ...

    def predecessor(self, after: Fingerprint) -> Predecessor | None:
        """Return the card that `after` took the place of, or None."""
        ...

    def successor(self, before: Fingerprint) -> Fingerprint | None:
        """Return the card that took the place of `before`, or None."""
        ...
