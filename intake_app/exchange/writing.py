"""Writing a file so that it is there whole or not at all, also when a stick is pulled out.

Under its name a file always holds the bytes that the name tells; while it is
being written it has another name, which readers pass over. Nobody ever has to
lock anything: whoever comes second finds the file there.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import itertools
import os
import secrets
import sys
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import OutsideFileError, PlaceDamagedError
from intake_app.exchange.names import TEMPORARY, is_temporary
from intake_app.exchange.reading import read_plain

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.ports import Progress

DAY_S: Final = 86_400
ABANDONED_S: Final = 7 * DAY_S
BLOCK: Final = 1 << 20
_LOOKED_AT: Final = 2_000
"""Entries of a folder that are looked at for abandoned files before each writing."""

_NO_LINKS: Final = {
    errno.EPERM,
    errno.EACCES,
    errno.EINVAL,
    errno.EMLINK,
    errno.ENOSYS,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
}
"""What systems say on a stick (FAT, exFAT) or a share that knows no second names."""

_NO_FLUSH: Final = {errno.EINVAL, errno.ENOTSUP, errno.EROFS, errno.ENOSYS}


def place(target: Path, sealed: bytes, progress: Progress) -> None:
    """Write a file under its name and return once it was read back from the medium.

    The same bytes there already are success, and what another writer puts there
    at the same time is not overwritten. Only something else in its place is
    replaced, in one step.

    Raises:
        PlaceDamagedError: What was read back is not what was written.
        Cancelled: The user stopped; nothing is left of it.
        OSError: As the system says it.
    """
    if holds(target, sealed):
        progress.report(len(sealed), len(sealed))
        return
    temporary = target.with_name(TEMPORARY + secrets.token_hex(16))
    try:
        _write(temporary, sealed, progress)
        _give_name(temporary, target, sealed)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - each step of a writing is one call of `os`
    flush_folder(target.parent)
    if not holds(target, sealed):
        raise PlaceDamagedError


def holds(path: Path, sealed: bytes) -> bool:
    """Whether the file holds just these bytes, asked of the medium and not of its cache."""
    try:
        return read_plain(path, from_medium=True) == sealed
    except (FileNotFoundError, OutsideFileError):
        return False
    except OSError as error:
        if error.errno == errno.ELOOP:  # a link in the file's place
            return False
        raise


def flush_folder(folder: Path) -> None:
    """Put the folder's entries on the disk; some file systems on sticks cannot, and say so."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise
    finally:
        os.close(handle)


def flush_medium(root: Path) -> None:
    """Put all that is still on its way on the stick itself, before anyone is told to eject it.

    Raises:
        OSError: The stick is gone, or something that was written did not get there.
    """
    if os.name == "nt":
        return  # each file was flushed through to the stick when it was written
    if not sys.platform.startswith("linux"):
        os.sync()
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(handle) != 0:
            raise OSError(ctypes.get_errno(), "syncfs")
    finally:
        os.close(handle)


def _write(temporary: Path, sealed: bytes, progress: Progress) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o666)
    try:
        left = memoryview(sealed)
        while left:
            progress.check_cancelled()
            left = left[os.write(handle, left[:BLOCK]) :]
            progress.report(len(sealed) - len(left), len(sealed))
        os.fsync(handle)
    finally:
        os.close(handle)
    now = int(os.stat(temporary).st_mtime)  # noqa: PTH116 - the clock of the stick or share
    _reap(temporary.parent, now)
    midnight = now // DAY_S * DAY_S
    os.utime(temporary, (midnight, midnight))  # on the medium with what `holds` flushes


def _reap(folder: Path, now: int) -> None:
    """Delete what was abandoned in the middle of a writing more than a week ago.

    How old it is, is told by the clock that also dated the file just written: the
    one of the computer may have been another, or wrong.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in itertools.islice(entries, _LOOKED_AT):
            if is_temporary(entry.name):
                with contextlib.suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_mtime < now - ABANDONED_S:
                        os.unlink(entry.path)  # noqa: PTH108 - see `place`


def _give_name(temporary: Path, target: Path, sealed: bytes) -> None:
    """Give a file its name in one step, and overwrite nobody's whole file.

    Where there are no second names, another writer may come between the look and
    the step: what it put there are the same bytes.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        is_there = True
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        is_there = os.path.lexists(target)
        if not is_there:
            os.replace(temporary, target)  # noqa: PTH105 - see `place`
    else:
        return
    if is_there and not holds(target, sealed):
        os.replace(temporary, target)  # noqa: PTH105 - see `place`
