"""Bech32, as age writes keys: BIP 173 without its limit of 90 characters."""

from __future__ import annotations

import base64
import binascii
from functools import reduce
from operator import xor
from typing import TYPE_CHECKING

from intake_app.sealing.errors import KeyFormatError

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {character: value for value, character in enumerate(_CHARSET)}
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_FROM_BASE32 = str.maketrans(_BASE32, _CHARSET)
_TO_BASE32 = str.maketrans(_CHARSET, _BASE32)
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_STEPS = tuple(
    reduce(xor, (g for place, g in enumerate(_GENERATORS) if top >> place & 1), 0)
    for top in range(32)
)
_CHECKSUM = 6
_QUANTUM = 8


def encode(prefix: str, data: bytes) -> str:
    """Return `data` in Bech32 under `prefix`, in the letter case of `prefix`."""
    lower = prefix.lower()
    body = _groups(data)
    values = [_VALUES[character] for character in body]
    remainder = _polymod([*_expand(lower), *values, *bytes(_CHECKSUM)]) ^ 1
    check = [remainder >> 5 * (_CHECKSUM - 1 - place) & 31 for place in range(_CHECKSUM)]
    text = lower + "1" + body + "".join(_CHARSET[value] for value in check)
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
    body = rest[:-_CHECKSUM]
    try:
        data = base64.b32decode(body.translate(_TO_BASE32) + "=" * (-len(body) % _QUANTUM))
    except binascii.Error:
        raise KeyFormatError("padding") from None
    if _groups(data) != body:
        raise KeyFormatError("padding")
    return data


def _groups(data: bytes) -> str:
    """Return `data` in groups of five bits, the last filled with zeros."""
    return base64.b32encode(data).decode("ascii").rstrip("=").translate(_FROM_BASE32)


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _polymod(values: Iterable[int]) -> int:
    checksum = 1
    for value in values:
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value ^ _STEPS[checksum >> 25]
    return checksum
