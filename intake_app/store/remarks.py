"""What is noted about a person beside the questions; append-only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import StoreDamagedError
from intake_app.domain.ids import CaseId, NodeRef
from intake_app.domain.remark import Remark, RemarkKind
from intake_app.domain.times import from_iso, to_iso
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlcipher3 import dbapi2

    from intake_app.store.transaction import Transaction


class RemarkTable:
    """Remarks (`domain.remark.Remarks`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, remark: Remark, audit_n: int) -> None:
        """Append one."""
        self._transaction.execute(
            """
            INSERT INTO remark (id, case_id, kind, subject, body, at, audit_n)
            VALUES (:id, :case_id, :kind, :subject, :body, :at, :audit_n)
            """,
            {
                "id": remark.id,
                "case_id": remark.case_id,
                "kind": remark.kind.value,
                "subject": remark.subject,
                "body": nested.from_json(
                    {"text": remark.text, "cites": list(remark.cites), "shared": remark.shared}
                ),
                "at": to_iso(remark.at),
                "audit_n": audit_n,
            },
        )

    def of_case(self, case_id: CaseId) -> Sequence[Remark]:
        """Return the case's remarks, oldest first."""
        rows = self._transaction.execute(
            "SELECT * FROM remark WHERE case_id = :id ORDER BY audit_n", {"id": case_id}
        )
        return [_remark(row) for row in rows.fetchall()]

    def of_kind(self, kind: RemarkKind) -> Sequence[Remark]:
        """Return the remarks of one kind about everyone, oldest first."""
        rows = self._transaction.execute(
            "SELECT * FROM remark WHERE kind = :kind ORDER BY audit_n", {"kind": kind.value}
        )
        return [_remark(row) for row in rows.fetchall()]


def _remark(row: dbapi2.Row) -> Remark:
    match nested.to_object(row["body"]):
        case {"text": str(text), "cites": list(cites), "shared": bool(shared)}:
            return Remark(
                id=row["id"],
                case_id=CaseId(row["case_id"]),
                at=from_iso(row["at"]),
                kind=RemarkKind(row["kind"]),
                subject=row["subject"],
                text=text,
                cites=tuple(NodeRef(str(node)) for node in cites),
                shared=shared,
            )
        case _:
            raise StoreDamagedError
