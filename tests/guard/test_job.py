"""Frames and messages between parent and child."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import OutsideFileError
from intake_app.domain.message import MC, MN, M, Message
from intake_app.guard.job import (
    FrameError,
    message_from_json,
    message_to_json,
    read_frame,
    write_frame,
)
from intake_app.guard.strict_json import dumps, loads


def through_json(value):
    return loads(dumps(value))


@given(st.dictionaries(st.text("abc"), st.integers()), st.binary())
def test_a_frame_that_is_written_reads_back(head, body):
    stream = io.BytesIO()
    write_frame(stream, head, body)
    write_frame(stream, {}, b"")
    stream.seek(0)

    assert read_frame(stream, max_body=len(body)) == (head, body)
    assert read_frame(stream, max_body=0) == ({}, b"")
    assert read_frame(stream, max_body=0) is None


@given(st.binary(max_size=40))
def test_any_bytes_are_a_frame_or_refused(data):
    try:
        frame = read_frame(io.BytesIO(data), max_body=100)
    except (FrameError, OutsideFileError):
        return
    assert (frame is None) == (data == b"")


def test_a_body_above_the_limit_is_refused_before_it_is_read():
    stream = io.BytesIO(struct.pack(">IQ", 2, 101) + b"{}" + bytes(101))

    with pytest.raises(FrameError):
        read_frame(stream, max_body=100)
    assert stream.tell() == 12


@pytest.mark.parametrize(
    "message",
    [
        M("Plain."),
        M("In {cell}.", cell="A1"),
        M("{share} of {part}", share=0.5, part=M("the {name}", name="form")),
        MN("{count} part", "{count} parts", 3),
        MC("button", "Open"),
    ],
)
def test_a_message_crosses_as_it_is(message):
    assert message_from_json(through_json(message_to_json(message))) == message


def test_a_value_of_another_type_crosses_as_text():
    message = message_from_json(message_to_json(M("{kind}", kind=ValueError)))

    assert message.values == {"kind": "<class 'ValueError'>"}


@pytest.mark.parametrize(
    "message",
    [
        M("{name.__class__}", name="x"),
        M("{name[0]}", name="x"),
        M("{name:>999999999}", name="x"),
        M("{name!r}", name="x"),
        M("{}", name="x"),
        M("{0}", name="x"),
        M("{", name="x"),
        M("{{name}}", name="x"),
        M("{missing}", name="x"),
        Message("fine", plural="{count:>999999999}", count=2, values={"count": 2}),
        M("{part}", part=M("{missing}")),
    ],
)
def test_a_message_that_cannot_be_filled_in_safely_is_refused(message):
    with pytest.raises(FrameError):
        message_from_json(through_json(message_to_json(message)))


@pytest.mark.parametrize("value", [None, "text", 1, [], {}, {"msgid": "x"}, {"msgid": 1}])
def test_what_is_no_message_is_refused(value):
    with pytest.raises(FrameError):
        message_from_json(value)
