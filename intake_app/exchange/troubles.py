"""What a stick, a share or a folder refuses, told apart for the person who holds it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import (
    DiskFullError,
    FolderReadOnlyError,
    IntakeError,
    OutsideFileError,
    PlaceDamagedError,
    PlaceGoneError,
    PlaceNamesError,
)
from intake_app.domain.message import M

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED: Final = {errno.EROFS, errno.EACCES, errno.EPERM}
_IN_THE_WAY: Final = {errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENOTEMPTY}
_NAMES: Final = {errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL}
_GONE: Final = {
    getattr(errno, name)
    for name in (
        "EIO",
        "ENODEV",
        "ENXIO",
        "ENOMEDIUM",
        "EREMOTEIO",
        "ESTALE",
        "ENOTCONN",
        "EHOSTDOWN",
        "EHOSTUNREACH",
        "ENETUNREACH",
        "ETIMEDOUT",
    )
    if hasattr(errno, name)  # not every system has a number for each
}
_GONE_WINDOWS: Final = {21, 53, 64, 1117, 1167}
"""Not ready, no network path, name deleted, input/output, device not connected."""


@contextlib.contextmanager
def writing_to(root: Path) -> Iterator[None]:
    """Tell apart why nothing can be written under `root`.

    Raises:
        PlaceGoneError: It is not there (any more), or does not answer.
        FolderReadOnlyError: It can be read only, or something else lies there.
        DiskFullError: It is full.
        PlaceNamesError: It cannot keep our names.
        PlaceDamagedError: It gives back other bytes than were written.
        OutsideFileError: Whatever else a system may say.
    """
    before = identity_of(root)
    try:
        yield
    except (OSError, PlaceDamagedError, PlaceNamesError) as error:
        if before is None or identity_of(root) != before:
            raise PlaceGoneError from None
        raise (_refusal(error) if isinstance(error, OSError) else error) from None


def identity_of(folder: Path) -> tuple[int, int] | None:
    """Return which folder this is, whatever lies at its path later; None when it is no folder.

    Where a stick was pulled out, the empty folder that it was mounted on may stay.
    """
    try:
        found = os.stat(folder)  # noqa: PTH116 - as all that is told apart here
    except OSError as error:
        if error.errno in _NAMES:
            raise PlaceNamesError from None
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None


@contextlib.contextmanager
def reading_from() -> Iterator[None]:
    """Tell apart why something cannot be read.

    Raises:
        PlaceGoneError: The stick or share does not answer any more.
        OutsideFileError: It is not there, or may not be read.
    """
    try:
        yield
    except OSError as error:
        if _is_gone(error):
            raise PlaceGoneError from None
        raise _unreadable() from None


def damaged_copy() -> OutsideFileError:
    """Return what is said of a file whose bytes are not those its name tells."""
    return OutsideFileError(
        M("This file is still being copied, or was damaged on its way."),
        hint=M("Wait until copying has ended and try again. If it stays, ask for a fresh copy."),
    )


def in_the_way() -> FolderReadOnlyError:
    """Return what is said when something that is not ours has a name of ours."""
    return FolderReadOnlyError(
        M("Something else lies where the file has to go."),
        hint=M("Move it away, or choose another stick or folder."),
    )


def _refusal(error: OSError) -> IntakeError:
    if _is_gone(error):
        return PlaceGoneError()
    if error.errno in _NAMES:
        return PlaceNamesError()
    if error.errno in _FULL:
        return DiskFullError(
            M("There is no room left in this folder; the file was not written."),
            hint=M("Delete something there, or choose another stick or folder."),
        )
    if error.errno in _CLOSED:
        return FolderReadOnlyError(
            M("This stick or folder can be read, but nothing can be written to it."),
            hint=M("Some sticks have a small switch against writing. Or choose another place."),
        )
    if error.errno in _IN_THE_WAY:
        return in_the_way()
    return FolderReadOnlyError() if error.errno == errno.ENOENT else _unreadable()


def _is_gone(error: OSError) -> bool:
    return error.errno in _GONE or getattr(error, "winerror", None) in _GONE_WINDOWS


def _unreadable() -> OutsideFileError:
    return OutsideFileError(
        M("This file or folder cannot be read or written."),
        hint=M("Check that the stick is still plugged in, then try again."),
    )
