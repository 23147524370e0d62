"""A booklet on paper: texts in one or two languages side by side, and nothing about anybody.

No title, no maker, no date is in the file; the same texts give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.message import M
from intake_app.report.rows import (
    GROUP,
    HEAD,
    HEADING,
    NOTE,
    VALUE,
    Row,
    Style,
    opposite,
    text_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from intake_app.i18n.catalog import Catalog


class Kind(StrEnum):
    """What a line of a booklet is."""

    TITLE = "title"
    TOPIC = "topic"
    QUESTION = "question"
    CHOICE = "choice"
    TEXT = "text"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One text in each language, in order; "" where there is none."""

    kind: Kind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    style: Style
    gap: float
    rule: bool = False
    keeps_next: bool = False
    mark: str = ""


_LOOKS: Final[Mapping[Kind, _Look]] = {
    Kind.TITLE: _Look(style=HEADING, gap=26, keeps_next=True),
    Kind.TOPIC: _Look(style=GROUP, gap=18, rule=True, keeps_next=True),
    Kind.QUESTION: _Look(style=Style(size=VALUE.size, bold=True), gap=11, keeps_next=True),
    Kind.CHOICE: _Look(style=VALUE, gap=2, mark="\u2022  "),
    Kind.TEXT: _Look(style=VALUE, gap=5),
    Kind.NOTE: _Look(style=Style(size=9.5), gap=3),
}


def booklet_pdf(lines: Sequence[Line], catalogs: Sequence[Catalog]) -> bytes:
    """Return a booklet as a PDF of A4 pages.

    Args:
        lines: What it says; as many wordings each as there are languages.
        catalogs: The languages, leading one first; one or two.

    Raises:
        RuntimeError: There is no `QGuiApplication`, which setting text needs.
    """
    from intake_app.report.sheet import Sheet  # noqa: PLC0415 - paper only; not at start

    leading = catalogs[0]
    sheet = Sheet(
        rows=tuple(_row(line, catalogs) for line in lines),
        foot=tuple(_foot(catalogs)),
        head=lambda page, pages: _head(leading, page, pages),
        direction=leading.language.direction,
        tag=leading.tag,
    )
    return sheet.pdf()


def _row(line: Line, catalogs: Sequence[Catalog]) -> Row:
    look = _LOOKS[line.kind]
    return Row(
        cells=tuple(
            text_in(catalog.language, look.mark + words, look.style) if words else None
            for words, catalog in zip(line.words, catalogs, strict=True)
        ),
        gap=look.gap,
        rule=look.rule,
        keeps_next=look.keeps_next,
    )


def _head(catalog: Catalog, page: int, pages: int) -> Row:
    # Translators: at the head of a printed page.
    place = catalog.text(M("Page {page} of {pages}", page=page, pages=pages))
    side = opposite(catalog.language.direction)
    return Row(cells=(text_in(catalog.language, place, HEAD, side=side),))


def _foot(catalogs: Sequence[Catalog]) -> Iterator[Row]:
    """Give what stands under every page: that it holds no answers, and what is unchecked."""
    empty = M("No answers are in here. Write none into it; give it back afterwards.")
    yield Row(cells=tuple(text_in(c.language, c.text(empty), NOTE) for c in catalogs))
    draft = M("Nobody has checked this translation yet.")
    unchecked = [c for c in catalogs if not c.language.review.is_checked]
    if unchecked:
        cells = (c.text(draft) if c in unchecked else "" for c in catalogs)
        yield Row(
            cells=tuple(
                text_in(c.language, words, NOTE) if words else None
                for c, words in zip(catalogs, cells, strict=True)
            ),
            gap=2,
        )
