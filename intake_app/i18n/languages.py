"""Languages as data: own name, script, direction, digits, review state.

Any well-formed BCP 47 tag gives a `Language`: one that the table lacks takes
what its parent or its likely script says. The table is `languages.csv`; a
language is added there, not in code.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Final

RTL_SCRIPTS: Final = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})
LARGER_SCRIPTS: Final = frozenset({"Arab", "Ethi", "Mymr"})
LARGER_FACTOR: Final = 1.12
"""Ethiopic, Arabic and Burmese letters look smaller at the same size (screens, "Look")."""

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*|[Xx](-[A-Za-z0-9]{1,8})+")
"""BCP 47 (RFC 5646, section 2.1), private use included: forms name languages as they like."""

_PRIVATE: Final = "x-"
_ALIASES: Final = {"prs": "fa-AF", "tl": "fil", "in": "id"}
_SCRIPT_LENGTH: Final = 4
_REGION_LENGTH: Final = 2


class Direction(StrEnum):
    """Which way a text runs."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


class Review(StrEnum):
    """How far the wording of a language has been checked by a person who speaks it."""

    SOURCE = "source"
    BACK_TRANSLATED = "back-translated"
    REVIEWED = "reviewed"
    DRAFT = "draft"
    NONE = "none"

    @property
    def is_checked(self) -> bool:
        """Whether the wording may be used without a word of warning."""
        return self not in {Review.DRAFT, Review.NONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language as the program shows and writes it.

    Attributes:
        tag: BCP 47 tag, in its usual capitals: ``fa-AF``, ``zh-Hans``.
        autonym: Its name in itself; languages are never shown by flags.
        script: ISO 15924 code of the script it is written in here.
        digits: CLDR numbering system of shown numbers; input takes every digit.
        locale: Babel's name of the locale that formats dates and numbers.
        review: State of the program's own texts; NONE when there are none.
    """

    tag: str
    autonym: str
    script: str
    digits: str
    locale: str
    review: Review

    @property
    def direction(self) -> Direction:
        """Which way the language is written."""
        return Direction.RIGHT_TO_LEFT if self.is_rtl else Direction.LEFT_TO_RIGHT

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.script in RTL_SCRIPTS

    @property
    def size_factor(self) -> float:
        """By how much its letters are drawn larger than Latin ones."""
        return LARGER_FACTOR if self.script in LARGER_SCRIPTS else 1.0


def language(tag: str) -> Language:
    """Return the language of `tag`; ``ar-SD`` is Arabic with its own tag.

    Raises:
        ValueError: `tag` is no well-formed BCP 47 tag.
    """
    return _language(canonical_tag(tag))


def canonical_tag(tag: str) -> str:
    """Return `tag` with hyphens and the usual capitals, deprecated codes replaced.

    Raises:
        ValueError: `tag` is no well-formed BCP 47 tag.
    """
    hyphened = tag.strip().replace("_", "-")
    if not _TAG.fullmatch(hyphened):
        raise ValueError("not a language tag")
    if hyphened.lower().startswith(_PRIVATE):
        return hyphened.lower()
    first, *rest = hyphened.split("-")
    parts = [_ALIASES.get(first.lower(), first.lower())]
    for part in rest:
        if len(part) == _SCRIPT_LENGTH:
            parts.append(part.title())
        elif len(part) == _REGION_LENGTH:
            parts.append(part.upper())
        else:
            parts.append(part.lower())
    return "-".join(parts)


def with_parents(tag: str) -> tuple[str, ...]:
    """Return `tag` and what stands behind it, nearest first: ``zh-Hans``, ``zh``."""
    parts = tag.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def all_languages() -> tuple[Language, ...]:
    """Return every language of the table, those with texts of the program first."""
    return tuple(_table().values())


def interface_languages() -> tuple[Language, ...]:
    """Return the languages the program itself can be used in: complete catalogues only."""
    return tuple(known for known in _table().values() if known.review is not Review.NONE)


@cache
def _table() -> dict[str, Language]:
    text = resources.files("intake_app.i18n").joinpath("languages.csv").read_text("utf-8")
    return {
        row["tag"]: Language(
            tag=row["tag"],
            autonym=row["autonym"],
            script=row["script"],
            digits=row["digits"],
            locale=row["locale"] or row["tag"].replace("-", "_"),
            review=Review(row["review"]),
        )
        for row in csv.DictReader(text.splitlines())
    }


@cache
def _language(tag: str) -> Language:
    for known in with_parents(tag):
        if known in _table():
            script = _written_script(tag) or _table()[known].script
            return replace(_table()[known], tag=tag, script=script)
    return Language(
        tag=tag,
        autonym=_own_name(tag),
        script=_written_script(tag) or _likely_script(tag),
        digits="latn",
        locale=tag.replace("-", "_"),
        review=Review.NONE,
    )


def _written_script(tag: str) -> str:
    if tag.startswith(_PRIVATE):
        return ""
    scripts = [p for p in tag.split("-")[1:] if len(p) == _SCRIPT_LENGTH and p.isalpha()]
    return scripts[0] if scripts else ""


def _likely_script(tag: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - slow to load, rarely needed

    likely: dict[str, str] = dict(get_global("likely_subtags"))
    for known in with_parents(tag):
        found = _written_script(likely.get(known.replace("-", "_"), "").replace("_", "-"))
        if found:
            return found
    return "Latn"


def _own_name(tag: str) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow to load, rarely needed

    try:
        return Locale.parse(tag, sep="-").display_name or tag
    except (UnknownLocaleError, ValueError):
        return tag
