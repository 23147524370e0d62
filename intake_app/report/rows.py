"""What stands on a sheet, before anything is measured or drawn: texts in rows of columns."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from intake_app.i18n.direction import ISOLATE_STARTS, POP_ISOLATE, direction_of
from intake_app.i18n.languages import Direction, Language

Colour = tuple[float, float, float]

INK: Final[Colour] = (0x22 / 255, 0x30 / 255, 0x2F / 255)
SOFT_INK: Final[Colour] = (0x46 / 255, 0x51 / 255, 0x50 / 255)
HAIRLINE: Final[Colour] = (0xDD / 255, 0xD8 / 255, 0xCE / 255)
"""The light theme's tokens (screens, "Look")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a text is set.

    Attributes:
        size: In points, for Latin letters.
    """

    size: float
    bold: bool = False
    colour: Colour = INK


_FIRST_TALL: Final = "\u0590"
"""From here on the code charts hold scripts with marks above and below their letters."""

_ISOLATED: Final = re.compile(f"[{ISOLATE_STARTS}][^{POP_ISOLATE}]*{POP_ISOLATE}")

HEADING: Final = Style(size=15, bold=True)
GROUP: Final = Style(size=11.5, bold=True)
LABEL: Final = Style(size=9, colour=SOFT_INK)
VALUE: Final = Style(size=11)
NOTE: Final = Style(size=8, colour=SOFT_INK)
HEAD: Final = Style(size=9, colour=SOFT_INK)
CODE: Final = Style(size=11, bold=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One paragraph.

    Attributes:
        words: U+2028 begins a new line.
        tag: BCP 47 tag of the language the words are in, "" when nobody knows.
        direction: Which way the words run.
        side: Which way their column runs: from its first side the lines start.
        scale: By how much the letters are drawn larger than Latin.
    """

    words: str
    style: Style
    tag: str
    direction: Direction
    side: Direction
    scale: float = 1.0


def text_in(language: Language, words: str, style: Style, *, side: Direction | None = None) -> Text:
    """Return a paragraph in a known language.

    Args:
        language: What the words should be in; where a translation is missing
            they are English, and run as English does.
        words: The words.
        style: How they are set.
        side: Which way the column runs; None when it runs as the language does.
    """
    runs_right_to_left = language.is_rtl and _has_rtl_letters(words)
    return Text(
        words=words,
        style=style,
        tag=language.tag,
        direction=Direction.RIGHT_TO_LEFT if runs_right_to_left else Direction.LEFT_TO_RIGHT,
        side=side or language.direction,
        scale=language.size_factor if is_tall(words) else 1.0,
    )


def text_of_people(words: str, style: Style, *, side: Direction | None = None) -> Text:
    """Return a paragraph in who knows what language: its first letter says which way it runs."""
    direction = direction_of(words) or Direction.LEFT_TO_RIGHT
    return Text(words=words, style=style, tag="", direction=direction, side=side or direction)


def is_tall(words: str) -> bool:
    """Return whether a text holds letters of the scripts that need more room than Latin."""
    return max(words, default="") >= _FIRST_TALL


def opposite(direction: Direction) -> Direction:
    """Return the other direction, for what stands at the far side of a line."""
    return next(other for other in Direction if other is not direction)


def _has_rtl_letters(words: str) -> bool:
    """Whether any letter of the sentence itself runs from right to left; values do not count."""
    sentence = _ISOLATED.sub("", words)
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Texts side by side, one to a column.

    Attributes:
        cells: One for each column, in the order of the languages; or a single
            one, which takes the whole width.
        gap: Space above, in points; none is left at the top of a page.
        rule: Whether a hairline runs above it.
        keeps_next: Whether it must not be the last thing on a page.
        bar: Its height in points, when it is no text but a black bar: something that is
            not given. Nothing stands under it, and it is as wide for every word.
    """

    cells: tuple[Text | None, ...]
    gap: float = 0
    rule: bool = False
    keeps_next: bool = False
    bar: float = 0
