"""Requests to erase that wait, and the words by which a person is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.ids import CaseId
from intake_app.domain.taking_back import Asker, ErasureRequest, SafeWords
from intake_app.domain.times import from_iso, to_iso
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlcipher3 import dbapi2

    from intake_app.store.transaction import Transaction


class ErasureRequestTable:
    """The requests (`domain.taking_back.ErasureRequests`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, request: ErasureRequest) -> None:
        """Keep a request; one that waits already stays: asking again makes nobody wait longer."""
        self._transaction.execute(
            """
            INSERT INTO erasure_request (case_id, asked_at, due_at, body)
            VALUES (:case_id, :asked_at, :due_at, :body)
            ON CONFLICT (case_id) DO NOTHING
            """,
            {
                "case_id": request.case_id,
                "asked_at": to_iso(request.asked_at),
                "due_at": to_iso(request.due_at),
                "body": nested.from_json({"by": request.by.value}),
            },
        )

    def get(self, case_id: CaseId) -> ErasureRequest | None:
        """Return the request that waits, or None."""
        row = self._transaction.execute(
            "SELECT * FROM erasure_request WHERE case_id = :id", {"id": case_id}
        ).fetchone()
        return None if row is None else _request(row)

    def all(self) -> Sequence[ErasureRequest]:
        """Return every request that waits, the earliest due first."""
        rows = self._transaction.execute("SELECT * FROM erasure_request ORDER BY due_at, case_id")
        return [_request(row) for row in rows.fetchall()]

    def drop(self, case_id: CaseId) -> None:
        """Take a request back; again is no error."""
        self._transaction.execute(
            "DELETE FROM erasure_request WHERE case_id = :id", {"id": case_id}
        )


class SafeWordsTable:
    """The words agreed with each person (`domain.taking_back.SafeWordsKept`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, words: SafeWords) -> None:
        """Keep them, in place of earlier ones."""
        self._transaction.execute(
            """
            INSERT INTO safe_words (case_id, at, body) VALUES (:case_id, :at, :body)
            ON CONFLICT (case_id) DO UPDATE SET at = excluded.at, body = excluded.body
            """,
            {
                "case_id": words.case_id,
                "at": to_iso(words.at),
                "body": nested.from_json({"phrase": words.phrase, "reach": words.reach}),
            },
        )

    def get(self, case_id: CaseId) -> SafeWords | None:
        """Return them, or None."""
        row = self._transaction.execute(
            "SELECT * FROM safe_words WHERE case_id = :id", {"id": case_id}
        ).fetchone()
        if row is None:
            return None
        body = nested.to_object(row["body"])
        return SafeWords(
            case_id=CaseId(row["case_id"]),
            at=from_iso(row["at"]),
            phrase=str(body["phrase"]),
            reach=str(body["reach"]),
        )


def _request(row: dbapi2.Row) -> ErasureRequest:
    return ErasureRequest(
        case_id=CaseId(row["case_id"]),
        asked_at=from_iso(row["asked_at"]),
        due_at=from_iso(row["due_at"]),
        by=Asker(str(nested.to_object(row["body"])["by"])),
    )
