"""Collect the texts of the program into ``translations/intake_app.pot`` and the catalogues.

``messages.py --check`` only says whether the template still matches the source. Places and
dates are left out, so that the same texts always give the same bytes.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "intake_app"
KEYWORDS = {"M": None, "MN": (1, 2), "MC": ((1, "c"), 2)}
# Header lines that hold a date, a tool's version or a placeholder that nobody fills in.
LEFT_OUT = (
    b'"POT-Creation-Date:',
    b'"PO-Revision-Date:',
    b'"Generated-By:',
    b'"Project-Id-Version:',
    b'"Report-Msgid-Bugs-To:',
    b'"Last-Translator:',
    b'"Language-Team:',
)


def template(root: Path) -> Catalog:
    """Return every marked text of the program, in the order of files and lines."""
    found = Catalog(domain=DOMAIN, project="Intake", fuzzy=False)
    found.header_comment = (
        "# Texts of Intake. Translators: keep every {placeholder} as it is.\n"
        "# This file is distributed under the CC BY 4.0 licence."
    )
    for path in sorted((root / DOMAIN).rglob("*.py")):
        for _, text, comments, context in extract_from_file(
            "python", path, keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            found.add(text, auto_comments=comments, context=context)
    return found


def as_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as a .po file without dates and places; its plural rule stays."""
    out = BytesIO()
    write_po(out, catalog, width=100, no_location=True, include_previous=True)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(LEFT_OUT))


def updated(path: Path, source: Catalog) -> bytes:
    """Return the .po file at `path` brought up to the template.

    A text whose English changed keeps its old translation, marked fuzzy and
    with the old English beside it; fuzzy means missing until someone looks.
    """
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parts[-3].replace("-", "_"), domain=DOMAIN)
    catalog.update(source)
    return as_bytes(catalog)


def outcomes(root: Path) -> Iterator[tuple[Path, bytes]]:
    """Give each file with the bytes it ought to hold, the template first."""
    source = template(root)
    folder = root / "translations"
    yield folder / f"{DOMAIN}.pot", as_bytes(source)
    for path in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        yield path, updated(path, source)


def main(arguments: Sequence[str]) -> int:
    """Write the template and the catalogues, or say whether the template is stale."""
    if "--check" in arguments:
        pot = ROOT / "translations" / f"{DOMAIN}.pot"
        fresh = pot.is_file() and pot.read_bytes() == as_bytes(template(ROOT))
        print("the template is up to date" if fresh else "the template is stale: dev.py messages")
        return 0 if fresh else 1
    for path, content in outcomes(ROOT):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
