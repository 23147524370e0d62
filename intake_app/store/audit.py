r"""The audit chain: each entry's hash covers the one before (security.md §5).

``h = SHA-256("intake-audit-v1\0" || prev || body)`` over the stored bytes. By
itself it proves nothing against whoever holds the key; its heads leave the
machine with every packet, and that does.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.times import to_iso
from intake_app.guard import strict_json
from intake_app.store.anchor import Head
from intake_app.store.errors import DriverError, translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.ports import Clock
    from intake_app.store.connection import Connection
    from intake_app.store.transaction import Transaction

ZERO: Final = bytes(32)
_DOMAIN: Final = b"intake-audit-v1\0"


def link(prev: bytes, body: bytes) -> bytes:
    """Return the hash of an entry with `body` that follows the entry with hash `prev`."""
    return hashlib.sha256(_DOMAIN + prev + body).digest()


class AuditLog:
    """The audit repository of a unit of work (`domain.repositories.Audit`)."""

    def __init__(self, transaction: Transaction, clock: Clock) -> None:
        self._transaction = transaction
        self._clock = clock

    def append(self, action: str, subject: str, details: Mapping[str, str] | None = None) -> int:
        """Append an entry and return its number."""
        n, prev = self.head()
        body = strict_json.dumps(
            {
                "action": action,
                "at": to_iso(self._clock.now()),
                "details": dict(details or {}),
                "subject": subject,
            }
        )
        self._transaction.execute(
            "INSERT INTO audit (n, prev, h, body) VALUES (:n, :prev, :h, :body)",
            {"n": n + 1, "prev": prev, "h": link(prev, body), "body": body},
        )
        return n + 1

    def head(self) -> tuple[int, bytes]:
        """Return the number and hash of the newest entry: (0, 32 zero bytes) at first."""
        row = self._transaction.execute("SELECT n, h FROM audit ORDER BY n DESC LIMIT 1").fetchone()
        return (0, ZERO) if row is None else (row["n"], row["h"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What reading the whole chain found.

    Attributes:
        entries: How many entries there are.
        head: The hash of the newest one (hex).
        good: Whether every entry follows from the one before.
        first_break: The number of the first entry that does not, or None.
    """

    entries: int
    head: str
    good: bool
    first_break: int | None


def verify(connection: Connection) -> ChainReport:
    """Read and recompute the whole chain.

    Raises:
        StoreDamagedError: Its pages cannot be read.
    """
    try:
        rows = connection.execute("SELECT n, prev, h, body FROM audit ORDER BY n")
        return verify_entries((r["n"], r["prev"], r["h"], r["body"]) for r in rows)
    except DriverError as error:
        raise translated(error) from None


def verify_entries(entries: Iterable[tuple[int, bytes, bytes, bytes]]) -> ChainReport:
    """Recompute a chain given as (n, prev, h, body), in order."""
    expected, at, count = ZERO, 0, 0
    first_break: int | None = None
    for n, prev, h, body in entries:
        count += 1
        if first_break is None and not (n == at + 1 and prev == expected and h == link(prev, body)):
            first_break = n
        at, expected = n, h
    return ChainReport(
        entries=count, head=expected.hex(), good=first_break is None, first_break=first_break
    )


def head_of(connection: Connection) -> Head:
    """Return where the store stands: its generation and the chain's newest entry.

    Raises:
        DriverError: It cannot be read; the caller translates.
    """
    generation = connection.execute("SELECT generation FROM store_state").fetchone()[0]
    newest = connection.execute("SELECT n, h FROM audit ORDER BY n DESC LIMIT 1").fetchone()
    n, h = (0, ZERO) if newest is None else (newest["n"], newest["h"])
    return Head(generation=generation, n=n, h=h)


def hash_at(connection: Connection, n: int) -> bytes | None:
    """Return the hash of entry `n` (zeros for 0), or None when there is no such entry."""
    if n == 0:
        return ZERO
    row = connection.execute("SELECT h FROM audit WHERE n = :n", {"n": n}).fetchone()
    return None if row is None else bytes(row["h"])
