"""The languages of a form: from the names authors write to BCP 47 tags."""

from __future__ import annotations

import re

UNDETERMINED = "und"
_IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\)\s*$")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_NAMES = {
    "english": "en",
    "french": "fr",
    "francais": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "portuguese": "pt",
    "arabic": "ar",
    "swahili": "sw",
    "burmese": "my",
    "tigrinya": "ti",
    "amharic": "am",
    "german": "de",
    "russian": "ru",
    "urdu": "ur",
    "bengali": "bn",
    "hindi": "hi",
}


def tag_of(name: str) -> str:
    """Return the tag of a form's language: ``English (en)`` and ``en`` give ``en``.

    Well-known English names are understood; another name becomes a private tag
    (``x-...``), so that it can still be asked for. No name at all is ``und``.
    """
    name = name.strip()
    if not name or name.lower() == "default":
        return UNDETERMINED
    match = _IN_BRACKETS.search(name)
    if match is not None:
        return _canonical(match[1])
    known = _NAMES.get(name.lower())
    if known is not None:
        return known
    if _TAG.fullmatch(name):
        return _canonical(name)
    letters = "".join(c if c.isascii() and c.isalnum() else "" for c in name.lower())
    return f"x-{(letters or name.encode().hex())[:8]}"


def _canonical(tag: str) -> str:
    """Return a tag in the usual case: language lower, script titled, region upper."""
    parts = tag.replace("_", "-").split("-")
    return "-".join(_part(part, place) for place, part in enumerate(parts))


def _part(part: str, place: int) -> str:
    if place == 0:
        return part.lower()
    if len(part) == 4:  # noqa: PLR2004 - a script has four letters (BCP 47, 2.2.3)
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()  # noqa: PLR2004 - a region has two


def best_match(asked: str, available: frozenset[str] | set[str]) -> str | None:
    """Return the available tag that serves `asked` (RFC 4647, lookup), or None."""
    tag = asked
    while tag:
        if tag in available:
            return tag
        tag = tag.rpartition("-")[0]
    return None
