"""What an office can record with its interpreters: the list, and each text in its words.

docs/formats/recordings.md. A text that has something filled in is left out: nobody
can record it beforehand. So is one without words in the language, for its page is
not turned to anyone; but the short sentences can be pointed at in any language.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.recording import plain_words
from intake_app.i18n import texts
from intake_app.i18n.catalog import Catalog
from intake_app.interop.recordings_pack import COLUMNS
from intake_app.services.booklet import form_source, labels_in
from intake_app.services.numbers import numbers_of
from intake_app.services.person_words import (
    AGREED_FIRST,
    BREAK,
    MAY_JOIN,
    NEXT,
    OWN_ANSWERS,
    READY,
    SAID_ALOUD,
    SEEN,
    SKIP,
    STOP,
)
from intake_app.services.words import CHOICES, ITEMS, NON_ANSWERS, STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intake_app.domain.message import Message
    from intake_app.services.forms import FormLibrary

_FILLED_IN: Final = re.compile(r"\$\{")
_NOT_IN_FILES: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_FILE: Final = 60
_ENDING: Final = ".opus"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One text that can be recorded.

    Attributes:
        key: Which text it is: ``phrase:water``, ``agreement:1``, ``adult-rapid-screen:R03:label``.
        english: The text in English.
        words: What stands on the screen in the language.
    """

    key: str
    english: str
    words: str


def wanted(language: str, forms: FormLibrary, form_ids: Sequence[str] = ()) -> tuple[Wanted, ...]:
    """Return what can be recorded in a language, what is needed first standing first.

    Texts with the same words in English and in the language stand there once.

    Args:
        language: BCP 47 tag.
        forms: Where the questions come from.
        form_ids: Bundled forms; all of them when there are none.

    Raises:
        FormError: There is no form of that id.
    """
    found: dict[tuple[str, str], Wanted] = {}
    for each in _all(language, forms, form_ids or forms.bundled()):
        found.setdefault((each.english, each.words), each)
    return tuple(found.values())


def list_csv(language: str, rows: Iterable[Wanted]) -> bytes:
    """Return the list as the table that goes with the recordings, with names for the files."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        name = _NOT_IN_FILES.sub("-", row.key.casefold()).strip("-")[:_LONGEST_FILE]
        cells = (row.key, language, f"{language}/{name}{_ENDING}", row.english, row.words)
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")  # spreadsheets guess without the mark


def _all(language: str, forms: FormLibrary, form_ids: Sequence[str]) -> Iterator[Wanted]:
    english, spoken = texts.phrases("en"), texts.phrases(language)
    said = dict(spoken.rows)
    for name, words in english.rows:
        yield _wanted(f"phrase:{name}", words, said.get(name, words))
    yield from _program(language)
    yield from _agreement(language)
    for form_id in form_ids:
        yield from _form(form_id, language, forms)


def _program(language: str) -> Iterator[Wanted]:
    """Give the program's own words on the side that is turned to the person."""
    catalog, source = Catalog(language), Catalog("en")
    said: list[tuple[str, Message]] = [
        ("screen:stop", STOP),
        ("screen:break", BREAK),
        ("screen:skip", SKIP),
        ("screen:next", NEXT),
        ("screen:ready", READY),
        ("screen:seen", SEEN),
        ("screen:said-aloud", SAID_ALOUD),
        *((f"screen:{state.value}", STATES[state]) for state in NON_ANSWERS),
        *((f"may-join:{role.value}", message) for role, message in MAY_JOIN.items()),
        *((f"may-join:{name}", message) for name, message in OWN_ANSWERS.items()),
        *((f"agree:{item.value}", ITEMS[item]) for item in AGREED_FIRST),
        *((f"agree:{choice.value}", message) for choice, message in CHOICES.items()),
    ]
    for key, message in said:
        own, words = source.text(message), catalog.text(message)
        if words != own or catalog.tag.split("-")[0] == "en":
            yield _wanted(key, own, words)


def _agreement(language: str) -> Iterator[Wanted]:
    own, spoken = texts.agreement("en"), texts.agreement(language)
    if _is_in(spoken.language, language):
        pairs = zip(own.paragraphs, spoken.paragraphs, strict=False)
        for number, (english, words) in enumerate(pairs, start=1):
            yield _wanted(f"agreement:{number}", english, words)


def _form(form_id: str, language: str, forms: FormLibrary) -> Iterator[Wanted]:
    """Give the questions that are put to the person, each with its choices."""
    numbers = numbers_of(forms.load_bundled(form_id))
    asked = {path.rpartition("/")[2] for path in numbers}
    source = form_source(form_id)
    for row in source.rows.get("survey", []):
        name, kind = row.cells.get("name", ""), row.cells.get("type", "").split()
        if name not in asked:
            continue
        cells = [(f"{form_id}:{name}:label", row.cells)]
        if kind[0].startswith("select") and len(kind) > 1:
            cells += [
                (f"{form_id}:{kind[1]}.{choice.cells.get('name', '')}:label", choice.cells)
                for choice in source.rows.get("choices", [])
                if choice.cells.get("list_name") == kind[1]
            ]
        for key, texts_of in cells:
            english, words = labels_in(texts_of, ("en", language))
            if words and english and not _FILLED_IN.search(english + words):
                yield _wanted(key, english, words)


def _wanted(key: str, english: str, words: str) -> Wanted:
    return Wanted(key=key, english=plain_words(english), words=plain_words(words))


def _is_in(language: str, wanted_language: str) -> bool:
    return language.split("-", maxsplit=1)[0] == wanted_language.split("-", maxsplit=1)[0]
