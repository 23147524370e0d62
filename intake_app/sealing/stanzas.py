"""The header of an age file, read and written strictly (c2sp.org/age, "Header").

What cannot have been written by the rules is refused: line endings, character
sets, base64 that is not canonical, lines of the wrong length.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.sealing.errors import HeaderError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

VERSION = b"age-encryption.org/v1"
MAX_HEADER = 1 << 20
_COLUMNS = 64
_ARGUMENTS = re.compile(rb"-> ([\x21-\x7e]+(?: [\x21-\x7e]+)*)")
_MAC = re.compile(rb"--- ([A-Za-z0-9+/]{43})")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stanza:
    """One wrapping of the file key.

    Attributes:
        kind: The first argument: how the key is wrapped.
        arguments: The arguments after it.
        body: The decoded body.
    """

    kind: str
    arguments: tuple[str, ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header that keeps the format; nothing in it is authenticated yet.

    Attributes:
        stanzas: The stanzas in their order, at least one.
        mac: The 32 bytes at its end.
        raw: The header's own bytes, through the end of the MAC line.
    """

    stanzas: tuple[Stanza, ...]
    mac: bytes
    raw: bytes

    @property
    def authenticated(self) -> bytes:
        """The bytes the MAC is over: all up to and including ``---``."""
        return self.raw[: self.raw.rindex(b"---") + 3]


def read_header(source: BinaryIO, *, max_bytes: int = MAX_HEADER) -> Header:
    """Read a header and leave `source` at the first byte of the payload.

    Raises:
        HeaderError: The bytes are no age v1 header, or it is longer than `max_bytes`.
    """
    lines = _Lines(source, max_bytes)
    if lines.next() != VERSION:
        raise HeaderError("version")
    stanzas: list[Stanza] = []
    line = lines.next()
    while not line.startswith(b"---"):
        stanzas.append(_read_stanza(line, lines))
        line = lines.next()
    found = _MAC.fullmatch(line)
    if found is None or not stanzas:
        raise HeaderError("end")
    return Header(stanzas=tuple(stanzas), mac=decode_base64(found[1]), raw=bytes(lines.raw))


def format_stanzas(stanzas: Sequence[Stanza]) -> bytes:
    """Return the header's bytes up to and including ``---``, over which the MAC goes."""
    lines = [VERSION]
    for stanza in stanzas:
        lines.append(" ".join(("->", stanza.kind, *stanza.arguments)).encode("ascii"))
        body = encode_base64(stanza.body).encode("ascii")
        # The last line is short, and empty when the body fills the one before it.
        lines.extend(body[at : at + _COLUMNS] for at in range(0, len(body) + 1, _COLUMNS))
    return b"\n".join([*lines, b"---"])


def encode_base64(data: bytes) -> str:
    """Return `data` in standard base64 without padding."""
    return base64.b64encode(data).rstrip(b"=").decode("ascii")


def decode_base64(text: bytes | str) -> bytes:
    """Return the bytes of canonical, unpadded base64.

    Raises:
        HeaderError: The text is not canonical.
    """
    encoded = text.encode("ascii") if isinstance(text, str) else text
    if _BASE64.fullmatch(encoded) is None:
        raise HeaderError("base64")
    try:
        data = base64.b64decode(encoded + b"=" * (-len(encoded) % 4), validate=True)
    except binascii.Error:
        raise HeaderError("base64") from None
    if encode_base64(data).encode("ascii") != encoded:
        raise HeaderError("base64 is not canonical")
    return data


class _Lines:
    """Lines of the header, never more than the limit in all."""

    def __init__(self, source: BinaryIO, limit: int) -> None:
        self.raw = bytearray()
        self._source = source
        self._limit = limit

    def next(self) -> bytes:
        """Return the next line without its end."""
        line = self._source.readline(self._limit - len(self.raw) + 1)
        self.raw += line
        if not line.endswith(b"\n") or len(self.raw) > self._limit:
            raise HeaderError("line")
        return line[:-1]


def _read_stanza(first: bytes, lines: _Lines) -> Stanza:
    found = _ARGUMENTS.fullmatch(first)
    if found is None:
        raise HeaderError("stanza")
    body = bytearray()
    while True:
        line = lines.next()
        if len(line) > _COLUMNS:
            raise HeaderError("long line")
        body += line
        if len(line) < _COLUMNS:
            break
    kind, *arguments = found[1].decode("ascii").split(" ")
    return Stanza(kind=kind, arguments=tuple(arguments), body=decode_base64(bytes(body)))
