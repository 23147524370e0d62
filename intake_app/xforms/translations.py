"""Translations of a bundled form: .po catalogues turned into columns of its sheets.

An entry's context names the cell (``survey:R03:label``, ``choices:yn.yes:label``)
and its msgid is the English text; an entry whose English has changed since, is
fuzzy or is empty counts as missing.
"""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

from intake_app.i18n import texts
from intake_app.i18n.catalog import read_po
from intake_app.xforms.languages import UNDETERMINED, tag_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.xforms.source import FormSource, Row

    Translations = Mapping[tuple[str, str], str]

TRANSLATED = (
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
)
_FALLBACK = "en"
_TEXT = "bind::intake:text"
_READ_ALOUD = {"agreement": texts.agreement}


class _TextFile:
    """A text that opens like a file, for readers of files."""

    def __init__(self, text: str) -> None:
        self._data = text.encode()

    def open(self, mode: str = "rb") -> IO[bytes]:  # noqa: ARG002 - the signature of a path
        """Return the text as a binary file."""
        return io.BytesIO(self._data)


def read_translations(text: str) -> Translations:
    """Return the finished entries of a .po file: (context, English) to translation."""
    return read_po(_TextFile(text))  # type: ignore[arg-type] # all that is used of a path is open()


def merge_translations(source: FormSource, catalogs: Mapping[str, Translations]) -> None:
    """Turn plain text columns into one column per language.

    The plain columns become those of the default language; each catalogue adds
    its own. A cell without a translation stays empty.
    """
    settings = source.settings
    default = settings.get("default_language") or _FALLBACK
    settings["default_language"] = default
    for sheet in ("survey", "choices"):
        for row in source.rows.get(sheet, []):
            for column in TRANSLATED:
                text = row.cells.pop(column, None)
                if text is None:
                    continue
                row.cells[f"{column}::{default}"] = text
                context = f"{sheet}:{_place(sheet, row)}:{column}"
                for tag, entries in catalogs.items():
                    translated = entries.get((context, text))
                    if translated:
                        row.cells[f"{column}::{tag}"] = translated


def merge_read_aloud(source: FormSource, tags: Iterable[str]) -> None:
    """Put in the labels that are texts read aloud, in each language such a text exists in.

    A text that counts is kept in one place, word for word; the form shows it and has none
    of its own (docs/formats/form-definition.md, `text`). A row that names no such text
    keeps the label it has.

    Args:
        source: A form whose translations are merged.
        tags: Its languages besides the default.
    """
    default = source.settings.get("default_language") or _FALLBACK
    for row in source.rows.get("survey", []):
        read = _READ_ALOUD.get(row.cells.get(_TEXT, ""))
        if read is None:
            continue
        for name in (default, *tags):
            tag = tag_of(name)
            text = read(_FALLBACK if tag == UNDETERMINED else tag)
            if text.language == tag:
                row.cells[f"label::{name}"] = "\n\n".join(text.paragraphs)


def _place(sheet: str, row: Row) -> str:
    """Return how an entry's context names a row."""
    if sheet == "choices":
        return f"{row.cells.get('list_name', '')}.{row.cells.get('name', '')}"
    return row.cells.get("name", "")
