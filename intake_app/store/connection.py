"""Opening the store's file the one right way (architecture, decision 9; security.md §1).

The raw key comes together with its salt (96 hex digits): with the salt taken
from the file, one flipped bit there would make the whole store unreadable.
EXCLUSIVE locking, set before the first read, keeps the WAL index in memory: no
``-shm`` file, no second program, and no crash when the disk is nearly full.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from intake_app.domain.errors import StoreDamagedError, StoreError
from intake_app.domain.message import M
from intake_app.store.errors import (
    DriverError,
    StoreEmptyError,
    StoreKeyError,
    StoreMissingError,
    StoreNotEncryptedError,
    translated,
)

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

    from intake_app.domain.secret import Secret

    Connection: TypeAlias = dbapi2.Connection

STORE_NAME: Final = "store.db"
WAL_NAME: Final = "store.db-wal"
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
# Older versions can corrupt a WAL that is reset at the wrong moment (SQLite 3.51.3 notes).
OLDEST_SQLITE: Final = (3, 51, 3)
# quick_check reads every page: up to this size it is done while the store opens.
QUICK_CHECK_BYTES: Final = 16 << 20

_PLAIN_HEADER: Final = b"SQLite format 3\0"
_KEY_FORMAT: Final = re.compile(r"x'[0-9a-f]{96}'")
_BEFORE_FIRST_READ: Final = (
    "PRAGMA cipher_log_level = NONE",  # the default writes to stderr
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
_AFTER_FIRST_READ: Final = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else REPLACE would pass by the append-only triggers
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


def open_connection(path: Path, key: Secret, *, new: bool = False) -> Connection:
    """Return the one connection to the store, ready to be used.

    What a crash left in the WAL is part of the store at once.

    Args:
        path: The store's file.
        key: Raw key and salt, 32 + 16 bytes.
        new: Whether the file may be empty, because it has just been made.

    Raises:
        ProfileBusyError: Another connection has the store open.
        FolderReadOnlyError: The file or its folder cannot be written to.
        StoreDamagedError: There is no store, or it is not readable with this
            key; the subclass says which (`intake_app.store.errors`).
        StoreError: The driver is too old, or the disk failed.
    """
    require_sqlite()
    look_at(path, new=new)
    connection = connect(f"{path.resolve().as_uri()}?mode=rw", key)
    try:
        for pragma in _BEFORE_FIRST_READ:
            connection.execute(pragma)
        first_read(connection, path, key)
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        for pragma in _AFTER_FIRST_READ:
            connection.execute(pragma)
    except DriverError as error:
        connection.close()
        raise translated(error) from None
    except StoreError:
        connection.close()
        raise
    if mode != "wal":
        connection.close()
        raise StoreError
    return connection


def require_sqlite() -> None:
    """Refuse a driver whose SQLite could damage the store.

    Raises:
        StoreError: SQLite is older than 3.51.3.
    """
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(
            M("The database library of this installation is too old to be trusted."),
            hint=M("Install Intake again with the libraries it names."),
        )


def connect(uri: str, key: Secret) -> Connection:
    """Return a keyed connection that has not read anything yet.

    Raises:
        StoreError: The file cannot be opened.
        ValueError: The key has not 48 bytes.
    """
    text = f"x'{key.reveal().hex()}'"
    if len(key) != KEY_BYTES + SALT_BYTES or not _KEY_FORMAT.fullmatch(text):
        raise ValueError("the store's key is 32 bytes and a salt of 16")
    try:
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=0)
        connection.set_key(text)  # type: ignore[attr-defined]  # SQLCipher's addition to sqlite3
        connection.enable_load_extension(False)
    except DriverError as error:
        raise translated(error) from None
    connection.row_factory = dbapi2.Row
    return connection


def first_read(connection: Connection, path: Path, key: Secret) -> None:
    """Read the schema, and say what is wrong when it cannot be read.

    Raises:
        StoreKeyError: The file was made with another key.
        StoreDamagedError: The key is right but the file is not.
        StoreError: The file is not encrypted by this connection.
    """
    if connection.execute("PRAGMA cipher_status").fetchone()[0] != "1":
        raise StoreError  # a connection without a key would write in clear
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DriverError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
            raise
        # Key and salt are derived together, so that the salt tells whose file it is.
        with path.open("rb") as file:
            is_ours = file.read(SALT_BYTES) == key.reveal()[KEY_BYTES:]
        raise (StoreDamagedError if is_ours else StoreKeyError) from None


def checkpoint(connection: Connection) -> None:
    """Move the WAL into the store and empty it.

    Raises:
        DiskFullError: No room; nothing is lost, the WAL stays.
        StoreError: The disk failed.
    """
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except DriverError as error:
        raise translated(error) from None


def quick_check(connection: Connection, path: Path) -> None:
    """Check the store's structure, unless it is so large that people would wait.

    Only after `checkpoint`: the raw file of a crashed program raises false alarms.

    Raises:
        StoreDamagedError: Pages are damaged.
    """
    if path.stat().st_size > QUICK_CHECK_BYTES:
        return
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except DriverError as error:
        raise translated(error) from None
    if found != "ok":
        raise StoreDamagedError


def look_at(path: Path, *, new: bool = False) -> None:
    """Tell apart the files that SQLite would take for a new, empty store.

    Raises:
        StoreMissingError: There is no file.
        StoreEmptyError: It is empty although it is not new.
        StoreNotEncryptedError: It is an SQLite file in clear.
        StoreError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        raise StoreMissingError from None
    except OSError:
        raise StoreError from None
    if start == _PLAIN_HEADER:
        raise StoreNotEncryptedError
    if not start and not new:
        raise StoreEmptyError
