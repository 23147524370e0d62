"""Agreements with other organisations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.ids import Fingerprint
from intake_app.domain.partnership import PartnerAgreement
from intake_app.domain.times import from_iso, to_iso
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlcipher3 import dbapi2

    from intake_app.store.transaction import Transaction


class PartnerAgreementTable:
    """Agreements with other organisations (`domain.partnership.PartnerAgreements`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, agreement: PartnerAgreement) -> None:
        """Keep a new one."""
        self._transaction.execute(
            """
            INSERT INTO partner_agreement (id, root_fp, name, purposes, groups, starts, until,
                remind_days, document, ended_at)
            VALUES (:id, :root, :name, :purposes, :groups, :starts, :until,
                :remind_days, :document, NULL)
            """,
            {
                "id": agreement.id,
                "root": agreement.root,
                "name": agreement.name,
                "purposes": nested.from_strings(agreement.purposes),
                "groups": nested.from_strings(agreement.groups),
                "starts": agreement.starts.isoformat(),
                "until": agreement.until.isoformat(),
                "remind_days": agreement.remind_days,
                "document": agreement.document,
            },
        )

    def all(self) -> Sequence[PartnerAgreement]:
        """Return all of them, the one that ends first in front."""
        rows = self._transaction.execute("SELECT * FROM partner_agreement ORDER BY until, name, id")
        return [_agreement(row) for row in rows]

    def end(self, agreement_id: str, at: datetime) -> None:
        """End one before its time; one that has ended stays as it is."""
        self._transaction.execute(
            "UPDATE partner_agreement SET ended_at = :at WHERE id = :id AND ended_at IS NULL",
            {"id": agreement_id, "at": to_iso(at)},
        )


def _agreement(row: dbapi2.Row) -> PartnerAgreement:
    return PartnerAgreement(
        id=row["id"],
        root=Fingerprint(row["root_fp"]),
        name=row["name"],
        purposes=nested.to_strings(row["purposes"]),
        groups=nested.to_strings(row["groups"]),
        starts=date.fromisoformat(row["starts"]),
        until=date.fromisoformat(row["until"]),
        remind_days=row["remind_days"],
        document=row["document"],
        ended_at=from_iso(row["ended_at"]) if row["ended_at"] else None,
    )
