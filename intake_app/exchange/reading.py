"""Reading what lies in a folder, where nothing is trusted.

Links are not followed, nothing is waited for, and sizes are bounded before
anything is read.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import OutsideFileError
from intake_app.domain.message import M
from intake_app.exchange.names import SUFFIX, is_packet_name, is_passed_over, is_whole
from intake_app.exchange.troubles import damaged_copy, reading_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_FILE = 16 << 20
MAX_FOUND = 10_000
MAX_ENTRIES = 100_000
MAX_DEPTH: Final = 3


def find_packets(path: Path) -> Iterator[Path]:
    """Yield what may be packets: the file itself, or files under a folder, in order.

    A file that was named is always yielded, whatever it is called. In a
    folder only ``*.age`` counts, at most `MAX_DEPTH` folders deep; links and
    what `is_passed_over` are not looked at.

    Raises:
        OutsideFileError: There is no such file or folder, or it holds more
            than a stick of referrals ever would.
        PlaceGoneError: The stick or share does not answer any more.
    """
    with reading_from():
        if not path.is_dir():
            path.stat()
            yield path
            return
    for count, file in enumerate(_walk(path, MAX_DEPTH, [MAX_ENTRIES])):
        if count >= MAX_FOUND:
            raise _too_many()
        yield file


def take_file(path: Path) -> bytes:
    """Return the bytes of a file from outside, at most `MAX_FILE` of them.

    People may give files other names, but one that has a packet's name must
    hash to it.

    Raises:
        OutsideFileError: It is still being copied, damaged, gone, too large,
            or no plain file.
        PlaceGoneError: The stick or share does not answer any more.
    """
    with reading_from():
        data = read_plain(path)
    if is_packet_name(path.name) and not is_whole(path.name, data):
        raise damaged_copy()
    return data


def entries_of(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield what lies in a folder, until it is more than any folder of ours would hold."""
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries):
            if count >= MAX_ENTRIES:
                raise _too_many()
            yield entry


def read_plain(path: Path, *, from_medium: bool = False) -> bytes:
    """Read a plain file without following a link or waiting on a pipe.

    Args:
        path: The file.
        from_medium: Whether to ask the stick or disk itself and not the system's memory
            of it, where the system knows the difference (Linux, macOS).

    Raises:
        OutsideFileError: It is no plain file, or too large.
        OSError: As the system says it.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OutsideFileError
        if from_medium:
            _forget(file.fileno())
        data = _read_at_most(file.fileno(), MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise OutsideFileError(M("This file is too large to be a referral file."))
    return data


def _read_at_most(handle: int, size: int) -> bytes:
    found = bytearray()
    while len(found) < size and (block := os.read(handle, min(1 << 20, size - len(found)))):
        found += block
    return bytes(found)


def _forget(handle: int) -> None:
    """Let the system forget what it remembers of a file, so that the medium is asked."""
    if not hasattr(os, "posix_fadvise"):
        _forget_macos(handle)
        return
    try:
        os.fsync(handle)  # what is not written yet is not forgotten
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EROFS}:
            raise
    os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _forget_macos(handle: int) -> None:
    if os.name == "nt":
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    no_cache = getattr(fcntl, "F_NOCACHE", None)
    if no_cache is not None:
        fcntl.fcntl(handle, no_cache, 1)


def _walk(folder: Path, depth: int, left: list[int]) -> Iterator[Path]:
    """Yield packet files under `folder`; `left` counts down the entries looked at in all."""
    with reading_from():
        entries = sorted(entries_of(folder), key=lambda entry: entry.name)
    left[0] -= len(entries)
    if left[0] < 0:
        raise _too_many()
    for entry in entries:
        if is_passed_over(entry.name) or entry.is_symlink():
            continue
        inner = folder / entry.name
        if entry.is_file(follow_symlinks=False):
            if entry.name.lower().endswith(SUFFIX):
                yield inner
        elif depth > 1 and os.access(inner, os.R_OK | os.X_OK):  # systems keep folders of their own
            yield from _walk(inner, depth - 1, left)


def _too_many() -> OutsideFileError:
    return OutsideFileError(
        M("There are too many files in this folder."),
        hint=M("Choose the folder that holds the referral files."),
    )
