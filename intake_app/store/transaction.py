"""The statements of one transaction, which can be said again when the disk was full.

SQLite rolls a transaction back when a write finds no room. The connection is
the only one there is, so the same statements on the same store do the same:
after the ballast is dropped they are simply said again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import DiskFullError, StoreError
from intake_app.store.audit import head_of
from intake_app.store.errors import DriverError, StoreDeviceError, is_full, translated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from sqlcipher3 import dbapi2

    from intake_app.domain.errors import IntakeError
    from intake_app.store.anchor import Head
    from intake_app.store.ballast import Ballast
    from intake_app.store.connection import Connection

    Value: TypeAlias = str | int | bytes | None


class Transaction:
    """One transaction after the other on one connection; repositories speak through it.

    Attributes:
        is_erasure: Whether something was erased, so that more is to do after the commit.
        is_suspect: Whether the disk failed: a sync that is tried again may succeed
            falsely, so only a connection opened anew can be believed.
    """

    def __init__(self, connection: Connection, ballast: Ballast) -> None:
        self._connection = connection
        self._ballast = ballast
        self._said: list[tuple[str, Mapping[str, Value]]] = []
        self._is_open = False
        self._is_broken = False
        self.is_erasure = False
        self.is_suspect = False

    @property
    def is_open(self) -> bool:
        """Whether a transaction has begun and has not ended."""
        return self._is_open

    def begin(self) -> None:
        """Begin; the lock is taken at once.

        Raises:
            RuntimeError: The one before has not ended.
            StoreError: The store cannot be used.
        """
        if self._is_open:
            raise RuntimeError("a unit of work is open already")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except DriverError as error:
            raise self._translated(error) from None
        self._is_open, self._is_broken, self.is_erasure = True, False, False
        self._said = []

    def execute(self, sql: str, values: Mapping[str, Value] | None = None) -> dbapi2.Cursor:
        """Run one statement within the transaction.

        Raises:
            RuntimeError: No transaction is open, or a statement of it has failed.
            DiskFullError: No room, even without the ballast.
            StoreError: The statement failed otherwise.
        """
        if not self._is_open or self._is_broken:
            raise RuntimeError("no unit of work is open")
        values = values or {}
        try:
            cursor = self._connection.execute(sql, values)
        except DriverError as error:
            if not (is_full(error) and self._ballast.drop()):
                # SQLite may have rolled back: anything said now would stand alone.
                self._is_broken = True
                raise self._translated(error) from None
            cursor = self._say_again(sql, values)
        if not sql.lstrip().startswith("SELECT"):
            self._said.append((sql, values))
        return cursor

    def commit(self) -> Head | None:
        """Commit; return where the store stands now, or None when nothing was changed.

        Raises:
            DiskFullError: No room, even without the ballast; nothing was kept.
            StoreError: The disk failed; nothing was kept.
        """
        head: Head | None = None
        try:
            if self._is_broken:
                raise StoreError  # noqa: TRY301 - a unit that swallowed an error is taken back
            if self._said:
                self.execute("UPDATE store_state SET generation = generation + 1")
                head = head_of(self._connection)
            self._commit()
        except BaseException:
            self.rollback()
            raise
        self._is_open = False
        return head

    def rollback(self) -> None:
        """Take everything back; SQLite may have done so already."""
        self._is_open = False
        self._said = []
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except DriverError as error:
            raise self._translated(error) from None

    def _commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except DriverError as error:
            if not (is_full(error) and self._ballast.drop()):
                raise self._translated(error) from None
            self._say_again("COMMIT", {})

    def _say_again(self, sql: str, values: Mapping[str, Value]) -> dbapi2.Cursor:
        """Begin anew, repeat what was said, then say `sql`."""
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._connection.execute("BEGIN IMMEDIATE")
            for said, with_values in self._said:
                self._connection.execute(said, with_values)
            return self._connection.execute(sql, values)
        except DriverError as error:
            self._is_broken = True
            raise (DiskFullError() if is_full(error) else self._translated(error)) from None

    def _translated(self, error: DriverError) -> IntakeError:
        ours = translated(error)
        self.is_suspect = self.is_suspect or isinstance(ours, StoreDeviceError)
        return ours
