"""Languages by the names that people write into tables, and by those that a reader knows."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

from intake_app.i18n.languages import Language, all_languages, canonical_tag


@cache
def languages_by_name() -> dict[str, str]:
    """Return tags by English name and by each language's name in itself, both case-folded."""
    english = {
        str(name).casefold(): canonical_tag(str(code))
        for code, name in Locale("en").languages.items()
        if "_" not in str(code)
    }
    return english | {known.autonym.casefold(): known.tag for known in all_languages()}


@cache
def name_for(reader: Language, named: Language) -> str:
    """Return the name of a language in the reader's, or "" when it has none there."""
    try:
        locale = Locale.parse(reader.locale)
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    first, *rest = named.tag.split("-")
    whole = locale.languages.get("_".join((first, *rest)))
    if whole is not None:
        return str(whole)
    name = locale.languages.get(first, "")
    of_script = [locale.scripts.get(part, "") for part in rest if part in locale.scripts]
    return f"{name} ({of_script[0]})" if name and of_script and of_script[0] else str(name)
