"""The glossary that comes with the program: one table per language.

``glossary/<language>.csv``: id, term, also (parted by ``;``), meaning, use, avoid,
note, review (the states of `languages.Review`). The ids are the same in every language.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import Final

from intake_app.domain.wording import Term
from intake_app.i18n.languages import Review, canonical_tag, with_parents

LANGUAGES: Final = ("en", "ar", "ti")
"""The languages that have a table."""


def bundled_terms(tag: str) -> tuple[Term, ...]:
    """Return the terms in the language of `tag`; none where there is no table.

    Raises:
        ValueError: `tag` is no well-formed BCP 47 tag.
    """
    found = next((known for known in with_parents(canonical_tag(tag)) if known in LANGUAGES), "")
    return _table(found) if found else ()


@cache
def _table(tag: str) -> tuple[Term, ...]:
    file = resources.files("intake_app.i18n").joinpath("glossary", f"{tag}.csv")
    return tuple(
        Term(
            id=row["id"],
            language=tag,
            term=row["term"],
            also=tuple(part.strip() for part in row["also"].split(";") if part.strip()),
            meaning=row["meaning"],
            use=row["use"],
            avoid=row["avoid"],
            note=row["note"],
            reviewed=Review(row["review"]).is_checked,
        )
        for row in csv.DictReader(file.read_text("utf-8").splitlines())
    )
