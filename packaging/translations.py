"""Say how far each language is: translated, waiting for a look (fuzzy), missing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent


def counts(path: Path) -> tuple[int, int, int]:
    """Return how many texts of a .po file are translated, fuzzy and missing."""
    with path.open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id]
    fuzzy = sum(entry.fuzzy for entry in entries)
    done = sum(not entry.fuzzy and _is_whole(entry) for entry in entries)
    return done, fuzzy, len(entries) - done - fuzzy


def _is_whole(entry: Message) -> bool:
    strings = entry.string if isinstance(entry.string, (list, tuple)) else [entry.string]
    return all(strings)


def main(arguments: Sequence[str]) -> int:
    """Print one line per catalogue."""
    if list(arguments) != ["status"]:
        print("usage: dev.py translations status", file=sys.stderr)
        return 2
    folder = ROOT / "translations"
    for path in sorted(folder.glob("*/*/*.po")):
        done, fuzzy, missing = counts(path)
        name = path.relative_to(folder).as_posix()
        print(f"{name:<40} {done:>5} translated {fuzzy:>4} fuzzy {missing:>4} missing")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
