"""Languages nobody speaks: they show in pictures where a text is cut or runs the wrong way.

``en-XA`` makes every text longer and accented, ``ar-XB`` runs right to left;
the tags are CLDR's. Anything that appears plain under them is not translatable.
"""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.i18n.languages import Language

LONG: Final = "en-XA"
RIGHT_TO_LEFT: Final = "ar-XB"
PSEUDO_LANGUAGES: Final = frozenset({LONG, RIGHT_TO_LEFT})

_ACCENTS: Final = str.maketrans(
    "AEINOSUYaceinosuy",
    "\u00c5\u00c9\u00ce\u00d1\u00d6\u0160\u00db\u00dd\u00e5\u00e7\u00e9\u00ee\u00f1\u00f6\u0161\u00fb\u00fd",
)
_FILLING: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SHORT_LENGTH: Final = 20
_PLACEHOLDER: Final = re.compile(r"(\{[^{}]*\})")
_WORD: Final = re.compile(r"[^\W\d_]+")
_OVERRIDE: Final = "\u202e"
_POP: Final = "\u202c"


class PseudoTranslations(gettext.NullTranslations):
    """A catalogue that translates any source string into a pseudo-language."""

    def __init__(self, target: Language) -> None:
        super().__init__()
        self._change = right_to_left if target.is_rtl else longest

    def gettext(self, message: str) -> str:
        """Return the pseudo-translation of `message`."""
        return self._change(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the pseudo-translation of the form that English uses for `n`."""
        return self._change(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's signature
        """Return the pseudo-translation of `message`; the context changes nothing."""
        return self.gettext(message)

    def npgettext(
        self,
        context: str,  # noqa: ARG002 - gettext's signature
        msgid1: str,
        msgid2: str,
        n: int,
    ) -> str:
        """Return the pseudo-translation of a plural; the context changes nothing."""
        return self.ngettext(msgid1, msgid2, n)


def longest(text: str) -> str:
    """Return `text` accented and, in brackets, as long as translations get: 40 to 100 % more."""
    accented = _outside_placeholders(text, lambda part: part.translate(_ACCENTS))
    wanted = len(text) if len(text) < _SHORT_LENGTH else len(text) * 2 // 5
    filling = ""
    number = 0
    while len(filling) < wanted:
        filling += " " + _FILLING[number % len(_FILLING)]
        number += 1
    return f"[{accented}{filling}]"


def right_to_left(text: str) -> str:
    """Return `text` with every word forced to run from right to left."""
    return _outside_placeholders(
        text, lambda part: _WORD.sub(lambda word: f"{_OVERRIDE}{word[0]}{_POP}", part)
    )


def _outside_placeholders(text: str, change: Callable[[str], str]) -> str:
    parts = _PLACEHOLDER.split(text)
    return "".join(part if part.startswith("{") else change(part) for part in parts)
