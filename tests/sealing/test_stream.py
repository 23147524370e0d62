"""The payload's STREAM: chunks cannot be cut, moved, joined or added."""

from __future__ import annotations

import io

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from intake_app.domain.secret import Secret
from intake_app.sealing.errors import HeaderError, PayloadError
from intake_app.sealing.stream import CHUNK, PayloadReader, PayloadWriter, chunks, derive

KEY = Secret(bytes(range(16)))
NONCE = bytes(16)
CIPHER = ChaCha20Poly1305(derive(KEY.reveal(), NONCE, b"payload"))
FULL = bytes(CHUNK)


def chunk(plain, counter, *, last):
    return CIPHER.encrypt(counter.to_bytes(11, "big") + bytes([last]), plain, None)


def read(*sealed):
    return b"".join(chunks(PayloadReader(KEY, io.BytesIO(NONCE + b"".join(sealed)))))


@pytest.mark.parametrize(
    ("sealed", "plain"),
    [
        ([chunk(b"", 0, last=True)], b""),
        ([chunk(b"x", 0, last=True)], b"x"),
        ([chunk(FULL, 0, last=True)], FULL),
        ([chunk(FULL, 0, last=False), chunk(b"x", 1, last=True)], FULL + b"x"),
        ([chunk(FULL, 0, last=False), chunk(FULL, 1, last=True)], FULL + FULL),
    ],
)
def test_a_payload_by_the_rules_is_read(sealed, plain):
    assert read(*sealed) == plain


@pytest.mark.parametrize(
    "sealed",
    [
        [],
        [chunk(b"x", 0, last=False)],
        [chunk(b"", 0, last=False)],
        [chunk(FULL, 0, last=False)],
        [chunk(FULL, 0, last=False), chunk(b"", 1, last=True)],
        [chunk(FULL, 0, last=False), chunk(FULL, 1, last=False)],
        [chunk(FULL, 0, last=False), chunk(b"x", 1, last=False)],
        [chunk(FULL, 0, last=False), chunk(b"x", 2, last=True)],
        [chunk(FULL, 0, last=False), chunk(b"x", 0, last=True)],
        [chunk(FULL, 1, last=False), chunk(FULL, 0, last=True)],
        [chunk(FULL, 0, last=True), chunk(b"x", 1, last=True)],
        [chunk(b"x", 0, last=False), chunk(b"x", 1, last=True)],
        [chunk(b"x", 0, last=True), b"\x00"],
        [chunk(FULL, 0, last=True), b"\x00"],
        [chunk(FULL, 0, last=True), bytes(100_000)],
        [chunk(b"x", 0, last=True)[:-1]],
        [chunk(b"x", 0, last=True)[1:]],
        [bytes(15)],
    ],
)
def test_a_payload_that_breaks_the_rules_is_refused(sealed):
    with pytest.raises(PayloadError):
        read(*sealed)


@pytest.mark.parametrize("size", [0, 15])
def test_a_payload_without_its_nonce_is_a_broken_header(size):
    with pytest.raises(HeaderError):
        PayloadReader(KEY, io.BytesIO(bytes(size)))


def test_a_source_that_gives_little_at_a_time_is_read_whole():
    class Trickle(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 1000))

    target = io.BytesIO()
    with PayloadWriter(KEY, target) as writer:
        writer.write(b"ab" * CHUNK)

    reader = PayloadReader(KEY, Trickle(target.getvalue()))
    assert reader.read(3 * CHUNK) == b"ab" * CHUNK


def test_two_payloads_under_one_key_share_nothing():
    first, second = io.BytesIO(), io.BytesIO()
    for target in (first, second):
        with PayloadWriter(KEY, target) as writer:
            writer.write(b"the same")

    assert first.getvalue()[16:] != second.getvalue()[16:]
