"""Organisations in tests: a root of fixed seeds, and rosters it signs."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from intake_app.domain.secret import Secret
from intake_app.domain.trust import Member, Roster
from intake_app.packet.roster import make_roster
from intake_app.vault.root_key import RootKey
from tests.packet.people import NOW


def root_of(name: str) -> RootKey:
    """Return the root that always has the same keys under this name."""
    return RootKey(Secret(b"".join(hashlib.sha256(f"{name} {n}".encode()).digest() for n in "ab")))


def roster_of(root: RootKey, *cards: str, **values: object) -> Roster:
    """Return a first roster with these cards as members, not signed yet."""
    usual: dict[str, object] = {
        "org": "North Network",
        "root": root.keys,
        "version": 1,
        "issued": NOW,
        "expires": NOW + timedelta(days=365),
        "members": tuple(Member(card=card, role="Team") for card in cards),
    }
    return Roster(**{**usual, **values})


def signed(root: RootKey, *cards: str, **values: object) -> bytes:
    """Return the file of such a roster."""
    return make_roster(roster_of(root, *cards, **values), root)[1]
