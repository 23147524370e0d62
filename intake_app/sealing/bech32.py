"""Bech32, as age writes keys: BIP 173 without its limit of 90 characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.sealing.errors import KeyFormatError

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {character: value for value, character in enumerate(_CHARSET)}
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6
_BYTE = 8
_FIVE = 5


def encode(prefix: str, data: bytes) -> str:
    """Return `data` in Bech32 under `prefix`, in the letter case of `prefix`."""
    lower = prefix.lower()
    values = _regroup(data, _BYTE, _FIVE)
    remainder = _polymod([*_expand(lower), *values, *bytes(_CHECKSUM)]) ^ 1
    check = [remainder >> 5 * (_CHECKSUM - 1 - place) & 31 for place in range(_CHECKSUM)]
    text = lower + "1" + "".join(_CHARSET[value] for value in [*values, *check])
    return text.upper() if prefix.isupper() else text


def decode(text: str, prefix: str) -> bytes:
    """Return the bytes that `encode` wrote under `prefix`, in the same letter case.

    Raises:
        KeyFormatError: The text is not Bech32, or stands under another prefix.
    """
    same_case = text in (text.lower(), text.upper()) and text.isupper() == prefix.isupper()
    if not (text.isascii() and same_case):
        raise KeyFormatError("letter case")
    found, separator, rest = text.lower().rpartition("1")
    if not separator or found != prefix.lower() or len(rest) < _CHECKSUM:
        raise KeyFormatError("prefix")
    try:
        values = [_VALUES[character] for character in rest]
    except KeyError:
        raise KeyFormatError("character") from None
    if _polymod([*_expand(found), *values]) != 1:
        raise KeyFormatError("checksum")
    groups = values[:-_CHECKSUM]
    data = bytes(_regroup(groups, _FIVE, _BYTE)[: len(groups) * _FIVE // _BYTE])
    if _regroup(data, _BYTE, _FIVE) != groups:
        raise KeyFormatError("padding")
    return data


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _polymod(values: Iterable[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            if top >> place & 1:
                checksum ^= generator
    return checksum


def _regroup(values: Iterable[int], width: int, wanted: int) -> list[int]:
    """Cut a run of `width`-bit values into `wanted`-bit ones; the last is filled with zeros."""
    groups: list[int] = []
    pending = bits = 0
    for value in values:
        pending = pending << width | value
        bits += width
        while bits >= wanted:
            bits -= wanted
            groups.append(pending >> bits & ((1 << wanted) - 1))
        pending &= (1 << bits) - 1
    if bits:
        groups.append(pending << (wanted - bits) & ((1 << wanted) - 1))
    return groups
