"""Bringing a store to the present schema, with a copy made and checked first.

Migrations are numbered SQL files, never edited after release. Each is applied
in a transaction together with its number (`user_version`).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from intake_app.domain.errors import FolderReadOnlyError, StoreDamagedError, StoreTooNewError
from intake_app.store.connection import connect
from intake_app.store.errors import DriverError, translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from intake_app.domain.secret import Secret
    from intake_app.store.connection import Connection

BACKUPS: Final = "backups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step; `number` is the schema version it leads to."""

    number: int
    sql: str


def bundled() -> tuple[Migration, ...]:
    """Return the migrations of this version of the program, in order."""
    folder = files("intake_app.store") / "migrations"
    found = sorted(
        (int(entry.name[:4]), entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".sql")
    )
    return tuple(Migration(number=number, sql=sql) for number, sql in found)


def version_of(connection: Connection) -> int:
    """Return the store's schema version; 0 for a store without a schema."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(
    connection: Connection, folder: Path, key: Secret, migrations: Sequence[Migration]
) -> bool:
    """Apply what is missing; return whether anything was.

    Raises:
        StoreTooNewError: A later version of the program wrote the store; it is
            left as it was.
        StoreDamagedError: The copy could not be verified; nothing was applied.
        DiskFullError: There is no room; the store is at the last whole step.
    """
    try:
        before = version_of(connection)
        if before > migrations[-1].number:
            raise StoreTooNewError
        missing = [step for step in migrations if step.number > before]
        if missing and before > 0:
            _copy(connection, folder, key, missing[-1].number)
        for step in missing:
            _apply(connection, step)
    except DriverError as error:
        raise translated(error) from None
    return bool(missing)


def drop_copies(folder: Path) -> None:
    """Delete the copies made before migrations: an erasure must reach them too."""
    for copy in (folder / BACKUPS).glob("before-*.db*"):
        copy.unlink(missing_ok=True)


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; triggers stay whole."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if dbapi2.complete_statement(gathered):
            yield gathered
            gathered = ""


def _apply(connection: Connection, step: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements(step.sql):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {step.number:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _copy(connection: Connection, folder: Path, key: Secret, number: int) -> None:
    """Copy the store under the same key, and read the copy back before trusting it."""
    path = folder / BACKUPS / f"before-{number}.db"
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:
        raise FolderReadOnlyError from None
    copy = connect(f"{path.resolve().as_uri()}?mode=rw", key)
    try:
        connection.backup(copy)
        found = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
        found += [row[0] for row in copy.execute("PRAGMA cipher_integrity_check")]
        same = _counts(copy) == _counts(connection)
    finally:
        copy.close()
    if found != ["ok"] or not same:
        path.unlink()
        raise StoreDamagedError


def _counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of every table."""
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - a table of ours
        for table in tables
    }
