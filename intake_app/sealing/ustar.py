"""POSIX ustar archives (IEEE Std 1003.1, pax, "ustar Interchange Format"), in one spelling.

Any ``tar`` unpacks what `ArchiveWriter` writes. `ArchiveReader` accepts nothing
else: each header must be byte for byte the one we would write, the fill and the
two records at the end must be zeros, and nothing may follow. An archive thus
has no room for links, devices, paths that leave a folder, or hidden bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from intake_app.sealing.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from intake_app.sealing.stream import Sink

RECORD = 512
END = bytes(2 * RECORD)
_PIECE = 1 << 16
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
_NAME_FIELD = slice(0, 100)
_SIZE_FIELD = slice(124, 135)
_CHECKSUM_FIELD = slice(148, 156)
_OCTAL = re.compile(rb"[0-7]{11}")
_MAX_SIZE = 8**11 - 1
_SMALL = b"0000000\x00"


class Source(Protocol):
    """Where an archive is read from."""

    def read(self, size: int, /) -> bytes:
        """Return `size` bytes; fewer only at the end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an archive may hold; checked before anything is read for it.

    Attributes:
        members: Most members.
        member_bytes: Longest member.
        total_bytes: Most bytes of members together.
    """

    members: int = 1002
    member_bytes: int = 4 << 30
    total_bytes: int = 8 << 30


def header(name: str, size: int) -> bytes:
    """Return the one header of a regular file: mode 0600, nobody's, of no time.

    Raises:
        ArchiveError: The name or size cannot stand in a header.
    """
    encoded = name.encode("ascii", "replace")
    if not _NAME.fullmatch(name) or len(encoded) >= _NAME_FIELD.stop or not 0 <= size <= _MAX_SIZE:
        raise ArchiveError("name or size")
    block = bytearray(RECORD)
    block[: len(encoded)] = encoded
    block[100:108] = b"0000600\x00"  # mode
    block[108:116] = block[116:124] = _SMALL  # uid, gid
    block[_SIZE_FIELD] = b"%011o" % size
    block[136:148] = b"00000000000\x00"  # mtime
    block[_CHECKSUM_FIELD] = b" " * 8
    block[156:157] = b"0"  # a regular file
    block[257:265] = b"ustar\x0000"
    block[329:337] = block[337:345] = _SMALL  # device numbers
    block[_CHECKSUM_FIELD] = b"%06o\x00 " % sum(block)
    return bytes(block)


def archive_size(sizes: Iterable[int]) -> int:
    """Return the length of an archive of members of these sizes."""
    return sum(RECORD + size + _fill(size) for size in sizes) + len(END)


class ArchiveWriter:
    """Writes members one after another; `finish` ends the archive."""

    def __init__(self, target: Sink) -> None:
        self._target = target

    def add(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """Write one member.

        Raises:
            ArchiveError: The name cannot stand in a header, or `pieces` are not `size` bytes.
        """
        self._target.write(header(name, size))
        left = size
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                break
            self._target.write(piece)
        if left:
            raise ArchiveError("size")
        self._target.write(bytes(_fill(size)))

    def add_zeros(self, name: str, size: int) -> None:
        """Write a member of `size` zeros."""
        whole, rest = divmod(size, _PIECE)
        zeros = bytes(_PIECE)
        self.add(name, size, (zeros if n < whole else zeros[:rest] for n in range(whole + 1)))

    def finish(self) -> None:
        """Write the two records that end an archive."""
        self._target.write(END)


class Member:
    """One member that is being read; it must be read to its end before the next.

    Attributes:
        name: Its name: lower-case ASCII, relative, of plain segments.
        size: Its length in bytes.
    """

    def __init__(self, name: str, size: int, source: Source) -> None:
        self.name = name
        self.size = size
        self._source = source
        self._left = size

    @property
    def left(self) -> int:
        """How many bytes have not been read yet."""
        return self._left

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes, or fewer at the member's end.

        Raises:
            ArchiveError: The archive ends within the member.
        """
        wanted = min(size, self._left)
        data = self._source.read(wanted)
        if len(data) != wanted:
            raise ArchiveError("cut short")
        self._left -= wanted
        return data

    def pieces(self) -> Iterator[bytes]:
        """Yield the rest of the member.

        Raises:
            ArchiveError: The archive ends within the member.
        """
        while self._left:
            yield self.read(_PIECE)

    def check_zeros(self) -> None:
        """Read the rest of the member, which must be zeros.

        Raises:
            ArchiveError: It is not, or the archive ends within it.
        """
        for piece in self.pieces():
            if piece.count(0) != len(piece):
                raise ArchiveError("padding")


def read_members(source: Source, limits: Limits) -> Iterator[Member]:
    """Yield the members in their order; the archive is known to be good only at the end.

    Raises:
        ArchiveError: The archive is not what `ArchiveWriter` writes, is above a
            limit, or a member was not read to its end.
    """
    names: set[str] = set()
    total = 0
    while any(block := source.read(RECORD)):
        name, size = _parse(block)
        total += size
        if name in names or size > limits.member_bytes or total > limits.total_bytes:
            raise ArchiveError("limits")
        names.add(name)
        if len(names) > limits.members:
            raise ArchiveError("limits")
        member = Member(name, size, source)
        yield member
        if member.left:
            raise ArchiveError("a member was not read to its end")
        fill = source.read(_fill(size))
        if fill != bytes(_fill(size)):
            raise ArchiveError("fill")
    if block + source.read(RECORD) != END or source.read(1):
        raise ArchiveError("end")


def _parse(block: bytes) -> tuple[str, int]:
    size = block[_SIZE_FIELD]
    if len(block) != RECORD or _OCTAL.fullmatch(size) is None:
        raise ArchiveError("header")
    name = block[_NAME_FIELD].rstrip(b"\x00").decode("ascii", "replace")
    if header(name, int(size, 8)) != block:
        raise ArchiveError("header")
    return name, int(size, 8)


def _fill(size: int) -> int:
    return -size % RECORD
