"""What can be wrong with the store's file, and what the driver's errors mean."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from intake_app.domain.errors import (
    DiskFullError,
    FolderReadOnlyError,
    IntakeError,
    ProfileBusyError,
    StoreDamagedError,
    StoreError,
)
from intake_app.domain.message import M

if TYPE_CHECKING:
    from typing import TypeAlias

log = logging.getLogger(__name__)

DriverError: TypeAlias = dbapi2.Error
"""Every exception of the database driver."""


class StoreMissingError(StoreDamagedError):
    """The profile has no store file although it should."""

    code = "store.missing"
    summary = M("The file with the answers is missing from this profile.")


class StoreEmptyError(StoreDamagedError):
    """The store file has no content at all; a full disk or a broken copy does that."""

    code = "store.empty"
    summary = M("The file with the answers is empty.")


class StoreNotEncryptedError(StoreDamagedError):
    """The store file is an SQLite file that anybody can read: not one of ours."""

    code = "store.not-encrypted"
    summary = M("The file with the answers was replaced by one that is not encrypted.")


class StoreKeyError(StoreDamagedError):
    """The store file was made with another key than this profile's."""

    code = "store.wrong-key"
    summary = M("The file with the answers does not belong to this profile's key.")
    hint = M("Do not delete anything. Restore the whole profile folder from one backup.")


class StoreDeviceError(StoreError):
    """The disk failed to read or write; what was not acknowledged is not kept."""

    code = "store.device"
    summary = M("The disk failed while answers were being stored.")
    hint = M("Try again. If it keeps failing, finish on paper and have the disk looked at.")


_BY_NAME: tuple[tuple[str, type[IntakeError]], ...] = (
    ("SQLITE_FULL", DiskFullError),
    ("SQLITE_BUSY", ProfileBusyError),
    ("SQLITE_LOCKED", ProfileBusyError),
    ("SQLITE_READONLY", FolderReadOnlyError),
    ("SQLITE_CANTOPEN", FolderReadOnlyError),
    ("SQLITE_PERM", FolderReadOnlyError),
    ("SQLITE_CORRUPT", StoreDamagedError),
    ("SQLITE_IOERR_CORRUPTFS", StoreDamagedError),
    ("SQLITE_NOTADB", StoreDamagedError),
    ("SQLITE_IOERR", StoreDeviceError),
)


def translated(error: DriverError) -> IntakeError:
    """Return what to raise `from None` in place of a driver's error.

    The driver's text is dropped: it may quote a statement. Its name is logged.

    Raises:
        DriverError: The error is a misuse of the driver, and so a bug.
    """
    name = getattr(error, "sqlite_errorname", None)
    if name is None:
        raise error
    log.info("store error %s", name)
    for prefix, kind in _BY_NAME:
        if name.startswith(prefix):
            return kind()
    return StoreError()


def is_full(error: DriverError) -> bool:
    """Whether the error says that the disk has no room left."""
    return getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
