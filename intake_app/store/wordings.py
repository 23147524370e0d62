"""Local wordings and the office's own terms; neither belongs to a case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.errors import StoreDamagedError
from intake_app.domain.wording import LocalWording, Term
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlcipher3 import dbapi2

    from intake_app.store.transaction import Transaction


class WordingTable:
    """What is said instead of a form's texts (`domain.wording.Wordings`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def all(self) -> Sequence[LocalWording]:
        """Return every one, by form, language and place."""
        rows = self._transaction.execute("SELECT * FROM wording ORDER BY form_id, language, place")
        return [_wording(row) for row in rows.fetchall()]

    def of_form(self, form_id: str) -> Sequence[LocalWording]:
        """Return those of one form."""
        rows = self._transaction.execute(
            "SELECT * FROM wording WHERE form_id = :form_id ORDER BY language, place",
            {"form_id": form_id},
        )
        return [_wording(row) for row in rows.fetchall()]

    def put(self, wording: LocalWording) -> None:
        """Keep one, in place of an earlier one for the same text and language."""
        self._transaction.execute(
            """
            INSERT INTO wording (form_id, place, language, source, text, by, at)
            VALUES (:form_id, :place, :language, :source, :text, :by, :at)
            ON CONFLICT (form_id, place, language) DO UPDATE
            SET source = excluded.source, text = excluded.text, by = excluded.by, at = excluded.at
            """,
            {
                "form_id": wording.form_id,
                "place": wording.place,
                "language": wording.language,
                "source": wording.source,
                "text": wording.text,
                "by": wording.by,
                "at": wording.on.isoformat(),
            },
        )

    def drop(self, form_id: str, place: str, language: str) -> None:
        """Take one back; one that is not there is no error."""
        self._transaction.execute(
            """
            DELETE FROM wording
            WHERE form_id = :form_id AND place = :place AND language = :language
            """,
            {"form_id": form_id, "place": place, "language": language},
        )


class TermTable:
    """The office's own terms (`domain.wording.Terms`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def all(self) -> Sequence[Term]:
        """Return every one, in the order in which they were added."""
        rows = self._transaction.execute("SELECT * FROM term ORDER BY at, id").fetchall()
        return [_term(row) for row in rows]

    def put(self, term: Term, on: date) -> None:
        """Keep one, in place of an earlier one with the same id."""
        body = nested.from_json(
            {
                "term": term.term,
                "also": list(term.also),
                "meaning": term.meaning,
                "use": term.use,
                "avoid": term.avoid,
                "note": term.note,
            }
        )
        self._transaction.execute(
            """
            INSERT INTO term (id, language, body, at) VALUES (:id, :language, :body, :at)
            ON CONFLICT (id) DO UPDATE
            SET language = excluded.language, body = excluded.body, at = excluded.at
            """,
            {"id": term.id, "language": term.language, "body": body, "at": on.isoformat()},
        )

    def drop(self, term_id: str) -> None:
        """Take one out; one that is not there is no error."""
        self._transaction.execute("DELETE FROM term WHERE id = :id", {"id": term_id})


def _wording(row: dbapi2.Row) -> LocalWording:
    return LocalWording(
        form_id=row["form_id"],
        place=row["place"],
        language=row["language"],
        source=row["source"],
        text=row["text"],
        by=row["by"],
        on=date.fromisoformat(row["at"]),
    )


def _term(row: dbapi2.Row) -> Term:
    body = nested.to_object(row["body"])
    also = body["also"]
    if not isinstance(also, list):
        raise StoreDamagedError
    return Term(
        id=row["id"],
        language=row["language"],
        term=str(body["term"]),
        also=tuple(map(str, also)),
        meaning=str(body["meaning"]),
        use=str(body["use"]),
        avoid=str(body["avoid"]),
        note=str(body["note"]),
        own=True,
    )
