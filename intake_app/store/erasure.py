"""What an erasure leaves to do once its rows are gone for good.

Sealed files and copies of the store cannot go in the same transaction as the
rows. So the transaction also writes down what is left to do, and whoever opens
the store next does it when the program was killed before it was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import StoreError
from intake_app.domain.message import M
from intake_app.guard import strict_json
from intake_app.store.migrate import drop_copies

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.store.transaction import Transaction

BLOBS: Final = "blobs"
_NAME: Final = "erasure.unfinished"


def note(transaction: Transaction, blobs: Sequence[str]) -> None:
    """Write down that these sealed files, and every copy of the store, must go."""
    left = [*(left_to_do(transaction) or ()), *blobs]
    transaction.execute(
        """
        INSERT INTO setting (name, value) VALUES (:name, :value)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """,
        {"name": _NAME, "value": strict_json.dumps(left).decode("utf-8")},
    )


def left_to_do(transaction: Transaction) -> Sequence[str] | None:
    """Return the names of the sealed files that must go, or None when nothing is left to do."""
    row = transaction.execute(
        "SELECT value FROM setting WHERE name = :name", {"name": _NAME}
    ).fetchone()
    if row is None:
        return None
    names = strict_json.loads(row["value"].encode("utf-8"))
    return [str(name) for name in names] if isinstance(names, list) else []


def finish(transaction: Transaction, folder: Path, blobs: Sequence[str]) -> None:
    """Delete the sealed files and the copies, and note that nothing is left; again is no error.

    Raises:
        StoreError: A file cannot be deleted; it is tried again when the store is next opened.
    """
    try:
        for name in blobs:
            (folder / BLOBS / name).unlink(missing_ok=True)
        drop_copies(folder)
    except OSError:
        raise StoreError(
            M("What was erased is gone from the record, but a file of it could not be deleted."),
            hint=M("Lock and open the profile again: Intake then tries once more."),
        ) from None
    transaction.execute("DELETE FROM setting WHERE name = :name", {"name": _NAME})
