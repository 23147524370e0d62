"""Whether a text says something that stands elsewhere: a name, a number, a sentence."""

from __future__ import annotations

import unicodedata
from typing import Final

LEAST_LETTERS: Final = 3
"""A shorter word says nothing of anybody by itself."""

LEAST_DIGITS: Final = 5
"""A shorter number is no telephone number, and nothing that somebody is known by."""


def says(text: str, value: str, *, by_word: bool = False) -> bool:
    """Whether `text` says `value`, however it is spelled out: capitals, points and blanks.

    It finds what was copied and what was spelled alike, and nothing that was said
    in other words: it helps people, and takes no decision from them.

    Args:
        text: What somebody has written.
        value: What stands elsewhere.
        by_word: Whether any one word of it says enough, as with a name.
    """
    words, sought = _words(text), _words(value)
    whole = " ".join(sought)
    if len(whole) >= LEAST_LETTERS and f" {whole} " in f" {' '.join(words)} ":
        return True
    digits = _digits(value)
    if len(digits) >= LEAST_DIGITS and digits in _digits(text):
        return True
    return by_word and any(len(word) >= LEAST_LETTERS and word in words for word in sought)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = (each if _is_part(each) else " " for each in folded)
    return "".join(letters).split()


def _is_part(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN"


def _digits(text: str) -> str:
    found = (unicodedata.digit(letter, None) for letter in text)
    return "".join(str(digit) for digit in found if digit is not None)
