"""Reading and replacing the vault's small files so that a power cut leaves old or new."""

from __future__ import annotations

import errno
import logging
import os
import secrets
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import DiskFullError, FolderReadOnlyError, VaultDamagedError
from intake_app.domain.message import M

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600
NEW_SUFFIX: Final = ".new"
MAX_BYTES: Final = 32 << 20

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def make_folder(folder: Path) -> None:
    """Make the profile folder, for its owner alone.

    Raises:
        FolderReadOnlyError: The folder cannot be made here.
        DiskFullError: There is no room.
    """
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        folder.chmod(FOLDER_MODE)
    except OSError as error:
        raise _translated(error) from None


def replace_file(path: Path, content: bytes, *, forgetting: bool = False) -> None:
    """Put `content` in place of the file: on disk when this returns, never in part.

    Args:
        path: The file.
        content: Its bytes from now on.
        forgetting: Put chance over the old file's bytes once it is replaced, as far as
            the system lets it; it is no fault when it does not.

    Raises:
        FolderReadOnlyError: The folder cannot be written to; the old file stands.
        DiskFullError: There is no room; the old file stands.
    """
    fresh = path.with_name(path.name + NEW_SUFFIX)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(fresh, flags, FILE_MODE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if forgetting:
            _replace_and_overwrite(fresh, path)
        else:
            fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _translated(error) from None


def _replace_and_overwrite(fresh: Path, path: Path) -> None:
    """Replace a file and overwrite the bytes it had; Windows replaces no file that is open."""
    if os.name != "posix":
        fresh.replace(path)
        return
    with path.open("r+b") as old:
        fresh.replace(path)
        sync_folder(path.parent)
        try:
            old.write(secrets.token_bytes(os.fstat(old.fileno()).st_size))
            old.flush()
            os.fsync(old.fileno())
        except OSError as error:
            log.info("old file not overwritten: errno %s", error.errno)


def read_file(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of one of the vault's files.

    Raises:
        VaultDamagedError: The file is missing, unreadable or larger than it can be.
    """
    try:
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except OSError:
        raise VaultDamagedError from None
    if len(content) > max_bytes:
        raise VaultDamagedError
    return content


def sync_folder(folder: Path) -> None:
    """Have it on disk which names the folder holds.

    Raises:
        OSError: It cannot be flushed.
    """
    if os.name != "posix":
        return  # Windows has no handle to flush a folder by; NTFS journals the rename
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _translated(error: OSError) -> FolderReadOnlyError | DiskFullError:
    if error.errno in _FULL:
        return DiskFullError(
            M("The disk is full: the key file could not be written."),
            hint=M("Delete something else on this computer and try again."),
        )
    return FolderReadOnlyError()
