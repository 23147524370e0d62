"""Languages by the names that people write into tables."""

from __future__ import annotations

from functools import cache

from babel import Locale

from intake_app.i18n.languages import all_languages, canonical_tag


@cache
def languages_by_name() -> dict[str, str]:
    """Return tags by English name and by each language's name in itself, both case-folded."""
    english = {
        str(name).casefold(): canonical_tag(str(code))
        for code, name in Locale("en").languages.items()
        if "_" not in str(code)
    }
    return english | {known.autonym.casefold(): known.tag for known in all_languages()}
