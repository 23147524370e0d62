"""One program per profile: an operating-system lock on the file `anchor`.

It is taken at the start, before there is a key, so that a second start can say
so at once. The system frees it when the process ends, however it ends. Who only
looks at a profile (`vault check`) borrows it instead: nothing is made then.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, Self

from intake_app.domain.errors import FolderReadOnlyError, ProfileBusyError, ProfileMissingError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

ANCHOR_NAME: Final = "anchor"
# On Windows a locked byte cannot be read either, so one far behind the content is locked.
_LOCKED_BYTE: Final = 1 << 30
_FLAGS: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class ProfileLock:
    """The right to open a profile; held until `release` or the end of the process."""

    def __init__(self, handle: int | None) -> None:
        self._handle = handle

    @classmethod
    def take(cls, folder: Path) -> Self:
        """Take the lock of the profile in `folder`.

        Raises:
            ProfileBusyError: Another start of the program has it.
            ProfileMissingError: There is no such folder.
            FolderReadOnlyError: The folder cannot be written to.
        """
        try:
            handle = os.open(folder / ANCHOR_NAME, _FLAGS | os.O_RDWR | os.O_CREAT, 0o600)
        except (FileNotFoundError, NotADirectoryError):
            raise ProfileMissingError from None
        except OSError:
            raise FolderReadOnlyError from None
        return cls(_locked(handle))

    @classmethod
    def borrow(cls, folder: Path) -> Self:
        """Keep others out while the profile is only looked at; nothing is written.

        Works on a medium that cannot be written to. Where there is no anchor
        there is nothing to lock, and nobody is kept out.

        Raises:
            ProfileBusyError: Another start of the program has the profile.
        """
        try:
            handle = os.open(folder / ANCHOR_NAME, _FLAGS | os.O_RDONLY)
        except OSError:
            return cls(None)
        return cls(_locked(handle))

    def release(self) -> None:
        """Let another start have the profile; again is no error."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _locked(handle: int) -> int:
    try:
        _lock(handle)
    except OSError:
        os.close(handle)
        raise ProfileBusyError from None
    return handle


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        # flock belongs to the open file: closing another handle does not free it, as lockf would.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
