"""Text and file names from outside, made safe to show and to store under.

A name that came from somewhere else is a label, never a path.
"""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = {
    *range(0x202A, 0x202F),  # embeddings and overrides of direction
    *range(0x2066, 0x206A),  # isolates: the program adds its own
    0xFEFF,  # byte order mark
}
_DIRECTION_MARKS = {0x200E, 0x200F, 0x061C}
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\n\t]')
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789\u00b9\u00b2\u00b3"
}
_STEM_BYTES = 100
_SUFFIX_BYTES = 16


def plain(text: str) -> str:
    """Return `text` without what would hide or reorder it: controls and overrides of direction.

    Line feeds and tabs stay; other line ends become line feeds. Joiners and the
    plain direction marks stay, because several scripts need them.
    """
    unified = _LINE_ENDS.sub("\n", text)
    return "".join(c for c in unified if ord(c) not in _HIDDEN and _is_shown(c))


def safe_name(name: str, *, fallback: str = "file") -> str:
    """Return a file name made of `name` that stays in its folder on every system.

    Args:
        name: A name from outside, with or without folders in front.
        fallback: What to call it when nothing is left.
    """
    last = plain(unicodedata.normalize("NFC", name)).replace("\\", "/").rsplit("/", 1)[-1]
    marked = "".join(c for c in last if ord(c) not in _DIRECTION_MARKS)
    clean = _NOT_IN_NAMES.sub("_", marked).strip(" .")
    stem, dot, suffix = clean.rpartition(".")
    if not dot:
        stem, suffix = clean, ""
    short = (_cut(stem, _STEM_BYTES) + dot + _cut(suffix, _SUFFIX_BYTES)).strip(" .") or fallback
    return "_" + short if short.split(".")[0].rstrip().lower() in _DEVICES else short


def _is_shown(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")


def _cut(text: str, most: int) -> str:
    return text.encode("utf-8")[:most].decode("utf-8", "ignore")
