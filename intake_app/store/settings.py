"""Settings: small named values that nobody reads without the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.store.transaction import Transaction


class SettingTable:
    """Small named values (`domain.repositories.Settings`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, name: str, default: str = "") -> str:
        """Return a setting's value."""
        row = self._transaction.execute(
            "SELECT value FROM setting WHERE name = :name", {"name": name}
        ).fetchone()
        return default if row is None else str(row["value"])

    def put(self, name: str, value: str) -> None:
        """Set a setting."""
        self._transaction.execute(
            """
            INSERT INTO setting (name, value) VALUES (:name, :value)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            {"name": name, "value": value},
        )
