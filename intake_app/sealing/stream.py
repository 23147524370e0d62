"""The payload of an age file: STREAM in chunks of 64 KiB (c2sp.org/age, "Payload").

Each chunk is ChaCha20-Poly1305 under an 11-byte counter and a byte that marks
the last one, so that cutting, joining and reordering show. Memory stays at a
few chunks, whatever the size. Plaintext that was read before the end was
reached is authentic but may be incomplete: keep nothing until it ended.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from intake_app.sealing.errors import HeaderError, PayloadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from intake_app.domain.secret import Secret

CHUNK = 1 << 16
TAG = 16
NONCE = 16
_COUNTER = 11
_MORE, _LAST = b"\x00", b"\x01"


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> object:
        """Take all of `data`."""
        ...


class PayloadWriter:
    """Encrypts what is written to it; as a context manager it finishes unless an error passes.

    A payload that was not finished is refused by every reader, so an error on
    the way cannot leave half a file that looks whole.
    """

    def __init__(self, file_key: Secret, target: Sink) -> None:
        nonce = secrets.token_bytes(NONCE)
        target.write(nonce)
        self._cipher = _payload_cipher(file_key, nonce)
        self._target = target
        self._held = bytearray()
        self._count = 0

    def write(self, data: bytes) -> int:
        """Encrypt `data`; the last chunk is held back until `finish`."""
        view = memoryview(data)
        room = CHUNK - len(self._held)
        self._held += view[:room]
        view = view[room:]
        while view:
            self._put(self._held, _MORE)
            self._held.clear()
            while len(view) > CHUNK:
                self._put(view[:CHUNK], _MORE)
                view = view[CHUNK:]
            self._held += view[:CHUNK]
            view = view[CHUNK:]
        return len(data)

    def finish(self) -> None:
        """Write the last chunk. Nothing may be written after it."""
        self._put(self._held, _LAST)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.finish()

    def _put(self, chunk: bytearray | memoryview, flag: bytes) -> None:
        nonce = self._count.to_bytes(_COUNTER, "big") + flag
        self._count += 1
        self._target.write(self._cipher.encrypt(nonce, chunk, None))


class PayloadReader:
    """Decrypts a payload as it is read.

    Raises:
        HeaderError: The source ends within the payload's nonce.
    """

    def __init__(self, file_key: Secret, source: BinaryIO) -> None:
        nonce = _read_fully(source, NONCE)
        if len(nonce) != NONCE:
            raise HeaderError("nonce")
        self._cipher = _payload_cipher(file_key, nonce)
        self._source = source
        self._count = 0
        self._ended = False
        self._chunk = b""
        self._at = 0

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes; fewer only once the payload has ended properly.

        Raises:
            PayloadError: The payload was changed, cut short or continued.
        """
        parts: list[bytes] = []
        while size > 0:
            if self._at == len(self._chunk):
                self._chunk, self._at = self.next_chunk(), 0
                if not self._chunk:
                    break
            part = self._chunk[self._at : self._at + size]
            self._at += len(part)
            size -= len(part)
            parts.append(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def next_chunk(self) -> bytes:
        """Return the next chunk as it was cut, or nothing once the payload has ended properly.

        Raises:
            PayloadError: The payload was changed, cut short or continued.
        """
        if self._ended:
            if self._source.read(1):
                raise PayloadError("bytes after the last chunk")
            return b""
        sealed = _read_fully(self._source, CHUNK + TAG)
        is_full = len(sealed) == CHUNK + TAG
        # Only a full chunk can have followers; a full one may be the last all the same.
        for flag in (_MORE, _LAST) if is_full else (_LAST,):
            try:
                chunk = self._cipher.decrypt(
                    self._count.to_bytes(_COUNTER, "big") + flag, sealed, None
                )
            except InvalidTag:
                continue
            return self._accept(chunk, is_last=flag == _LAST)
        raise PayloadError("chunk")

    def _accept(self, chunk: bytes, *, is_last: bool) -> bytes:
        if not chunk and self._count:
            raise PayloadError("empty last chunk")
        self._count += 1
        self._ended = is_last
        return chunk or self.next_chunk()


def chunks(reader: PayloadReader) -> Iterator[bytes]:
    """Yield the payload's chunks; ends only when the payload ended properly.

    Raises:
        PayloadError: The payload was changed, cut short or continued.
    """
    while chunk := reader.next_chunk():
        yield chunk


def derive(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """Return 32 bytes of HKDF-SHA-256, the one derivation age uses."""
    return HKDF(hashes.SHA256(), 32, salt, info).derive(secret)


def _payload_cipher(file_key: Secret, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(derive(file_key.reveal(), nonce, b"payload"))


def _read_fully(source: BinaryIO, size: int) -> bytes:
    """Read `size` bytes, or all there are; a raw file may give them in pieces."""
    data = source.read(size)
    while 0 < len(data) < size:
        more = source.read(size - len(data))
        if not more:
            break
        data += more
    return data
