"""Random changes of bytes, as chance and as people with a hex editor make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random


def mutated(data: bytes, chance: random.Random, region: range) -> bytes:
    """Return `data` with one change that begins in `region`; it is never the same."""
    while True:
        made = _changed(data, chance, chance.choice(region))
        if made != data:
            return made


def _changed(data: bytes, chance: random.Random, at: int) -> bytes:
    length = chance.choice((1, 1, 2, 16, 64, 512))
    before, piece, rest = data[:at], data[at : at + length], data[at + length :]
    other = chance.randrange(len(data))
    made = (
        lambda: before + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :],
        lambda: before + chance.randbytes(len(piece)) + rest,
        lambda: before + rest,
        lambda: before + chance.randbytes(length) + piece + rest,
        lambda: before + piece + piece + rest,
        lambda: before + data[other : other + length] + rest,
        lambda: before,
        lambda: before + bytes([chance.choice(b'\0\n "-.0=A{}')]) + data[at + 1 :],
    )
    return chance.choice(made)()
