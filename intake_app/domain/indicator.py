"""Signs that someone may be held or used by others, and what answers say about them.

The facts (which signs there are, their dimension, how the counting rule of the
ILO/EC Delphi survey of 2009 weighs them for adults at work) are those of the
domain brief, "Indicator model"; every label is ours. Only signs that a bundled
form asks about are here. What a rule may say, and why it never says "no", is in
docs/summary.md. No strength and no count is ever shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


class Column(StrEnum):
    """Which of the three columns of the summary a dimension stands in."""

    WHAT = "what"
    HOW = "how"
    FOR_WHAT = "for-what"


class Strength(StrEnum):
    """How the Delphi rule weighs a sign; `NONE` where it says nothing of it."""

    STRONG = "S"
    MEDIUM = "M"
    WEAK = "W"
    NONE = ""


class Word(StrEnum):
    """What the answers say about one sign."""

    YES = "yes"
    NO = "no"
    OPEN = "open"
    """Not asked, rather not said, not known, another time, or not told apart."""


class Standing(StrEnum):
    """What can be said about a dimension so far; never a verdict."""

    SEVERAL = "several"
    SOME = "some"
    NOTHING = "nothing"
    NOT_ENOUGH = "not-enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Signs that are looked at together."""

    id: str
    column: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign: an indicator of the brief, or what a question says without telling which."""

    id: str
    dimension: str
    strength: Strength = Strength.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one choice of one question says.

    Attributes:
        meaning: The question, by the `meaning` of its row.
        choice: The name of the choice.
        says: Signs that this choice tells of.
        denies: Signs that this choice says are not there. A sign that is only
            near the question stays open: "I can leave" does not deny that
            someone is watched.
    """

    meaning: str
    choice: str
    says: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()


DIMENSIONS: Final = (
    Dimension(id="act", column=Column.WHAT),
    Dimension(id="seen", column=Column.WHAT),
    Dimension(id="deceived", column=Column.HOW),
    Dimension(id="pressed-before", column=Column.HOW),
    Dimension(id="pressed-here", column=Column.HOW),
    Dimension(id="dependent", column=Column.HOW),
    Dimension(id="controlled", column=Column.HOW),
    Dimension(id="conditions", column=Column.FOR_WHAT),
    Dimension(id="purpose", column=Column.FOR_WHAT),
)

_S, _M, _W = Strength.STRONG, Strength.MEDIUM, Strength.WEAK
_WEIGHED: Final = {
    "deceived": {
        "D1*": _M, "D1.1": _S, "D1.2": _M, "D1.3": _M, "D1.4": _M, "D1.5": _M,
        "D1.6": _M, "D1.7": _M, "D1.8": _M, "D1.9": _M, "D1.10": _W,
    },
    "pressed-before": {"D2.4": _M},
    "conditions": {"D4.2": _M, "D4.3": _M},
    "pressed-here": {
        "D5*": _M, "D5.1": _S, "D5.2": _S, "D5.3": _S, "D5.4": _S, "D5.5": _M,
        "D5.10": _M, "D5.13": _M, "D5.14": _M,
    },
    "dependent": {"D6.1": _M},
}  # fmt: skip
"""By dimension, the weights for adults at work. ``D1*`` and ``D5*`` are what a question
says that covers several signs: never more than medium, so that one yes is one thing."""

_UNWEIGHED: Final = {
    "act": ("ACT1", "ACT2", "ACT3", "ACT4", "ACT5"),
    "seen": tuple(f"O{number}" for number in range(1, 11)),
    "controlled": ("E4",),
    "purpose": tuple(f"P{number}" for number in range(1, 11)),
}

SIGNS: Final = {
    sign.id: sign
    for sign in (
        *(
            Sign(id=name, dimension=dimension, strength=strength)
            for dimension, strengths in _WEIGHED.items()
            for name, strength in strengths.items()
        ),
        *(
            Sign(id=name, dimension=dimension)
            for dimension, names in _UNWEIGHED.items()
            for name in names
        ),
    )
}

_ALL_D1: Final = tuple(name for name in SIGNS if name.startswith("D1"))

MEANINGS: Final = {
    (row.meaning, row.choice): row
    for row in (
        Meaning(meaning="told-otherwise", choice="yes", says=("D1*",)),
        Meaning(meaning="told-otherwise", choice="no", denies=_ALL_D1),
        Meaning(meaning="keeps-earnings", choice="none", says=("D4.2",)),
        Meaning(meaning="keeps-earnings", choice="part", says=("D4.3",)),
        Meaning(meaning="keeps-earnings", choice="all", denies=("D4.2", "D4.3", "D5.14")),
        Meaning(meaning="debt", choice="yes", says=("D5.2",)),
        Meaning(meaning="debt", choice="no", denies=("D5.2", "D2.4")),
        Meaning(meaning="papers-and-phone", choice="neither", says=("D5.1", "E4")),
        Meaning(meaning="papers-and-phone", choice="papers", denies=("D5.1",)),
        Meaning(meaning="papers-and-phone", choice="both", denies=("D5.1",)),
        Meaning(meaning="free-to-leave", choice="stopped", says=("D5.3",)),
        Meaning(meaning="free-to-leave", choice="hurt", says=("D5.5",)),
        Meaning(meaning="others-decide", choice="yes", says=("D6.1",)),
        Meaning(meaning="others-decide", choice="no", denies=("D6.1",)),
        Meaning(meaning="told-what-to-say", choice="yes", says=("D5.10",)),
        Meaning(meaning="told-what-to-say", choice="no", denies=("D5.10",)),
        Meaning(meaning="hurt-or-scared", choice="yes", says=("D5*",)),
        Meaning(meaning="hurt-or-scared", choice="no", denies=("D5*", "D5.4", "D5.5", "D5.13")),
        Meaning(meaning="made-to-do", choice="work", says=("P1",)),
        Meaning(meaning="made-to-do", choice="sex", says=("P2",)),
        Meaning(meaning="made-to-do", choice="begging", says=("P4",)),
        Meaning(meaning="made-to-do", choice="crime", says=("P5",)),
        Meaning(meaning="made-to-do", choice="online", says=("P5",)),
        Meaning(meaning="made-to-do", choice="marriage", says=("P6",)),
        Meaning(meaning="made-to-do", choice="nothing", denies=("P1", "P2", "P4", "P5", "P6")),
        Meaning(meaning="afraid-of-someone-near", choice="yes", says=("O6",)),
        *(
            Meaning(meaning="seen", choice=f"O{number}", says=(f"O{number}",))
            for number in range(1, 11)
        ),
    )
}
"""What a choice says; a choice that is not here leaves everything open."""

SEVERAL_UNWEIGHED: Final = 2


def is_several(strong: int, medium: int, weak: int) -> bool:
    """Whether so many signs are "several" by the Delphi rule.

    Two strong; one strong and one other; three medium; or two medium and one weak.
    """
    return (
        strong >= 2  # noqa: PLR2004 - the rule's own numbers
        or (strong >= 1 and medium + weak >= 1)
        or medium >= 3  # noqa: PLR2004 - as above
        or (medium >= 2 and weak >= 1)  # noqa: PLR2004 - as above
    )


def standing(words: Iterable[tuple[Strength, Word]]) -> Standing:
    """Return what can be said about a dimension from its signs (docs/summary.md).

    An open sign is never a no: nothing is said only where all was denied.
    """
    known = list(words)
    if _several(known, {Word.YES}):
        return Standing.SEVERAL
    has_open = any(word is Word.OPEN for _, word in known)
    if any(word is Word.YES for _, word in known):
        could_be = has_open and _several(known, {Word.YES, Word.OPEN})
        return Standing.NOT_ENOUGH if could_be else Standing.SOME
    return Standing.NOT_ENOUGH if has_open or not known else Standing.NOTHING


def _several(words: list[tuple[Strength, Word]], counted: set[Word]) -> bool:
    counts = {
        strength: sum(1 for found, word in words if found is strength and word in counted)
        for strength in Strength
    }
    weighed = counts[Strength.STRONG], counts[Strength.MEDIUM], counts[Strength.WEAK]
    return is_several(*weighed) or counts[Strength.NONE] >= SEVERAL_UNWEIGHED
