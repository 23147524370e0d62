"""The cases: what belongs to one person, and how it is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.case import AgeBranch, Case, CaseLine, Mode
from intake_app.domain.ids import CaseId, InterviewId
from intake_app.domain.times import from_iso, to_iso
from intake_app.store import erasure
from intake_app.store.interviews import InterviewTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlcipher3 import dbapi2

    from intake_app.store.transaction import Transaction


class CaseTable:
    """The cases of the vault (`domain.repositories.Cases`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._interviews = InterviewTable(transaction)

    def add(self, case: Case) -> None:
        """Keep a new case."""
        self._transaction.execute(
            """
            INSERT INTO case_ (id, code, hook, mode, age, opened_at, closed_at)
            VALUES (:id, :code, :hook, :mode, :age, :opened_at, :closed_at)
            """,
            {
                "id": case.id,
                "code": case.code,
                "hook": case.hook,
                "mode": case.mode.value,
                "age": case.age.value,
                "opened_at": to_iso(case.opened_at),
                "closed_at": to_iso(case.closed_at) if case.closed_at else None,
            },
        )

    def get(self, case_id: CaseId) -> Case | None:
        """Return the case, or None; of an erased one only its id and end are true."""
        row = self._transaction.execute(
            "SELECT * FROM case_ WHERE id = :id", {"id": case_id}
        ).fetchone()
        return None if row is None else _case(row)

    def code_is_taken(self, code: str) -> bool:
        """Whether a case, erased ones included, has or had this spoken code."""
        row = self._transaction.execute(
            """
            SELECT EXISTS (SELECT 1 FROM case_ WHERE code = :code)
                OR EXISTS (SELECT 1 FROM used_code WHERE code = :code)
            """,
            {"code": code},
        ).fetchone()
        return bool(row[0])

    def lines(self, limit: int = 200) -> Sequence[CaseLine]:
        """Return the cases that are not erased, the latest touched first."""
        # SQLite takes the bare column `interview` from the row that holds the maximum.
        rows = self._transaction.execute(
            """
            SELECT case_.*, touched.interview, max(touched.at) AS latest
            FROM case_ LEFT JOIN (
                SELECT interview.case_id, interview.id AS interview, coalesce(
                    (SELECT event.at FROM event WHERE event.interview_id = interview.id
                     ORDER BY event.seq DESC LIMIT 1),
                    interview.started_at
                ) AS at
                FROM interview
            ) AS touched ON touched.case_id = case_.id
            WHERE case_.erased_at IS NULL
            GROUP BY case_.id
            ORDER BY coalesce(max(touched.at), case_.opened_at) DESC, case_.id
            LIMIT :limit
            """,
            {"limit": limit},
        ).fetchall()
        return [self._line(row) for row in rows]

    def set_hook(self, case_id: CaseId, hook: str) -> None:
        """Set the memory hook."""
        self._transaction.execute(
            "UPDATE case_ SET hook = :hook WHERE id = :id", {"id": case_id, "hook": hook}
        )

    def close(self, case_id: CaseId, at: datetime) -> None:
        """Mark the case closed."""
        self._transaction.execute(
            "UPDATE case_ SET closed_at = :at WHERE id = :id", {"id": case_id, "at": to_iso(at)}
        )

    def erase(self, case_id: CaseId, at: datetime) -> None:
        """Delete every row of the case; a tombstone without identity stays.

        Packets sent and answers to them keep their place in the channel but
        lose their content. What else must go is noted in the same transaction
        and done once it has committed (`store.erasure`). Again is no error.
        """
        case = self.get(case_id)
        if case is None or case.erased_at is not None:
            return
        values = {"id": case_id, "code": case.code, "at": to_iso(at)}
        blobs = self._transaction.execute(
            "SELECT blob_name FROM attachment WHERE case_id = :id", values
        ).fetchall()
        for statement in _ERASURE:
            self._transaction.execute(statement, values)
        erasure.note(self._transaction, [row["blob_name"] for row in blobs])
        self._transaction.is_erasure = True

    def erased(self) -> Sequence[CaseId]:
        """Return the ids of the cases that are erased: no key of theirs may be left."""
        rows = self._transaction.execute("SELECT id FROM case_ WHERE erased_at IS NOT NULL")
        return [CaseId(row["id"]) for row in rows.fetchall()]

    def _line(self, row: dbapi2.Row) -> CaseLine:
        case = _case(row)
        interview = None
        stopped_at = None
        if row["interview"] is not None:
            interview_id = InterviewId(row["interview"])
            interview = self._interviews.get(interview_id)
            stopped_at = self._interviews.stopped_at(interview_id)
        sent = self._transaction.execute(
            """
            SELECT coalesce(contact.name, '') AS name, packet.state
            FROM packet LEFT JOIN contact ON contact.card_fp = packet.peer
            WHERE packet.case_id = :id AND packet.direction = 'out'
                AND packet.kind IN ('referral', 'update')
            ORDER BY packet.at DESC, packet.put DESC LIMIT 1
            """,
            {"id": case.id},
        ).fetchone()
        return CaseLine(
            case=case,
            interview=interview,
            latest=from_iso(row["latest"]) if row["latest"] else case.opened_at,
            stopped_at=stopped_at,
            sent_to=sent["name"] if sent else "",
            answer=sent["state"] if sent else "",
        )


# The mark comes first: the append-only triggers let rows go only where it stands. A notice that
# something was taken back names a packet and nobody; the answer to it is known by what it says.
_ERASURE = (
    "INSERT INTO used_code (code) VALUES (:code)",
    """
    UPDATE case_ SET code = NULL, hook = '', mode = 'needs-only', age = 'adult',
        opened_at = :at, closed_at = :at, erased_at = :at
    WHERE id = :id
    """,
    "DELETE FROM answer WHERE interview_id IN (SELECT id FROM interview WHERE case_id = :id)",
    "DELETE FROM event WHERE interview_id IN (SELECT id FROM interview WHERE case_id = :id)",
    """
    DELETE FROM setting WHERE name IN
        (SELECT 'standing-at ' || id FROM interview WHERE case_id = :id)
    """,
    "DELETE FROM setting WHERE name = 'half-typed ' || :id",
    "DELETE FROM interview WHERE case_id = :id",
    "DELETE FROM handed_over WHERE case_id = :id",
    "DELETE FROM person_date WHERE case_id = :id",
    "DELETE FROM remark WHERE case_id = :id",
    "DELETE FROM erasure_request WHERE case_id = :id",
    "DELETE FROM safe_words WHERE case_id = :id",
    "DELETE FROM consent_record WHERE case_id = :id",
    "DELETE FROM attachment WHERE case_id = :id",
    """
    UPDATE packet SET envelope = x'' WHERE in_reply_to IN
        (SELECT id FROM packet WHERE case_id = :id AND direction = 'out')
        AND NOT (direction = 'out' AND kind IN ('withdrawal', 'erasure-request', 'recall'))
    """,
    "UPDATE packet SET envelope = x'', sealed = x'', inside = x'' WHERE case_id = :id",
)


def _case(row: dbapi2.Row) -> Case:
    return Case(
        id=CaseId(row["id"]),
        code=row["code"] or "",
        mode=Mode(row["mode"]),
        age=AgeBranch(row["age"]),
        opened_at=from_iso(row["opened_at"]),
        hook=row["hook"],
        closed_at=from_iso(row["closed_at"]) if row["closed_at"] else None,
        erased_at=from_iso(row["erased_at"]) if row["erased_at"] else None,
    )
