"""What services without the program were given: sheets and calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.directory import Way
from intake_app.domain.errors import StoreDamagedError
from intake_app.domain.handed_over import AnsweredBy, HandedLine, HandedOver, HandState
from intake_app.domain.ids import CaseId, ConsentId
from intake_app.domain.times import from_iso, to_iso
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlcipher3 import dbapi2

    from intake_app.guard.strict_json import Json
    from intake_app.store.transaction import Transaction


class HandedOverTable:
    """Sheets and calls (`domain.handed_over.HandedOvers`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, handed: HandedOver, audit_n: int) -> None:
        """Keep a new one."""
        self._transaction.execute(
            """
            INSERT INTO handed_over (id, case_id, consent_id, at, way, body, state, audit_n)
            VALUES (:id, :case_id, :consent_id, :at, :way, :body, :state, :audit_n)
            """,
            {
                "id": handed.id,
                "case_id": handed.case_id,
                "consent_id": handed.consent_id,
                "at": to_iso(handed.at),
                "way": handed.way.value,
                "body": _body(handed),
                "state": handed.state.value,
                "audit_n": audit_n,
            },
        )

    def change(self, handed: HandedOver, audit_n: int) -> None:
        """Bring a known one up to date."""
        self._transaction.execute(
            """
            UPDATE handed_over SET body = :body, state = :state, audit_n = :audit_n WHERE id = :id
            """,
            {
                "id": handed.id,
                "body": _body(handed),
                "state": handed.state.value,
                "audit_n": audit_n,
            },
        )

    def get(self, handed_id: str) -> HandedOver | None:
        """Return it, or None."""
        row = self._transaction.execute(
            "SELECT * FROM handed_over WHERE id = :id", {"id": handed_id}
        ).fetchone()
        return None if row is None else _handed(row)

    def find(self, case_id: CaseId | None = None) -> Sequence[HandedOver]:
        """Return them, newest first; of one case or of all."""
        rows = self._transaction.execute(
            """
            SELECT * FROM handed_over WHERE :case_id IS NULL OR case_id = :case_id
            ORDER BY at DESC, id
            """,
            {"case_id": case_id},
        ).fetchall()
        return [_handed(row) for row in rows]


def _body(handed: HandedOver) -> str:
    lines: list[Json] = [
        {"group": line.group, "label": line.label, "text": line.text, "said": line.said}
        for line in handed.lines
    ]
    return nested.from_json(
        {
            "service": handed.service,
            "name": handed.name,
            "lines": lines,
            "answered_by": handed.answered_by.value if handed.answered_by else "",
            "answered_at": to_iso(handed.answered_at) if handed.answered_at else "",
        }
    )


def _handed(row: dbapi2.Row) -> HandedOver:
    body = nested.to_object(row["body"])
    answered_by, answered_at = str(body["answered_by"]), str(body["answered_at"])
    lines = body["lines"]
    if not isinstance(lines, list):
        raise StoreDamagedError
    return HandedOver(
        id=row["id"],
        case_id=CaseId(row["case_id"]),
        consent_id=ConsentId(row["consent_id"]),
        at=from_iso(row["at"]),
        way=Way(row["way"]),
        state=HandState(row["state"]),
        service=str(body["service"]),
        name=str(body["name"]),
        lines=tuple(map(_line, lines)),
        answered_by=AnsweredBy(answered_by) if answered_by else None,
        answered_at=from_iso(answered_at) if answered_at else None,
    )


def _line(told: Json) -> HandedLine:
    match told:
        case {"group": str(group), "label": str(label), "text": str(text), "said": bool(said)}:
            return HandedLine(group=group, label=label, text=text, said=said)
        case _:
            raise StoreDamagedError
