"""Small real file systems in a file, for what only a kernel can do to a disk; needs root."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.faults.scorecard import UntestedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHUT_DOWN = 0x8004587D
"""FS_IOC_SHUTDOWN of Linux (ext4, xfs, f2fs): the file system forgets what is not on the disk."""
WITHOUT_LOG = (2).to_bytes(4, "little")
"""Of its ways: nothing more is written, the journal neither."""


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """A mounted file system.

    Attributes:
        folder: Where it is mounted.
        image: The file that holds it.
    """

    folder: Path
    image: Path

    def mount_again(self) -> None:
        """Take it off and mount it anew, as after a restart."""
        _do("umount", str(self.folder))
        _do("mount", "-o", "loop", str(self.image), str(self.folder))


@contextlib.contextmanager
def small_disk(within: Path, size: int, *, block: int = 4096) -> Iterator[SmallDisk]:
    """Give an ext4 of `size` bytes with blocks of `block` bytes.

    Raises:
        UntestedError: This machine or this user cannot make or mount one.
    """
    if not sys.platform.startswith("linux") or os.geteuid():
        raise UntestedError("needs root on Linux")
    if shutil.which("mkfs.ext4") is None:
        raise UntestedError("no mkfs.ext4 on this machine")
    disk = SmallDisk(within / "mounted", within / "image")
    disk.folder.mkdir()
    with disk.image.open("wb") as file:
        file.truncate(size)
    _do("mkfs.ext4", "-q", "-F", "-b", str(block), "-m", "0", str(disk.image))
    _do("mount", "-o", "loop", str(disk.image), str(disk.folder))
    try:
        yield disk
    finally:
        _do("umount", str(disk.folder))


def shut_down(folder: str) -> None:
    """Shut the file system of `folder` down as a power cut does."""
    import fcntl  # noqa: PLC0415 - POSIX only

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, SHUT_DOWN, WITHOUT_LOG)
    finally:
        os.close(handle)


def _do(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UntestedError(f"{command[0]} is not allowed here")
