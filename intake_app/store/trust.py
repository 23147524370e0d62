"""Rosters that are held, what they say of cards, and cards that took others' place."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from intake_app.domain.ids import Fingerprint
from intake_app.domain.times import from_iso, to_iso
from intake_app.domain.trust import (
    HeldRoster,
    May,
    Member,
    Partner,
    Predecessor,
    Revocation,
    RootKeys,
    RootTrust,
    Roster,
    Why,
    Word,
)
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlcipher3 import dbapi2

    from intake_app.store.transaction import Transaction


class RosterTable:
    """Rosters that are held (`domain.trust.Rosters`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, held: HeldRoster, *, in_place_of: Fingerprint | None = None) -> None:
        """Hold a roster in place of the earlier one of its root, and note its number and hash.

        Args:
            held: The roster; `held.roster.revoked` is what lasts.
            in_place_of: The root before, when another root took over: its roster goes.
        """
        execute = self._transaction.execute
        roster, root = held.roster, held.root
        for gone in {root, in_place_of or root}:
            execute("DELETE FROM roster WHERE root_fp = :root", {"root": gone})
            execute(
                "UPDATE card_root SET root_fp = :root WHERE root_fp = :gone",
                {"root": root, "gone": gone},
            )
        execute(
            """
            INSERT INTO roster (root_fp, org, ed25519, ml_dsa_65, version, issued, expires, trust,
                envelope, taken_at)
            VALUES (:root, :org, :ed25519, :ml_dsa_65, :version, :issued, :expires, :trust,
                :envelope, :taken_at)
            """,
            {
                "root": root,
                "org": roster.org,
                "ed25519": roster.root.ed25519,
                "ml_dsa_65": roster.root.ml_dsa_65,
                "version": roster.version,
                "issued": to_iso(roster.issued),
                "expires": to_iso(roster.expires),
                "trust": held.trust.value,
                "envelope": held.envelope,
                "taken_at": to_iso(held.taken_at),
            },
        )
        execute(
            """
            INSERT INTO roster_head (root_fp, version, hash, taken_at)
            VALUES (:root, :version, :hash, :at) ON CONFLICT DO NOTHING
            """,
            {
                "root": root,
                "version": roster.version,
                "hash": hashlib.sha256(held.envelope).hexdigest(),
                "at": to_iso(held.taken_at),
            },
        )
        self._put_rows(roster, root)

    def _put_rows(self, roster: Roster, root: Fingerprint) -> None:
        execute = self._transaction.execute
        for member in roster.members:
            execute(
                """
                INSERT INTO roster_member (root_fp, card_fp, role, may, is_inbox)
                VALUES (:root, :card, :role, :may, :is_inbox)
                """,
                {
                    "root": root,
                    "card": member.card,
                    "role": member.role,
                    "may": nested.from_strings(member.may),
                    "is_inbox": int(member.is_inbox),
                },
            )
        for revoked in roster.revoked:
            execute(
                """
                INSERT INTO revocation (root_fp, card_fp, since, why)
                VALUES (:root, :card, :since, :why)
                """,
                {
                    "root": root,
                    "card": revoked.card,
                    "since": to_iso(revoked.since),
                    "why": revoked.why.value,
                },
            )
        for partner in roster.partners:
            execute(
                """
                INSERT INTO roster_partner (root_fp, partner_fp, name)
                VALUES (:root, :partner, :name)
                """,
                {"root": root, "partner": partner.root, "name": partner.name},
            )

    def get(self, root: Fingerprint) -> HeldRoster | None:
        """Return the roster of a root, or None."""
        row = self._transaction.execute(
            "SELECT * FROM roster WHERE root_fp = :root", {"root": root}
        ).fetchone()
        return None if row is None else self._held(row)

    def root_of(self, envelope: bytes) -> Fingerprint | None:
        """Return the root of the roster that is held as just these bytes, or None."""
        row = self._transaction.execute(
            "SELECT root_fp FROM roster WHERE envelope = :envelope", {"envelope": envelope}
        ).fetchone()
        return None if row is None else Fingerprint(row["root_fp"])

    def all(self) -> Sequence[HeldRoster]:
        """Return all rosters, ours first, then by name."""
        rows = self._transaction.execute(
            "SELECT * FROM roster ORDER BY trust <> 'own', org, root_fp"
        )
        return [self._held(row) for row in rows.fetchall()]

    def own(self) -> HeldRoster | None:
        """Return our own organisation's roster, or None."""
        row = self._transaction.execute("SELECT * FROM roster WHERE trust = 'own'").fetchone()
        return None if row is None else self._held(row)

    def set_trust(self, root: Fingerprint, trust: RootTrust) -> None:
        """Say how sure we are of a root; `RootTrust.OWN` takes it from the one that had it."""
        if trust is RootTrust.OWN:
            self._transaction.execute("UPDATE roster SET trust = 'compared' WHERE trust = 'own'")
        self._transaction.execute(
            "UPDATE roster SET trust = :trust WHERE root_fp = :root",
            {"root": root, "trust": trust.value},
        )

    def words(self, card: Fingerprint) -> Sequence[Word]:
        """Return what the rosters say of a card."""
        rows = self._transaction.execute(
            """
            SELECT roster.org, roster.expires, roster.trust, roster.root_fp,
                member.role, member.may, member.is_inbox, revocation.since, revocation.why,
                partner.expires AS partner_expires, card_root.card_fp AS own_word
            FROM roster
            LEFT JOIN roster_member AS member
                ON member.root_fp = roster.root_fp AND member.card_fp = :card
            LEFT JOIN revocation
                ON revocation.root_fp = roster.root_fp AND revocation.card_fp = :card
            LEFT JOIN card_root
                ON card_root.root_fp = roster.root_fp AND card_root.card_fp = :card
            LEFT JOIN (
                SELECT named.partner_fp, own.expires FROM roster_partner AS named
                JOIN roster AS own ON own.root_fp = named.root_fp AND own.trust = 'own'
            ) AS partner ON partner.partner_fp = roster.root_fp
            WHERE member.card_fp IS NOT NULL OR revocation.card_fp IS NOT NULL
            ORDER BY roster.root_fp
            """,
            {"card": card},
        )
        return [_word(row, card) for row in rows]

    def note_root(self, card: Fingerprint, root: Fingerprint) -> None:
        """Note that a card itself sent the roster of `root`, which names it."""
        self._transaction.execute(
            """
            INSERT INTO card_root (card_fp, root_fp) VALUES (:card, :root)
            ON CONFLICT (card_fp) DO UPDATE SET root_fp = excluded.root_fp
            """,
            {"card": card, "root": root},
        )

    def note_successor(self, before: Fingerprint, after: Fingerprint, at: datetime) -> bool:
        """Note that a card took another's place; False when another did so before it."""
        self._transaction.execute(
            """
            INSERT INTO card_succession (before_fp, after_fp, taken_at)
            VALUES (:before, :after, :at) ON CONFLICT DO NOTHING
            """,
            {"before": before, "after": after, "at": to_iso(at)},
        )
        return self.successor(before) == after

    def predecessor(self, after: Fingerprint) -> Predecessor | None:
        """Return the card that `after` took the place of, or None."""
        row = self._transaction.execute(
            "SELECT before_fp, taken_at FROM card_succession WHERE after_fp = :after",
            {"after": after},
        ).fetchone()
        if row is None:
            return None
        return Predecessor(card=Fingerprint(row["before_fp"]), taken_at=from_iso(row["taken_at"]))

    def successor(self, before: Fingerprint) -> Fingerprint | None:
        """Return the card that took the place of `before`, or None."""
        row = self._transaction.execute(
            "SELECT after_fp FROM card_succession WHERE before_fp = :before", {"before": before}
        ).fetchone()
        return None if row is None else Fingerprint(row["after_fp"])

    def _held(self, row: dbapi2.Row) -> HeldRoster:
        asked = {"root": row["root_fp"]}
        read = self._transaction.execute
        members = read(
            "SELECT * FROM roster_member WHERE root_fp = :root ORDER BY role, card_fp", asked
        )
        revoked = read(
            "SELECT * FROM revocation WHERE root_fp = :root ORDER BY since, card_fp", asked
        )
        partners = read("SELECT * FROM roster_partner WHERE root_fp = :root ORDER BY name", asked)
        return HeldRoster(
            roster=Roster(
                org=row["org"],
                root=RootKeys(ed25519=row["ed25519"], ml_dsa_65=row["ml_dsa_65"]),
                version=row["version"],
                issued=from_iso(row["issued"]),
                expires=from_iso(row["expires"]),
                members=tuple(_member(item, item["card_fp"]) for item in members),
                revoked=tuple(_revocation(item, item["card_fp"]) for item in revoked),
                partners=tuple(
                    Partner(root=Fingerprint(item["partner_fp"]), name=item["name"])
                    for item in partners
                ),
            ),
            trust=RootTrust(row["trust"]),
            envelope=row["envelope"],
            taken_at=from_iso(row["taken_at"]),
        )


def _word(row: dbapi2.Row, card: Fingerprint) -> Word:
    """Return what one roster says; a partner's word ends when ours that names it does."""
    trust, expires = RootTrust(row["trust"]), from_iso(row["expires"])
    if trust is RootTrust.VOUCHED and row["partner_expires"] is not None:
        trust = RootTrust.PARTNER
        expires = min(expires, from_iso(row["partner_expires"]))
    return Word(
        org=row["org"],
        root=Fingerprint(row["root_fp"]),
        trust=trust,
        expires=expires,
        member=_member(row, card) if row["may"] is not None else None,
        revoked=_revocation(row, card) if row["since"] is not None else None,
        is_own_word=row["own_word"] is not None,
    )


def _member(row: dbapi2.Row, card: str) -> Member:
    return Member(
        card=Fingerprint(card),
        role=row["role"],
        may=tuple(May(code) for code in nested.to_strings(row["may"])),
        is_inbox=bool(row["is_inbox"]),
    )


def _revocation(row: dbapi2.Row, card: str) -> Revocation:
    return Revocation(card=Fingerprint(card), since=from_iso(row["since"]), why=Why(row["why"]))
