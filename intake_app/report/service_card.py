"""A card on paper: large, neutral, in one language; the upper part of one A4 page.

No title, no maker, no date, and no word of what kind of help it leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.report.card_words import card_lines
from intake_app.report.rows import SOFT_INK, Style, text_in, text_of_people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.help_card import HelpCard
    from intake_app.i18n.catalog import Catalog
    from intake_app.report.card_words import CardLine

_LARGE: Final = Style(size=26, bold=True)
_SMALL: Final = Style(size=16, colour=SOFT_INK)
_GAP: Final = 6.0


def service_card_pdf(card: HelpCard, catalog: Catalog) -> bytes:
    """Return the card of a service as a PDF; see `card_pdf`."""
    return card_pdf(card_lines(card, catalog), catalog)


def card_pdf(lines: Iterable[CardLine], catalog: Catalog) -> bytes:
    """Return a card as a PDF; the same card gives the same bytes.

    Raises:
        RuntimeError: There is no `QGuiApplication`, which setting text needs.
    """
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - paper only; not at start

    from intake_app.report.embedding import load_shipped_fonts  # noqa: PLC0415 - as above
    from intake_app.report.paper import PAGE_HEIGHT, Paper  # noqa: PLC0415 - as above
    from intake_app.report.shaped_text import shaped  # noqa: PLC0415 - as above
    from intake_app.report.sheet import MARGIN, WIDTH  # noqa: PLC0415 - as above

    if QGuiApplication.instance() is None:
        raise RuntimeError("setting text needs a QGuiApplication")
    load_shipped_fonts()
    paper = Paper(catalog.tag)
    top = PAGE_HEIGHT - MARGIN
    side = catalog.language.direction
    for line in lines:
        style = _LARGE if line.is_large else _SMALL
        text = (
            text_of_people(line.text, style, side=side)
            if line.is_of_people
            else text_in(catalog.language, line.text, style)
        )
        rows = shaped(text, WIDTH)
        height = sum(each.height for each in rows)
        if top - height < MARGIN:
            paper.end_page()
            top = PAGE_HEIGHT - MARGIN
        paper.text(text, rows, MARGIN, top)
        top -= height + _GAP
    paper.end_page()
    return paper.content()
