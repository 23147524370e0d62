"""How long sealed things are made, so that their length says little.

Padme (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and
Communication with PURBs", 2019) lets a length have few significant bits: at
most 12 % is added, and the length tells O(log log n) bits instead of O(log n).
"""

from __future__ import annotations

MINIMUM = 64 << 10
"""Every packet of text alone is as long as every other."""


def padded_size(size: int, *, minimum: int = MINIMUM) -> int:
    """Return the length, at least `size` and `minimum`, that `size` is padded to."""
    wanted = max(size, minimum, 2)
    exponent = wanted.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (wanted + mask) & ~mask
