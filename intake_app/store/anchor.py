"""The keyed head anchor: what the store held when an answer was last acknowledged.

A WAL that lost its tail opens without any error and without the newest answers
(reliability.md §0.4). The anchor stands in a file of its own, is written after
each COMMIT and before the acknowledgement, and so knows better. It cannot tell
when the whole folder was set back; receipts elsewhere can.

The file also carries the profile's lock, so it is written in place, never
replaced: two slots in turn, each in a disk block of its own, so that a power
cut while one is written leaves the other. Layout: docs/formats/store.md.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.store.profile_lock import ANCHOR_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.domain.secret import Secret

log = logging.getLogger(__name__)

SLOT_BYTES: Final = 4096
_FIELDS: Final = struct.Struct(">16sQQQQ32s")  # magic, turn, generation, settled, n, h
_MAGIC: Final = b"intake-anchor/1\0"
_TAG_BYTES: Final = 32
_USED: Final = _FIELDS.size + _TAG_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the store stands.

    Attributes:
        generation: How many units have changed the store.
        n: The number of the newest audit entry.
        h: Its hash; 32 zero bytes when there is none.
    """

    generation: int
    n: int
    h: bytes


class Agreement(StrEnum):
    """What the anchor says about the store."""

    AGREES = "agrees"
    FIRST_START = "first-start"
    TAIL_LOST = "tail-lost"
    STORE_OLDER = "store-older"
    OTHER_HISTORY = "other-history"
    ANCHOR_MISSING = "anchor-missing"
    ANCHOR_DAMAGED = "anchor-damaged"

    @property
    def is_good(self) -> bool:
        """Whether nothing that was acknowledged is missing."""
        return self in {Agreement.AGREES, Agreement.FIRST_START}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """What a valid slot says.

    Attributes:
        turn: Counts the writes of the anchor; the higher slot counts.
        settled: The generation that was last moved out of the WAL for certain.
    """

    turn: int
    head: Head
    settled: int


class Anchor:
    """The anchor of one profile folder."""

    def __init__(self, folder: Path, key: Secret) -> None:
        self._path = folder / ANCHOR_NAME
        self._key = key
        self._handle: int | None = None
        self._latest: Anchored | None = None
        self._is_blank = True

    def read(self) -> Anchored | None:
        """Return the newest valid slot, or None; reads the file and changes nothing."""
        try:
            content = self._path.read_bytes()
        except OSError:
            content = b""
        self._is_blank = not content.strip(b"\0")
        slots = (content[:SLOT_BYTES], content[SLOT_BYTES : 2 * SLOT_BYTES])
        valid = [slot for slot in map(self._parsed, slots) if slot is not None]
        self._latest = max(valid, key=lambda slot: slot.turn, default=None)
        return self._latest

    def compare(self, store: Head, hash_at: Callable[[int], bytes | None]) -> Agreement:
        """Say whether everything acknowledged is in the store.

        Args:
            store: Where the store stands. It may be ahead: a crash between
                COMMIT and the anchor loses nothing.
            hash_at: Gives the hash of the store's audit entry of a number.
        """
        anchored = self.read()
        if anchored is None:
            if not self._is_blank:
                return Agreement.ANCHOR_DAMAGED
            return Agreement.FIRST_START if store.generation == 0 else Agreement.ANCHOR_MISSING
        if store.generation < anchored.settled:
            return Agreement.STORE_OLDER
        if store.generation < anchored.head.generation:
            return Agreement.TAIL_LOST
        if hash_at(anchored.head.n) != anchored.head.h:
            return Agreement.OTHER_HISTORY
        return Agreement.AGREES

    @property
    def latest(self) -> Anchored | None:
        """What was last read or written."""
        return self._latest

    def write(self, head: Head, *, settled: bool = False) -> None:
        """Put `head` on disk before returning.

        A failure is logged and not raised: the answer itself is on disk, the
        anchor only lags behind it, and the next write brings it up to date.

        Args:
            head: Where the store stands now.
            settled: Whether the WAL has just been emptied.
        """
        before = self._latest
        fresh = Anchored(
            turn=before.turn + 1 if before else 1,
            head=head,
            settled=head.generation if settled or before is None else before.settled,
        )
        packed = _FIELDS.pack(_MAGIC, fresh.turn, head.generation, fresh.settled, head.n, head.h)
        try:
            handle = self._opened()
            os.lseek(handle, (fresh.turn % 2) * SLOT_BYTES, os.SEEK_SET)
            os.write(handle, packed + self._tag(packed))
            _flush(handle)
        except OSError as error:
            log.warning("anchor not written: errno %s", error.errno)
            return
        self._latest = fresh

    def close(self) -> None:
        """Close the file; the profile's lock has a handle of its own."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _opened(self) -> int:
        if self._handle is None:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            self._handle = os.open(self._path, flags | getattr(os, "O_BINARY", 0), 0o600)
            if os.fstat(self._handle).st_size < 2 * SLOT_BYTES:
                # Both slots get their room now: later writes work on a full disk.
                os.lseek(self._handle, 0, os.SEEK_END)
                os.write(self._handle, bytes(2 * SLOT_BYTES - os.fstat(self._handle).st_size))
                os.fsync(self._handle)
        return self._handle

    def _tag(self, packed: bytes) -> bytes:
        return hmac.digest(self._key.reveal(), packed, hashlib.sha256)

    def _parsed(self, slot: bytes) -> Anchored | None:
        packed, tag = slot[: _FIELDS.size], slot[_FIELDS.size : _USED]
        if len(tag) != _TAG_BYTES or not hmac.compare_digest(tag, self._tag(packed)):
            return None
        magic, turn, generation, settled, n, h = _FIELDS.unpack(packed)
        if magic != _MAGIC:
            return None
        return Anchored(turn=turn, head=Head(generation=generation, n=n, h=h), settled=settled)


# The slot's block is there already, so that its metadata need not wait for the disk.
_flush = getattr(os, "fdatasync", os.fsync)
