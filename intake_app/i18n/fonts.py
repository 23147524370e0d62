"""The shipped fonts: which files, and in which order letters are looked for.

One constant chain serves every language. Without it Qt was seen to take a
system font for Arabic and to mix two fonts inside one word; changing fonts with
the language cost more time than one long chain (docs/decisions). What is drawn
is the business of `ui` and `report`: this module knows no Qt.
"""

from __future__ import annotations

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
    folder = resources.files("intake_app.i18n").joinpath("fonts")
    return tuple(
        sorted((f for f in folder.iterdir() if f.name.endswith(".ttf")), key=lambda f: f.name)
    )
