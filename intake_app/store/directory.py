"""The service directory: one row per service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.directory import Service, service_from_json, service_to_json
from intake_app.domain.errors import StoreDamagedError
from intake_app.domain.times import from_iso, to_iso
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.store.transaction import Transaction


class ServiceTable:
    """The directory (`domain.directory.Services`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def all(self) -> Sequence[Service]:
        """Return every service, by name."""
        rows = self._transaction.execute("SELECT body FROM service ORDER BY name, id").fetchall()
        return [_service(row["body"]) for row in rows]

    def put(self, service: Service, at: datetime) -> None:
        """Keep a service, in place of an earlier one with the same id."""
        self._transaction.execute(
            """
            INSERT INTO service (id, name, body, imported_at)
            VALUES (:id, :name, :body, :at)
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, body = excluded.body, imported_at = excluded.imported_at
            """,
            {
                "id": service.id,
                "name": service.name,
                "body": nested.from_json(service_to_json(service)),
                "at": to_iso(at),
            },
        )

    def drop(self, service_id: str) -> None:
        """Take a service out; one that is not there is no error."""
        self._transaction.execute("DELETE FROM service WHERE id = :id", {"id": service_id})

    def taken_at(self) -> datetime | None:
        """Return when a service was last written, or None when there is none."""
        row = self._transaction.execute("SELECT max(imported_at) AS at FROM service").fetchone()
        return from_iso(row["at"]) if row["at"] else None


def _service(body: str) -> Service:
    try:
        return service_from_json(nested.to_object(body))
    except ValueError:
        raise StoreDamagedError from None
