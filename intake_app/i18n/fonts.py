"""The shipped fonts: which files, and in which order letters are looked for.

One constant chain serves every language. Without it Qt was seen to take a
system font for Arabic and to mix two fonts inside one word; changing fonts with
the language cost more time than one long chain (docs/decisions). What is drawn
is the business of `ui` and `report`: this module knows no Qt.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from intake_app.i18n.languages import Language

FAMILIES: Final = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Ethiopic",
    "Noto Sans Myanmar",
)
"""Every family of the program, in the order in which a letter is looked for."""


COVERED_SCRIPTS: Final = frozenset({"Latn", "Cyrl", "Deva", "Arab", "Ethi", "Mymr"})
"""ISO 15924 codes of the scripts that the shipped files hold every usual letter of."""


def covers(language: Language) -> bool:
    """Return whether the language is drawn right on a computer without fonts of its own."""
    return language.script in COVERED_SCRIPTS


def font_files() -> tuple[Traversable, ...]:
    """Return the shipped font files (TrueType), sorted by name."""
    found = (file for file in _folder().iterdir() if file.name.endswith(".ttf"))
    return tuple(sorted(found, key=lambda file: file.name))


def missing_fonts() -> list[str]:
    """Return the names of shipped files that are not here or not as they were shipped."""
    import tomllib  # noqa: PLC0415 - the first window needs the rest of this module, not this

    listed = tomllib.loads(_folder().joinpath("FONTS.toml").read_text("utf-8"))["font"]
    return [entry["file"] for entry in listed if not _is_whole(entry)]


def _is_whole(entry: dict[str, str]) -> bool:
    file = _folder().joinpath(entry["file"])
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == entry["sha256"]


def _folder() -> Traversable:
    return resources.files("intake_app.i18n").joinpath("fonts")
