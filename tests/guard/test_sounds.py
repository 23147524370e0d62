"""Recorded voices from outside: WAV, Opus and Vorbis alone, within limits."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import OutsideFileError
from intake_app.domain.recording import SoundKind
from intake_app.guard.sounds import MAX_BYTES, check_sound
from tests.voices import OPUS, VORBIS, wav


def with_chunk(data, name, body):
    inner = data[8:] + name + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def page_at(data, number):
    at = 0
    for _ in range(number):
        count = data[at + 26]
        at += 27 + count + sum(data[at + 27 : at + 27 + count])
    return at


def replaced(data, at, new):
    return data[:at] + new + data[at + len(new) :]


@pytest.mark.parametrize(
    ("data", "kind", "about"),
    [(wav(400), SoundKind.WAV, 400), (OPUS.read_bytes(), SoundKind.OGG, 400),
     (VORBIS.read_bytes(), SoundKind.OGG, 400)],
)  # fmt: skip
def test_a_recording_is_told_of(data, kind, about):
    found = check_sound(data)

    assert found.kind is kind
    assert abs(found.milliseconds - about) <= 20
    assert found.data == data


def test_of_a_wav_file_nothing_is_kept_but_the_sound():
    data = with_chunk(wav(), b"LIST", b"INFOIART\x0a\0\0\0Somebody A\0\0")

    found = check_sound(data)

    assert found.data == wav()
    assert b"Somebody" not in found.data


def test_a_wav_file_of_another_codec_is_refused():
    data = replaced(wav(), 20, struct.pack("<H", 85))  # MP3 within RIFF

    with pytest.raises(OutsideFileError) as told:
        check_sound(data)

    assert "Opus" in told.value.hint.msgid


def test_a_film_beside_the_voice_is_refused():
    data = OPUS.read_bytes()
    other = replaced(data, 14, struct.pack("<I", 77))

    with pytest.raises(OutsideFileError) as told:
        check_sound(other[: page_at(other, 1)] + data)

    assert "more than one" in told.value.summary.msgid


def test_a_picture_in_the_comments_is_refused():
    data = OPUS.read_bytes()
    tags = data.index(b"OpusTags") + 8
    (maker,) = struct.unpack_from("<I", data, tags)
    comment = b"METADATA_BLOCK_PICTURE=film"
    told = struct.pack("<II", 1, len(comment)) + comment  # over the padding behind the maker
    named = replaced(data, tags + 4 + maker, told)

    with pytest.raises(OutsideFileError) as refused:
        check_sound(named)

    assert "picture" in refused.value.summary.msgid


@pytest.mark.parametrize("data", [b"", b"RIFF", b"ID3\x04film", b"fLaC\0\0\0\x22", b"OggS"])
def test_anything_else_is_refused_in_words(data):
    with pytest.raises(OutsideFileError):
        check_sound(data)


def test_what_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(OutsideFileError) as told:
        check_sound(wav() + b"\0" * MAX_BYTES)

    assert "8 MB" in told.value.summary.msgid


def test_what_is_too_long_is_refused():
    long = replaced(
        OPUS.read_bytes(), page_at(OPUS.read_bytes(), 2) + 6, struct.pack("<q", 1 << 40)
    )

    with pytest.raises(OutsideFileError) as told:
        check_sound(long)

    assert "five minutes" in told.value.summary.msgid


@pytest.mark.parametrize("data", [wav(50), OPUS.read_bytes(), VORBIS.read_bytes()])
@given(at=st.integers(0, 5000), new=st.binary(max_size=8), cut=st.integers(0, 5000))
def test_a_damaged_file_is_refused_or_still_a_recording(data, at, new, cut):
    damaged = replaced(data, min(at, len(data)), new)[: len(data) - cut or None]

    try:
        found = check_sound(damaged)
    except OutsideFileError:
        return
    assert check_sound(found.data) == found
    assert found.data.startswith((b"RIFF", b"OggS"))
