"""Contacts: the cards we hold, and how each was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.contact import Card, Checked, Contact, PublicKeys
from intake_app.domain.times import from_iso, to_iso
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlcipher3 import dbapi2

    from intake_app.domain.ids import Fingerprint
    from intake_app.store.transaction import Transaction


class ContactTable:
    """Cards we hold (`domain.repositories.Contacts`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, contact: Contact) -> None:
        """Keep a contact, in place of an earlier one with the same fingerprint."""
        card = contact.card
        self._transaction.execute(
            "DELETE FROM contact WHERE card_fp = :card_fp", {"card_fp": card.fingerprint}
        )
        self._transaction.execute(
            """
            INSERT INTO contact (card_fp, name, role, ed25519, ml_dsa_65, recipient, mailbox,
                created, expires, languages, needs, answer_to, envelope, how, checked_at)
            VALUES (:card_fp, :name, :role, :ed25519, :ml_dsa_65, :recipient, :mailbox,
                :created, :expires, :languages, :needs, :answer_to, :envelope, :how, :checked_at)
            """,
            {
                "card_fp": card.fingerprint,
                "name": card.name,
                "role": card.role,
                "ed25519": card.keys.ed25519,
                "ml_dsa_65": card.keys.ml_dsa_65,
                "recipient": card.keys.recipient,
                "mailbox": card.mailbox,
                "created": to_iso(card.created),
                "expires": to_iso(card.expires),
                "languages": nested.from_strings(card.languages),
                "needs": nested.from_strings(card.needs),
                "answer_to": card.answer_to,
                "envelope": contact.envelope,
                "how": contact.checked.value,
                "checked_at": to_iso(contact.checked_at) if contact.checked_at else None,
            },
        )

    def get(self, fingerprint: Fingerprint) -> Contact | None:
        """Return the contact, or None."""
        row = self._transaction.execute(
            "SELECT * FROM contact WHERE card_fp = :card_fp", {"card_fp": fingerprint}
        ).fetchone()
        return None if row is None else _contact(row)

    def all(self) -> Sequence[Contact]:
        """Return all contacts by name."""
        rows = self._transaction.execute("SELECT * FROM contact ORDER BY name, card_fp")
        return [_contact(row) for row in rows]

    def set_checked(self, fingerprint: Fingerprint, how: Checked, at: datetime) -> None:
        """Say how the card was compared with its owner."""
        self._transaction.execute(
            "UPDATE contact SET how = :how, checked_at = :at WHERE card_fp = :card_fp",
            {"card_fp": fingerprint, "how": how.value, "at": to_iso(at)},
        )


def _contact(row: dbapi2.Row) -> Contact:
    card = Card(
        name=row["name"],
        role=row["role"],
        keys=PublicKeys(
            ed25519=row["ed25519"], ml_dsa_65=row["ml_dsa_65"], recipient=row["recipient"]
        ),
        mailbox=row["mailbox"],
        created=from_iso(row["created"]),
        expires=from_iso(row["expires"]),
        languages=nested.to_strings(row["languages"]),
        needs=nested.to_strings(row["needs"]),
        answer_to=row["answer_to"],
    )
    return Contact(
        card=card,
        envelope=row["envelope"],
        checked=Checked(row["how"]),
        checked_at=from_iso(row["checked_at"]) if row["checked_at"] else None,
    )
