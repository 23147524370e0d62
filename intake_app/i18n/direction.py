"""Keeping the direction of one text from disturbing the text around it.

A phone number or a code put into an Arabic sentence is shown with its groups
reversed unless it is isolated (UAX #9; seen with Qt). Text from people may run
the other way than the sentence, or bring controls of its own.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from intake_app.i18n.languages import Direction

FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"
LEFT_TO_RIGHT_MARK: Final = "\u200e"
NO_BREAK_SPACE: Final = "\u00a0"
ISOLATE_STARTS: Final = "\u2066\u2067\u2068"
OVERRIDES: Final = "\u202a\u202b\u202c\u202d\u202e"
"""Embeddings and overrides: they can make a text read otherwise than it is."""

_CONTROLS: Final = ISOLATE_STARTS + POP_ISOLATE + OVERRIDES
_RTL_CLASSES: Final = frozenset({"R", "AL"})


def direction_of(text: str) -> Direction | None:
    """Return the direction of the first letter of `text`, or None without a letter."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RTL_CLASSES:
            return Direction.RIGHT_TO_LEFT
        if kind == "L":
            return Direction.LEFT_TO_RIGHT
    return None


def isolated(text: str) -> str:
    """Return `text` between isolates, with its own controls made harmless.

    What stands inside can change neither the order nor the direction of what
    stands outside: overrides are dropped, isolates are balanced.
    """
    return f"{FIRST_STRONG_ISOLATE}{_balanced(text)}{POP_ISOLATE}"


def unbroken(number: str) -> str:
    """Return a telephone number or a code as `isolated` does, and never on two lines.

    Half a number at the end of a line is read as a whole one, or in the wrong order.
    """
    return isolated(number.replace(" ", NO_BREAK_SPACE))


def in_latin_order(number: str) -> str:
    """Return a number of several groups so that its first group always stands at the left.

    Groups of Arabic digits would else run from right to left even in a Latin line
    (UAX #9, N1), and stand under other groups than the Latin digits above them.
    """
    groups = f"{LEFT_TO_RIGHT_MARK} {LEFT_TO_RIGHT_MARK}".join(number.split(" "))
    return isolated(LEFT_TO_RIGHT_MARK + groups)


def isolated_in(direction: Direction, text: str) -> str:
    """Return `text` ready to stand inside a sentence that runs in `direction`.

    Plain words inside a left-to-right sentence stay as they are; everything
    that could be shown in the wrong order (another direction, codes and phone
    numbers, controls of its own) is isolated.
    """
    if direction is Direction.RIGHT_TO_LEFT or any(map(_turns, text)) or _is_code(text):
        return isolated(text)
    return text


def without_isolates(text: str) -> str:
    """Return `text` without isolates, for comparing and for machines that read it."""
    return "".join(char for char in text if char not in ISOLATE_STARTS + POP_ISOLATE)


def _turns(char: str) -> bool:
    return unicodedata.bidirectional(char) in _RTL_CLASSES | {"AN"} or char in _CONTROLS


def _is_code(text: str) -> bool:
    return direction_of(text) is None and any(char.isdigit() for char in text)


def _balanced(text: str) -> str:
    kept: list[str] = []
    depth = 0
    for char in text:
        if char in OVERRIDES:
            continue
        if char in ISOLATE_STARTS:
            depth += 1
        elif char == POP_ISOLATE:
            if depth == 0:
                continue
            depth -= 1
        kept.append(char)
    return "".join(kept) + POP_ISOLATE * depth
