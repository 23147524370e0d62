"""The header's form: what cannot have been written by the rules is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.sealing.errors import HeaderError
from intake_app.sealing.stanzas import (
    Stanza,
    decode_base64,
    encode_base64,
    format_stanzas,
    read_header,
)

MAC = b" " + b"M" * 43 + b"\n"
GOOD = b"age-encryption.org/v1\n-> kind argument\nAAAA\n---" + MAC
VISIBLE = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1)
STANZAS = st.builds(
    Stanza, kind=VISIBLE, arguments=st.lists(VISIBLE).map(tuple), body=st.binary(max_size=200)
)


@given(st.lists(STANZAS, min_size=1, max_size=5))
def test_a_header_that_is_written_reads_back(stanzas):
    raw = format_stanzas(stanzas) + MAC

    header = read_header(io.BytesIO(raw + b"payload"))

    assert header.stanzas == tuple(stanzas)
    assert header.raw == raw
    assert header.authenticated == format_stanzas(stanzas)


@given(st.binary(max_size=100))
def test_base64_has_one_spelling(data):
    assert decode_base64(encode_base64(data)) == data


@given(st.text("AQgw+/=\n ", max_size=12))
def test_any_other_spelling_of_base64_is_refused(text):
    try:
        data = decode_base64(text)
    except HeaderError:
        return
    assert encode_base64(data) == text


def change(old, new):
    assert GOOD.count(old) == 1 or old == b"\n"
    return GOOD.replace(old, new)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        GOOD[:-1],
        change(b"/v1", b"/v2"),
        change(b"/v1\n", b"/v1 \n"),
        change(b"/v1\n", b"/v1\r\n"),
        change(b"\n", b"\r\n"),
        change(b"age", b"\xef\xbb\xbfage"),
        change(b"-> ", b"->"),
        change(b"-> ", b"->  "),
        change(b"-> kind argument", b"-> kind argument "),
        change(b"-> kind argument", b"-> kind  argument"),
        change(b"-> kind argument", b"-> "),
        change(b"-> kind argument", b"->"),
        change(b"-> kind argument", b"=> kind argument"),
        change(b"argument", "argumenté".encode()),
        change(b"argument", b"argu\x7fment"),
        change(b"-> kind argument\n", b""),
        change(b"-> kind argument\nAAAA\n", b""),
        change(b"AAAA\n", b""),
        change(b"AAAA", b"AAA="),
        change(b"AAAA", b"AAB"),
        change(b"AAAA", b"AAAAA"),
        change(b"AAAA", b"AA_A"),
        change(b"AAAA", b" AAAA"),
        change(b"AAAA", b"A" * 64),
        change(b"AAAA", b"A" * 65),
        change(b"AAAA", b"A" * 68),
        change(b"AAAA", b"A" * 68 + b"\n"),
        change(b"AAAA", b"AAAA\nAAAA"),
        change(b"--- ", b"---"),
        change(b"--- ", b"---  "),
        change(b"--- ", b"--"),
        change(MAC, b"\n"),
        change(MAC, b" " + b"M" * 42 + b"\n"),
        change(MAC, b" " + b"M" * 44 + b"\n"),
        change(MAC, b" " + b"M" * 42 + b"B\n"),
        change(MAC, b" " + b"M" * 43 + b" \n"),
        change(MAC, b" " + b"M" * 43 + b"=\n"),
    ],
)
def test_a_header_that_breaks_the_format_is_refused(raw):
    with pytest.raises(HeaderError):
        read_header(io.BytesIO(raw))


@pytest.mark.parametrize("size", [0, 1, 47, 48, 49, 95, 96, 97])
def test_a_body_is_written_in_lines_of_64_with_a_shorter_one_at_the_end(size):
    raw = format_stanzas([Stanza(kind="kind", body=bytes(size))])

    *full, last = raw.split(b"\n")[2:-1]
    assert all(len(line) == 64 for line in full)
    assert len(last) < 64


def test_a_header_is_accepted_to_its_limit_and_no_further():
    assert read_header(io.BytesIO(GOOD), max_bytes=len(GOOD))
    with pytest.raises(HeaderError):
        read_header(io.BytesIO(GOOD), max_bytes=len(GOOD) - 1)


def test_no_more_than_the_limit_is_read_of_an_endless_header():
    class Endless(io.RawIOBase):
        given = 0

        def readable(self):
            return True

        def readline(self, size=-1):
            self.given += size
            return b"x" * size

    source = Endless()
    with pytest.raises(HeaderError):
        read_header(source, max_bytes=1000)
    assert source.given <= 1001
