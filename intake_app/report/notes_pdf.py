"""Notes on paper: a few headings and lines in one language, for the person's own hand.

Nothing tells who made them or what they are about: the heading is the only title,
there is no office, no date of making and no other metadata.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.report.rows import GROUP, HEADING, LABEL, VALUE, Row, Style, text_in, text_of_people

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.i18n.catalog import Catalog
    from intake_app.report.rows import Text

_LARGE: Final = Style(size=15)
_GAP: Final = 14.0
_STEP: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesLine:
    """One line.

    Attributes:
        label: What it is about, small above it; "" for none.
        is_of_people: Whether nobody knows which language it is in.
    """

    text: str
    label: str = ""
    is_of_people: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesPart:
    """Lines under one heading; no heading where it is ""."""

    heading: str
    lines: tuple[NotesLine, ...]


def notes_pdf(
    heading: str, parts: Sequence[NotesPart], catalog: Catalog, *, large: bool = False
) -> bytes:
    """Return the notes as a PDF; the same notes give the same bytes.

    Args:
        heading: What stands above; the program's own neutral words.
        parts: What stands below.
        catalog: Of the language of the paper.
        large: Whether the lines are large and spare, as on a card.

    Raises:
        RuntimeError: There is no `QGuiApplication`, which setting text needs.
    """
    from intake_app.report.sheet import Sheet  # noqa: PLC0415 - paper only; not at start

    language = catalog.language
    title = Row(cells=(text_in(language, heading, HEADING),))
    return Sheet(
        rows=tuple(_rows(parts, catalog, large=large)),
        foot=(),
        head=lambda _number, _pages: title,
        direction=language.direction,
        tag=catalog.tag,
    ).pdf()


def _rows(parts: Sequence[NotesPart], catalog: Catalog, *, large: bool) -> Iterator[Row]:
    language = catalog.language
    style = _LARGE if large else VALUE
    for part in parts:
        gap = _GAP
        if part.heading:
            heading = text_in(language, part.heading, GROUP)
            yield Row(cells=(heading,), gap=_GAP, rule=True, keeps_next=True)
            gap = _STEP
        for line in part.lines:
            if line.label:
                label = text_in(language, line.label, LABEL)
                yield Row(cells=(label,), gap=gap, keeps_next=True)
                gap = 1.0
            yield Row(cells=(_line(line, style, catalog),), gap=gap)
            gap = _STEP


def _line(line: NotesLine, style: Style, catalog: Catalog) -> Text:
    words = line.text.replace("\n", "\u2028")
    if line.is_of_people:
        return text_of_people(words, style, side=catalog.language.direction)
    return text_in(catalog.language, words, style)
