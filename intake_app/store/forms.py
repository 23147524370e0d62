"""Form versions, addressed by what they do and by how they are worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.store.transaction import Transaction


class FormTable:
    """Compiled definitions (`domain.repositories.Forms`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, form_id: str, version: str, hashes: tuple[str, str], definition: bytes) -> None:
        """Keep a compiled definition under (logic hash, text hash); again is no error."""
        self._transaction.execute(
            """
            INSERT INTO form_version (logic_hash, text_hash, form_id, version, definition)
            VALUES (:logic_hash, :text_hash, :form_id, :version, :definition)
            ON CONFLICT (logic_hash, text_hash) DO NOTHING
            """,
            {
                "logic_hash": hashes[0],
                "text_hash": hashes[1],
                "form_id": form_id,
                "version": version,
                "definition": definition,
            },
        )

    def get(self, logic_hash: str, text_hash: str = "") -> bytes | None:
        """Return the definition pinned by `logic_hash`: in a wording, or in the newest."""
        row = self._transaction.execute(
            """
            SELECT definition FROM form_version
            WHERE logic_hash = :logic_hash AND (:text_hash = '' OR text_hash = :text_hash)
            ORDER BY put DESC LIMIT 1
            """,
            {"logic_hash": logic_hash, "text_hash": text_hash},
        ).fetchone()
        return None if row is None else bytes(row["definition"])

    def latest(self) -> Mapping[str, str]:
        """Return the newest logic hash of every form id."""
        # SQLite takes the bare column from the row that holds the maximum.
        rows = self._transaction.execute(
            "SELECT form_id, logic_hash, max(put) FROM form_version GROUP BY form_id"
        )
        return {row["form_id"]: row["logic_hash"] for row in rows}
