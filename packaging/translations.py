"""How far each language is, and how wording goes out to translators and comes back.

``status``              translated, waiting for a look (fuzzy), missing, per catalogue
``export --out DIR``    a .po file of what is missing or fuzzy, per catalogue that lacks any
``import FORM FILE...`` take local wording saved in the program ("Save for review") into the
                        catalogues of a form, fuzzy until a speaker has looked at it
"""

from __future__ import annotations

import argparse
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
# Header lines that hold a date, a tool's version or a placeholder that nobody fills in.
LEFT_OUT = (
    b'"POT-',
    b'"PO-',
    b'"Generated-By',
    b'"Project-',
    b'"Report-',
    b'"Last-',
    b'"Language-T',
)


def counts(path: Path) -> tuple[int, int, int]:
    """Return how many texts of a .po file are translated, fuzzy and missing."""
    with path.open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id]
    fuzzy = sum(entry.fuzzy for entry in entries)
    done = sum(not entry.fuzzy and _is_whole(entry) for entry in entries)
    return done, fuzzy, len(entries) - done - fuzzy


def left_to_do(path: Path) -> Catalog | None:
    """Return a catalogue of what is fuzzy or missing in a .po file; None when nothing is."""
    source = _read(path)
    left = [entry for entry in source if entry.id and (entry.fuzzy or not _is_whole(entry))]
    if not left:
        return None
    catalog = Catalog(locale=source.locale, fuzzy=False)
    for entry in left:
        catalog.add(
            entry.id,
            entry.string,
            context=entry.context,
            flags=entry.flags,
            auto_comments=entry.auto_comments,
        )
    return catalog


def take_in(catalog: Catalog, wording: Catalog) -> tuple[int, list[str]]:
    """Put local wording into a form's catalogue, as fuzzy suggestions.

    A wording whose English is not that of the form any more is left out. A
    finished translation stays, and the suggestion stands beside it as a comment.

    Returns:
        How many were taken in, and the contexts of those that no longer fit.
    """
    known = {(entry.context, entry.id): entry for entry in catalog if entry.id}
    taken, strange = 0, []
    for entry in wording:
        if not entry.id or not entry.string:
            continue
        place = known.get((entry.context, entry.id))
        if place is None:
            strange.append(str(entry.context))
        elif place.string and not place.fuzzy and place.string != entry.string:
            place.user_comments.append(f"Said instead: {entry.string}")
            taken += 1
        elif place.string != entry.string:
            place.string = entry.string
            place.flags.add("fuzzy")
            taken += 1
    return taken, strange


def as_bytes(catalog: Catalog) -> bytes:
    """Return a .po file without dates and places."""
    out = BytesIO()
    write_po(out, catalog, width=100, no_location=True)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(LEFT_OUT))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _is_whole(entry: Message) -> bool:
    strings = entry.string if isinstance(entry.string, (list, tuple)) else [entry.string]
    return all(strings)


def _status(folder: Path) -> int:
    for path in sorted(folder.glob("*/*/*.po")):
        done, fuzzy, missing = counts(path)
        name = path.relative_to(folder).as_posix()
        print(f"{name:<40} {done:>5} translated {fuzzy:>4} fuzzy {missing:>4} missing")
    return 0


def _export(folder: Path, out: Path) -> int:
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*/*/*.po")):
        left = left_to_do(path)
        if left is not None:
            language, _, name = path.relative_to(folder).parts
            target = out / f"{language}-{name}"
            target.write_bytes(as_bytes(left))
            print(target)
    return 0


def _import(folder: Path, form: str, files: Sequence[Path]) -> int:
    status = 0
    for file in files:
        wording = _read(file)
        target = folder / str(wording.locale_identifier).replace("_", "-") / "forms" / f"{form}.po"
        if not target.is_file():
            said = f"there is no catalogue {target.name} in {wording.locale_identifier}"
            print(f"error: {file}: {said}", file=sys.stderr)
            status = 1
            continue
        catalog = _read(target)
        taken, strange = take_in(catalog, wording)
        target.write_bytes(as_bytes(catalog))
        print(f"{target}: {taken} taken in")
        for context in strange:
            print(f"{file}: {context}: the form says something else now", file=sys.stderr)
    return status


def main(arguments: Sequence[str], folder: Path = ROOT / "translations") -> int:
    """Run one of the three and return the exit status."""
    parser = argparse.ArgumentParser(prog="dev.py translations")
    words = parser.add_subparsers(dest="word", required=True)
    words.add_parser("status")
    words.add_parser("export").add_argument("--out", type=Path, required=True)
    taking = words.add_parser("import")
    taking.add_argument("form")
    taking.add_argument("files", type=Path, nargs="+")
    asked = parser.parse_args(arguments)
    if asked.word == "status":
        return _status(folder)
    if asked.word == "export":
        return _export(folder, asked.out)
    return _import(folder, asked.form, asked.files)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
