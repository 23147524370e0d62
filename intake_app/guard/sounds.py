"""Recorded voices from outside: WAV and Ogg within limits. Look at them in a guard child only.

What plays them decodes by itself, and knows more formats than anyone records in.
So what gets there is narrow: plain PCM in WAV, written anew without anything else
that the file held; Opus or Vorbis, alone in their Ogg pages, and no picture in the
comments (RFC 3533, RFC 7845, Vorbis I).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import OutsideFileError
from intake_app.domain.message import M
from intake_app.domain.recording import SoundKind

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES: Final = 8 << 20
MAX_MS: Final = 5 * 60 * 1000
_RATES: Final = range(8_000, 96_001)
_PCM, _EXTENSIBLE = 1, 0xFFFE
_PCM_SUBFORMAT: Final = bytes.fromhex("0100000000001000800000aa00389b71")
_PAGE: Final = struct.Struct("<4sBBqIIIB")
_CONTINUED, _FIRST = 1, 2
_OPUS_RATE: Final = 48_000
_NO_POSITION: Final = -1
_PICTURES: Final = (b"metadata_block_picture", b"coverart")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A recording that may be played.

    Attributes:
        kind: How it is written down.
        milliseconds: How long it takes, by what the file says.
        data: The bytes to keep.
    """

    kind: SoundKind
    milliseconds: int
    data: bytes


def check_sound(data: bytes) -> Sound:
    """Return a recording as it may be kept and played.

    Raises:
        OutsideFileError: It is neither, is damaged, holds more than one voice, or
            is above a limit.
    """
    if len(data) > MAX_BYTES:
        raise OutsideFileError(
            M("This recording is larger than 8 MB."),
            hint=M("Save it as Opus or Ogg, with one channel."),
        )
    try:
        if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
            found = _wav(data)
        elif data.startswith(b"OggS"):
            found = _ogg(data)
        else:
            raise _unknown()
    except (struct.error, IndexError):  # it ends too early
        raise _damaged() from None
    if found.milliseconds > MAX_MS:
        raise OutsideFileError(
            M("This recording is longer than five minutes."), hint=M("Record only the words.")
        )
    if found.milliseconds <= 0:
        raise _damaged()
    return found


def _wav(data: bytes) -> Sound:
    chunks: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        if name not in chunks:
            chunks[name] = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    kind = chunks.get(b"fmt ", b"")
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", kind)
    if tag == _EXTENSIBLE and kind[24:40] == _PCM_SUBFORMAT:
        tag = _PCM
    if tag != _PCM or channels not in {1, 2} or rate not in _RATES or bits not in {8, 16, 24, 32}:
        raise _unknown()
    frame = channels * bits // 8
    samples = chunks.get(b"data", b"")
    samples = samples[: len(samples) - len(samples) % frame]
    head = struct.pack("<HHIIHH", _PCM, channels, rate, rate * frame, frame, bits)
    inner = b"WAVEfmt " + struct.pack("<I", len(head)) + head
    inner += b"data" + struct.pack("<I", len(samples)) + samples + b"\0" * (len(samples) % 2)
    return Sound(
        kind=SoundKind.WAV,
        milliseconds=len(samples) // frame * 1000 // rate,
        data=b"RIFF" + struct.pack("<I", len(inner)) + inner,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    flags: int
    position: int
    stream: int
    number: int
    lacing: bytes
    body: bytes


def _pages(data: bytes) -> Iterator[_Page]:
    at = 0
    while at < len(data):
        mark, version, flags, position, stream, number, _, count = _PAGE.unpack_from(data, at)
        start = at + _PAGE.size + count
        lacing = data[at + _PAGE.size : start]
        end = start + sum(lacing)
        if mark != b"OggS" or version != 0 or len(lacing) != count or end > len(data):
            raise _damaged()
        body = data[start:end]
        yield _Page(
            flags=flags, position=position, stream=stream, number=number, lacing=lacing, body=body
        )
        at = end


def _ogg(data: bytes) -> Sound:
    pages = list(_pages(data))
    for index, page in enumerate(pages):
        if page.stream != pages[0].stream or bool(page.flags & _FIRST) != (index == 0):
            raise OutsideFileError(
                M("This file holds more than one recording, or a film."),
                hint=M("Save the voice alone, as Opus or Ogg."),
            )
        if page.number != pages[0].number + index:
            raise _damaged()
    packets = _first_packets(pages)
    head, comments = next(packets), next(packets)
    if head.startswith(b"OpusHead") and comments.startswith(b"OpusTags"):
        _, channels, skipped = struct.unpack_from("<BBH", head, 8)
        rate, comments = _OPUS_RATE, comments[8:]
    elif head.startswith(b"\x01vorbis") and comments.startswith(b"\x03vorbis"):
        channels, rate = struct.unpack_from("<BI", head, 11)
        skipped, comments = 0, comments[7:]
    else:
        raise _unknown()
    if channels not in {1, 2} or rate not in _RATES:
        raise _unknown()
    _check_comments(comments)
    last = max(page.position for page in pages if page.position != _NO_POSITION)
    return Sound(kind=SoundKind.OGG, milliseconds=(last - skipped) * 1000 // rate, data=data)


def _first_packets(pages: list[_Page]) -> Iterator[bytes]:
    """Give the packets in order; more than the first two are not asked for.

    Raises:
        OutsideFileError: There are not so many.
    """
    packet = b""
    for page in pages:
        at = 0
        if bool(page.flags & _CONTINUED) != bool(packet):
            raise _damaged()
        for size in page.lacing:
            packet += page.body[at : at + size]
            at += size
            if size < 255:  # noqa: PLR2004 - RFC 3533: a packet ends with a segment that is not full
                yield packet
                packet = b""
    raise _damaged()


def _check_comments(comments: bytes) -> None:
    (maker,) = struct.unpack_from("<I", comments)
    at = 4 + maker
    (count,) = struct.unpack_from("<I", comments, at)
    at += 4
    for _ in range(count):
        (size,) = struct.unpack_from("<I", comments, at)
        if comments[at + 4 : at + 4 + size].lower().startswith(_PICTURES):
            raise OutsideFileError(
                M("This recording holds a picture, too."), hint=M("Save it without the picture.")
            )
        at += 4 + size
    if at > len(comments):
        raise _damaged()


def _unknown() -> OutsideFileError:
    return OutsideFileError(
        M("This is no recording that can be played here."),
        hint=M("Save it as Opus, as Ogg, or as WAV (PCM), with one or two channels."),
    )


def _damaged() -> OutsideFileError:
    return OutsideFileError(
        M("This recording is damaged or not complete."), hint=M("Save it anew.")
    )
