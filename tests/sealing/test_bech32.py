"""Keys in text: one spelling, and a typing mistake shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.sealing import bech32
from intake_app.sealing.errors import KeyFormatError


@given(st.binary(max_size=200), st.sampled_from(["age", "AGE-SECRET-KEY-", "age1pq"]))
def test_what_is_written_reads_back(data, prefix):
    assert bech32.decode(bech32.encode(prefix, data), prefix) == data


def test_the_form_is_that_of_bip_173():
    assert bech32.encode("a", b"") == "a12uel5l"
    assert bech32.encode("A", b"") == "A12UEL5L"


@given(st.binary(min_size=1, max_size=40), st.data())
def test_a_changed_character_is_noticed(data, draw):
    text = bech32.encode("age", data)
    at = draw.draw(st.integers(0, len(text) - 1))
    other = draw.draw(st.characters().filter(lambda c: c != text[at]))

    with pytest.raises(KeyFormatError):
        bech32.decode(text[:at] + other + text[at + 1 :], "age")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "age",
        "age1",
        "a12uel5l",
        "age" + bech32.encode("age", b"x"),
        bech32.encode("age", b"x").upper(),
        bech32.encode("age", b"x").title(),
        bech32.encode("age", b"x")[:-1],
        bech32.encode("age", b"x") + "q",
        " " + bech32.encode("age", b"x"),
        bech32.encode("age", b"x") + "\n",
    ],
)
def test_another_spelling_is_refused(text):
    with pytest.raises(KeyFormatError):
        bech32.decode(text, "age")


def test_bits_beyond_the_last_byte_are_refused():
    # One byte is two characters of five bits; the two bits left over must be zeros.
    with pytest.raises(KeyFormatError):
        bech32.decode(_with_groups([0, 1]), "age")
    with pytest.raises(KeyFormatError):
        bech32.decode(_with_groups([0, 0, 0]), "age")
    assert bech32.decode(_with_groups([0, 4]), "age") == b"\x01"


def _with_groups(groups):
    """Return a text with a good checksum over any five-bit groups."""
    values = [*bech32._expand("age"), *groups]
    remainder = bech32._polymod([*values, *bytes(6)]) ^ 1
    check = [remainder >> 5 * (5 - place) & 31 for place in range(6)]
    return "age1" + "".join(bech32._CHARSET[value] for value in [*groups, *check])
