"""What a process asks of the disk below one folder: written down, or made to fail.

The work is done by `recorder.c`, which is put before the C library of a process
when it starts, and told what to do from within (`Recorder`).
"""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOLD = ".told"
"""What is written to this file was acknowledged; the file itself is never on the disk."""

FOR_EVER = 0
DIES = 0
"""In the place of an error: the process is killed before it gets its wish."""

_HEAD = struct.Struct("<BIQI")


class Kind(IntEnum):
    """What was asked; the numbers are those of `recorder.c`."""

    MADE = 1
    WRITTEN = 2
    CUT = 3
    SYNCED = 4
    REMOVED = 5
    RENAMED = 6
    FOLDER_SYNCED = 7
    TOLD = 8


class Wants(IntEnum):
    """The wishes that may fail; the numbers are those of `recorder.c`."""

    WRITE = 0
    SYNC = 1
    CUT = 2
    OPEN = 3
    NAME = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that was asked of the disk, and done."""

    kind: Kind
    path: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """The N-th wish of a kind fails.

    Attributes:
        errno: With which error; `DIES` kills the process instead.
        at: From which wish on, counted from 1.
        times: How often; `FOR_EVER`.
    """

    wish: Wants
    errno: int
    at: int
    times: int = 1


class CannotRecordError(Exception):
    """This machine cannot build the recorder."""


def built(folder: Path) -> Path:
    """Compile the recorder into `folder`.

    Raises:
        CannotRecordError: It cannot be compiled here.
    """
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or not sys.platform.startswith("linux"):
        raise CannotRecordError("no C compiler on this machine")
    library = folder / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    command = [compiler, "-O2", "-shared", "-fPIC", "-o", str(library), str(source), "-lpthread"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise CannotRecordError("the recorder does not compile here")
    return library


class Recorder:
    """The recorder in this process, which was started with it."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.recorder_fail.argtypes = [ctypes.c_int, ctypes.c_int] + [ctypes.c_long] * 2
        self._library.recorder_count.restype = ctypes.c_long

    def watch(self, folder: Path, log: Path | None = None) -> None:
        """Look at what lies below `folder` from now on, and write it to `log`."""
        self._library.recorder_watch(os.fsencode(folder), log and os.fsencode(log))

    def let_fail(self, fault: Fault) -> None:
        """Let a wish fail; counted from now on."""
        self._library.recorder_fail(fault.wish, fault.errno, fault.at, fault.times)

    def count(self, wish: Wants) -> int:
        """Return how many such wishes there were since."""
        return int(self._library.recorder_count(wish))


def read(log: Path) -> Sequence[Wish]:
    """Return what was written down, in order."""
    return tuple(_wishes(log.read_bytes()))


def _wishes(content: bytes) -> Iterator[Wish]:
    at = 0
    while at < len(content):
        kind, length, offset, size = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        path = content[at : at + length].decode("utf-8", "surrogateescape")
        at += length
        yield Wish(Kind(kind), path, offset, content[at : at + size])
        at += size
