"""A mailbox in a plain folder: a stick, a share, or what a sync program carries.

Files are immutable and named by their hash, so that the same file twice is no
error and a half-copied one shows (docs/formats/packet.md, section 4, "File").
Nothing that lies in a folder is trusted: links are not followed, names that are
not ours are passed over, sizes are bounded before anything is read.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
from typing import TYPE_CHECKING

from intake_app.domain.errors import (
    DiskFullError,
    FolderReadOnlyError,
    IntakeError,
    OutsideFileError,
)
from intake_app.domain.message import M

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIX = ".age"
TEMPORARY = ".tmp-"
MAX_FILE = 16 << 20
MAX_FOUND = 10_000
MAX_ENTRIES = 100_000
MAX_DEPTH = 3
DAY_S = 86_400
_NAME = re.compile(r"[0-9a-f]{32}\.age")
_MAILBOX = re.compile(r"[a-z2-7]{26}")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOTDIR,
    errno.ENOENT,
    errno.EEXIST,
    errno.EISDIR,
}


class FolderMailbox:
    """The files for one office in a folder (see `Mailbox`).

    Args:
        root: The folder both sides use; it must exist.
        mailbox: The receiving office's mailbox id, from its card.

    Raises:
        ValueError: `mailbox` is no mailbox id, so it could name another folder.
    """

    def __init__(self, root: Path, mailbox: str) -> None:
        if not is_mailbox(mailbox):
            raise ValueError("not a mailbox id")
        self._root = root
        self._folder = root / mailbox

    def put(self, name: str, sealed: bytes) -> None:
        """Place a file and return once it was read back from the folder.

        The same name with the same bytes is there already: that is success. A
        damaged file of that name is replaced.

        Raises:
            FolderReadOnlyError: The folder is missing or cannot be written to.
            DiskFullError: The folder is full.
            OutsideFileError: What was read back is not what was placed.
            ValueError: `name` is not the name of `sealed`.
        """
        if not _NAME.fullmatch(name) or not is_whole(name, sealed):
            raise ValueError("the name is not the hash of the bytes")
        with _in_words():
            if not self._root.is_dir():
                raise FolderReadOnlyError
            self._folder.mkdir(exist_ok=True)
            target = self._folder / name
            if not _holds(target, sealed):
                _write_whole(target, sealed)
                if not _holds(target, sealed):
                    raise _damaged()

    def drop(self, name: str) -> bool:
        """Delete a file that is not to be taken any more; return whether it was there.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
        """
        if not _NAME.fullmatch(name):
            return False
        with _in_words():
            try:
                (self._folder / name).unlink()
            except FileNotFoundError:
                return False
        return True

    def names(self) -> tuple[str, ...]:
        """Return the names of the files that have a packet's name, sorted.

        A folder that is not there (yet) holds none.

        Raises:
            OutsideFileError: The folder cannot be read.
        """
        with _in_words(writing=False):
            try:
                entries = list(_entries(self._folder))
            except FileNotFoundError:
                return ()
        return tuple(
            sorted(
                entry.name
                for entry in entries
                if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)
            )
        )

    def take(self, name: str) -> bytes:
        """Return a file's bytes, once they match its name; the file stays where it is.

        Raises:
            OutsideFileError: It is still being copied, damaged, gone, too
                large, or no plain file.
        """
        if not _NAME.fullmatch(name):
            raise OutsideFileError
        return take_file(self._folder / name)


def is_mailbox(name: str) -> bool:
    """Whether a folder of this name is some office's mailbox: an id (`ids.new_id`)."""
    return _MAILBOX.fullmatch(name) is not None


def is_whole(name: str, sealed: bytes) -> bool:
    """Whether `name` is the one `sealed` has as a packet file."""
    return name == hashlib.sha256(sealed).hexdigest()[:32] + SUFFIX


def find_packets(path: Path) -> Iterator[Path]:
    """Yield what may be packets: the file itself, or files under a folder, in order.

    A file that was named is always yielded, whatever it is called. In a
    folder only ``*.age`` counts, at most `MAX_DEPTH` folders deep; links and
    hidden names are passed over.

    Raises:
        OutsideFileError: There is no such file or folder, or it holds more
            than a stick of referrals ever would.
    """
    with _in_words(writing=False):
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
    """
    with _in_words(writing=False):
        data = _read(path)
    if _NAME.fullmatch(path.name) and not is_whole(path.name, data):
        raise _damaged()
    return data


def _walk(folder: Path, depth: int, left: list[int]) -> Iterator[Path]:
    """Yield packet files under `folder`; `left` counts down the entries looked at in all."""
    with _in_words(writing=False):
        entries = sorted(_entries(folder), key=lambda entry: entry.name)
    left[0] -= len(entries)
    if left[0] < 0:
        raise _too_many()
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        inner = folder / entry.name
        if entry.is_file(follow_symlinks=False):
            if entry.name.lower().endswith(SUFFIX):
                yield inner
        elif depth > 1 and os.access(inner, os.R_OK | os.X_OK):  # systems keep folders of their own
            yield from _walk(inner, depth - 1, left)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries):
            if count >= MAX_ENTRIES:
                raise _too_many()
            yield entry


def _write_whole(target: Path, sealed: bytes) -> None:
    """Write under a temporary name, flush, then give the file its name in one step."""
    temporary = target.with_name(TEMPORARY + secrets.token_hex(16))
    try:
        with temporary.open("xb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        midnight = int(temporary.stat().st_mtime) // DAY_S * DAY_S
        os.utime(temporary, (midnight, midnight))
        temporary.replace(target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """Put the folder's entries on the disk; some file systems on sticks cannot, and say so."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def _holds(path: Path, sealed: bytes) -> bool:
    """Whether the file holds just these bytes, asked of the disk and not of its cache."""
    try:
        return _read(path, cached=False) == sealed
    except (FileNotFoundError, OutsideFileError):
        return False
    except OSError as error:
        if error.errno == errno.ELOOP:  # a link in the file's place
            return False
        raise


def _read(path: Path, *, cached: bool = True) -> bytes:
    """Read a plain file without following a link or waiting on a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OutsideFileError
        if not cached and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise OutsideFileError(M("This file is too large to be a referral file."))
    return data


def _damaged() -> OutsideFileError:
    return OutsideFileError(
        M("This file is still being copied, or was damaged on its way."),
        hint=M("Wait until copying has ended and try again. If it stays, ask for a fresh copy."),
    )


def _too_many() -> OutsideFileError:
    return OutsideFileError(
        M("There are too many files in this folder."),
        hint=M("Choose the folder that holds the referral files."),
    )


@contextlib.contextmanager
def _in_words(*, writing: bool = True) -> Iterator[None]:
    """Translate what the system refuses into errors a person can act on."""
    try:
        yield
    except IntakeError:
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(
                M("There is no room left in this folder; the file was not written."),
                hint=M("Delete something there, or choose another stick or folder."),
            ) from None
        if writing and error.errno in _REFUSED:
            raise FolderReadOnlyError from None
        raise OutsideFileError(
            M("This file or folder cannot be read or written."),
            hint=M("Check that the stick is still plugged in, then try again."),
        ) from None
