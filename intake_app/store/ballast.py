"""Eight megabytes kept in reserve, to be given up when the disk is full.

A conversation can then be finished although something else has filled the disk
(reliability.md §2, "Other faults").
"""

from __future__ import annotations

import logging
import os
import shutil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

BALLAST_NAME: Final = "ballast"
BALLAST_BYTES: Final = 8 << 20
# Made again only when so much room stays free that it is not what fills the disk.
ROOM_FOR_IT: Final = 4


class Ballast:
    """The reserve of one profile folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / BALLAST_NAME

    @property
    def is_whole(self) -> bool:
        """Whether the reserve is there in its full size."""
        try:
            return self._path.stat().st_size >= BALLAST_BYTES
        except OSError:
            return False

    def drop(self) -> bool:
        """Give the reserve up; return whether there was one."""
        try:
            if self._path.stat().st_size == 0:
                return False
            self._path.unlink()
        except OSError:
            return False
        log.info("ballast dropped")
        return True

    def fill(self) -> None:
        """Make the reserve again when it is missing and there is room; else do nothing.

        Random bytes, because a file system may store zeros in no space at all.
        """
        try:
            free = shutil.disk_usage(self._path.parent).free
            if not self.is_whole and free > ROOM_FOR_IT * BALLAST_BYTES:
                self._write()
        except OSError as error:
            log.info("ballast not made: errno %s", error.errno)

    def _write(self) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            for _ in range(8):
                file.write(os.urandom(BALLAST_BYTES // 8))
            file.flush()
            os.fsync(file.fileno())
