"""The days that matter to a person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.errors import StoreDamagedError
from intake_app.domain.ids import CaseId
from intake_app.domain.rights import DateKind, PersonDate
from intake_app.domain.times import from_iso, to_iso
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlcipher3 import dbapi2

    from intake_app.store.transaction import Transaction


class PersonDateTable:
    """Days (`domain.rights.PersonDates`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, date: PersonDate) -> None:
        """Keep one, in place of an earlier one with its id."""
        self._transaction.execute(
            """
            INSERT INTO person_date (id, case_id, day, done, body, at)
            VALUES (:id, :case_id, :day, :done, :body, :at)
            ON CONFLICT (id) DO UPDATE SET day = :day, done = :done, body = :body
            """,
            {
                "id": date.id,
                "case_id": date.case_id,
                "day": date.day.isoformat(),
                "done": int(date.done),
                "body": nested.from_json(
                    {"kind": date.kind.value, "note": date.note, "on_copy": date.on_copy}
                ),
                "at": to_iso(date.at),
            },
        )

    def drop(self, date_id: str) -> None:
        """Take one away; again is no error."""
        self._transaction.execute("DELETE FROM person_date WHERE id = :id", {"id": date_id})

    def of_case(self, case_id: CaseId) -> Sequence[PersonDate]:
        """Return the case's days, the earliest first."""
        rows = self._transaction.execute(
            "SELECT * FROM person_date WHERE case_id = :id ORDER BY day, at, id", {"id": case_id}
        )
        return [_date(row) for row in rows.fetchall()]

    def due(self, until: date) -> Sequence[PersonDate]:
        """Return the days up to `until` that are not done, the earliest first."""
        rows = self._transaction.execute(
            "SELECT * FROM person_date WHERE done = 0 AND day <= :day ORDER BY day, at, id",
            {"day": until.isoformat()},
        )
        return [_date(row) for row in rows.fetchall()]


def _date(row: dbapi2.Row) -> PersonDate:
    match nested.to_object(row["body"]):
        case {"kind": str(kind), "note": str(note), "on_copy": bool(on_copy)}:
            return PersonDate(
                id=row["id"],
                case_id=CaseId(row["case_id"]),
                kind=DateKind(kind),
                day=date.fromisoformat(row["day"]),
                at=from_iso(row["at"]),
                note=note,
                on_copy=on_copy,
                done=bool(row["done"]),
            )
        case _:
            raise StoreDamagedError
