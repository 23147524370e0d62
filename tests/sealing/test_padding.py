"""Padding: few different lengths, little added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.sealing.padding import MINIMUM, padded_size

SIZES = st.integers(0, 1 << 40)


@pytest.mark.parametrize(
    ("size", "padded"),
    [
        (0, 65_536),
        (1, 65_536),
        (65_536, 65_536),
        (65_537, 67_584),
        (1_000_000, 1_015_808),
        (100_000_000, 100_663_296),
    ],
)
def test_lengths_are_those_of_the_format(size, padded):
    assert padded_size(size) == padded


@given(SIZES)
def test_little_is_added_and_nothing_taken(size):
    padded = padded_size(size)

    assert padded >= max(size, MINIMUM)
    assert size <= MINIMUM or padded <= size * 1.12


@given(SIZES)
def test_a_padded_length_stays_as_it_is_and_fits_records(size):
    assert padded_size(padded_size(size)) == padded_size(size)
    assert padded_size(size) % 512 == 0


@given(SIZES, SIZES)
def test_longer_is_never_padded_to_less(one, other):
    shorter, longer = sorted((one, other))

    assert padded_size(shorter) <= padded_size(longer)


def test_there_are_few_lengths_between_a_mebibyte_and_two():
    assert len({padded_size(size) for size in range(1 << 20, 1 << 21, 1 << 9)}) <= 33
