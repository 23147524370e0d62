"""Part files: what is too large for a packet travels beside it, a MiB at a time.

docs/formats/packet.md, section 8. Each part is sealed by itself and named by its
own bytes, so that parts can be put and taken one by one, in any order, again.
Nothing here holds more than one part in memory.
"""

from __future__ import annotations

import base64
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import (
    CardError,
    NotAPacketError,
    PacketError,
    PacketForOthersError,
    PacketTamperedError,
)
from intake_app.domain.message import M
from intake_app.packet.inner import MAX_PARTS, PART
from intake_app.packet.sealing import SUFFIX, packet_name
from intake_app.sealing import age
from intake_app.sealing.errors import HeaderError, KeyFormatError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from intake_app.domain.contact import Card
    from intake_app.domain.ports import Opener, Progress
    from intake_app.domain.referral import Attachment
    from intake_app.guard.process import Guard
    from intake_app.guard.strict_json import JsonLike

JOB = "packet.open"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedParts:
    """A file that was sealed in parts.

    Attributes:
        sha256: Hex hash of the whole file.
        size: Its length in bytes.
        names: The names of the parts, in order, without their ending.
    """

    sha256: str
    size: int
    names: tuple[str, ...]


def parts_of(size: int) -> int:
    """Return how many parts a file of this length has."""
    return -(-size // PART)


def seal_parts(
    source: BinaryIO, recipient: Card, put: Callable[[str, bytes], None], progress: Progress
) -> SealedParts:
    """Seal a file in parts to one card, each handed on before the next is read.

    Args:
        source: The file, from where it stands to its end.
        recipient: The card of the receiver.
        put: Takes the name and the bytes of each part; the same bytes are to be
            placed by every retry.
        progress: Told of the parts done; how many there are is not known before the end.

    Raises:
        CardError: The card's recipient cannot be sealed to.
        PacketError: The file is empty, or too large.
        Cancelled: The user stopped; what was handed on belongs to nothing.
    """
    try:
        to = age.HybridRecipient.parse(recipient.keys.recipient)
    except KeyFormatError:
        raise CardError from None
    whole, size, names = hashlib.sha256(), 0, list[str]()
    while block := _read_block(source):
        progress.check_cancelled()
        if len(names) == MAX_PARTS:
            raise PacketError(M("This file is too large to be sent."), hint=None)
        whole.update(block)
        size += len(block)
        sealed = io.BytesIO()
        age.encrypt([to], io.BytesIO(block.ljust(PART, b"\0")), sealed)
        name = packet_name(sealed.getvalue())
        put(name, sealed.getvalue())
        names.append(name.removesuffix(SUFFIX))
        progress.report(len(names), 0)
    if not names:
        raise PacketError(M("This file is empty."), hint=None)
    return SealedParts(sha256=whole.hexdigest(), size=size, names=tuple(names))


def join_parts(  # noqa: PLR0913 - where from, what, with what, where to
    take: Callable[[str], bytes],
    attachment: Attachment,
    *,
    opener: Opener,
    guard: Guard,
    write: Callable[[bytes], object],
    progress: Progress,
) -> None:
    """Open the parts of a file one by one and write what they hold.

    What was written counts only once this has returned: before that, nobody knows
    whether it is the file that the sender named.

    Args:
        take: Gives the bytes of the part file of a name.
        attachment: What the sender named in the inner layer.
        opener: The profile's `Opener`.
        guard: Decrypts each part in a limited child.
        write: Takes the file, piece by piece, in order.
        progress: Told of the parts done.

    Raises:
        PacketTamperedError: A part is damaged, or together they are not what was named.
        PacketForOthersError: A part was sealed to another office.
        GuardError: The child died, ran too long or used too much memory.
        Cancelled: The user stopped.
    """
    if len(attachment.parts) != parts_of(attachment.size):
        raise PacketError
    whole, left = hashlib.sha256(), attachment.size
    for done, name in enumerate(attachment.parts):
        progress.check_cancelled()
        sealed = take(name)
        if packet_name(sealed) != name + SUFFIX:
            raise PacketTamperedError
        block = open_part(sealed, opener=opener, guard=guard)
        wanted = block[: min(left, PART)]
        if block.count(0, len(wanted)) != len(block) - len(wanted):
            raise PacketTamperedError
        left -= len(wanted)
        whole.update(wanted)
        write(wanted)
        progress.report(done + 1, len(attachment.parts))
    if whole.hexdigest() != attachment.sha256:
        raise PacketTamperedError


def open_part(sealed: bytes, *, opener: Opener, guard: Guard) -> bytes:
    """Return what one part file holds, its fill included.

    Raises:
        PacketError: See `join_parts`.
        GuardError: The child died, ran too long or used too much memory.
    """
    try:
        header = age.read_header(io.BytesIO(sealed))
        file_key = opener.unwrap(header.raw)
    except (HeaderError, NotAPacketError):
        raise PacketTamperedError from None
    if file_key is None:
        raise PacketForOthersError
    args: dict[str, JsonLike] = {
        "file_key": base64.b64encode(file_key.reveal()).decode("ascii"),
        "part": True,
    }
    block = guard.run(JOB, args, sealed[len(header.raw) :]).data
    if len(block) != PART:
        raise PacketTamperedError
    return block


def _read_block(source: BinaryIO) -> bytes:
    block = bytearray()
    while len(block) < PART and (more := source.read(PART - len(block))):
        block += more
    return bytes(block)
