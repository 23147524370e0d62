"""What the parent and the child of the guard agree on: jobs, replies, frames, messages.

A frame is a four-byte head length, an eight-byte body length (both big-endian),
a JSON head and a body of raw bytes.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from intake_app.domain.message import Message
from intake_app.guard import strict_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.guard.strict_json import Json, JsonLike

MIB = 1 << 20
MAX_HEAD = 16 * MIB
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SIZES = struct.Struct(">IQ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing that is done in a limited child process, and its limits.

    Attributes:
        target: ``package.module:function``, imported in the child only. The
            function takes the arguments and the data, and returns a `Reply`:
            ``def job(args: Mapping[str, Json], data: bytes) -> Reply``.
        cpu_s: Processor seconds one request may use.
        wall_s: Seconds one request may take, starting the child included.
        memory_mib: Address space of the child; also the longest reply.
        warm: Whether the child may serve further requests of the same job.
    """

    target: str
    cpu_s: int
    wall_s: float
    memory_mib: int
    warm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a job gives back: small facts as JSON, large things as bytes."""

    result: Mapping[str, Json] = field(default_factory=dict[str, "Json"])
    data: bytes = b""


class FrameError(Exception):
    """The other side of the pipe ended or broke the framing."""


def write_frame(stream: IO[bytes], head: JsonLike, body: bytes) -> None:
    """Write one frame and flush it."""
    encoded = strict_json.dumps(head)
    stream.write(_SIZES.pack(len(encoded), len(body)))
    stream.write(encoded)
    stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes], *, max_body: int) -> tuple[dict[str, Json], bytes] | None:
    """Read one frame, or return None when the stream ended before it.

    Raises:
        FrameError: The stream ended inside the frame, or a length is above its limit.
        OutsideFileError: The head is not JSON.
    """
    sizes = stream.read(_SIZES.size)
    if not sizes:
        return None
    if len(sizes) != _SIZES.size:
        raise FrameError
    head_size, body_size = _SIZES.unpack(sizes)
    if head_size > MAX_HEAD or body_size > max_body:
        raise FrameError
    head = strict_json.loads(_read_exactly(stream, head_size), max_bytes=MAX_HEAD)
    if not isinstance(head, dict):
        raise FrameError
    return head, _read_exactly(stream, body_size)


def message_to_json(message: Message) -> Json:
    """Return `message` in the form in which it crosses between processes."""
    return {
        "msgid": message.msgid,
        "plural": message.plural,
        "count": message.count,
        "context": message.context,
        "values": {name: _value_to_json(value) for name, value in message.values.items()},
    }


def message_from_json(value: Json) -> Message:
    """Return the message that `message_to_json` wrote.

    Raises:
        FrameError: The value is no message.
    """
    match value:
        case {
            "msgid": str(msgid),
            "plural": str() | None as plural,
            "count": int() | None as count,
            "context": str() | None as context,
            "values": dict(values),
        }:
            found = {name: _value_from_json(item) for name, item in values.items()}
            if _can_be_filled(msgid, found) and _can_be_filled(plural or "", found):
                return Message(msgid, plural=plural, count=count, context=context, values=found)
    raise FrameError


def _value_to_json(value: object) -> Json:
    if isinstance(value, Message):
        return message_to_json(value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    return str(value)


def _value_from_json(value: Json) -> object:
    return message_from_json(value) if isinstance(value, dict) else value


def _can_be_filled(text: str, values: Mapping[str, object]) -> bool:
    """Whether `text` holds placeholders of plain names only, each with a value.

    The text comes from a child that may have been subverted; formatting it must
    neither reach into the values nor make a line of a thousand million spaces.
    """
    names = _PLACEHOLDER.findall(text)
    rest = _PLACEHOLDER.sub("", text)
    return not {"{", "}"} & set(rest) and values.keys() >= set(names)


def _read_exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise FrameError
    return data
