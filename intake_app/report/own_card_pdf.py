"""Our own card on paper: who we are, the 30 digits, and the square code that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.message import M
from intake_app.report.rows import HEADING, LABEL, VALUE, Style, text_in, text_of_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.contact import Card
    from intake_app.i18n.catalog import Catalog
    from intake_app.report.paper import Paper

_MODULE: Final = 4.0
"""Points: about 1.4 mm, so that any telephone reads it from a hand's breadth away."""
_DIGITS: Final = Style(size=17, bold=True)
_GAP: Final = 12.0
DIGITS_TO_COMPARE: Final = M("30 digits to compare, in person or by voice")
CODE_FOR_CAMERA: Final = M("The same for a camera")


def own_card_pdf(
    card: Card, digits: str, code: Sequence[Sequence[bool]], catalog: Catalog
) -> bytes:
    """Return the card as a page; the same card gives the same bytes.

    Args:
        card: What it says of us.
        digits: In groups, as they are read out.
        code: The modules of its square code, row by row.
        catalog: Of the language of the page.

    Raises:
        RuntimeError: There is no `QGuiApplication`, which setting text needs.
    """
    from intake_app.report.paper import PAGE_HEIGHT, Paper  # noqa: PLC0415 - paper only; not at start
    from intake_app.report.shaped_text import shaped  # noqa: PLC0415 - as above
    from intake_app.report.sheet import MARGIN, WIDTH, prepare  # noqa: PLC0415 - as above

    prepare()
    language = catalog.language
    side = language.direction
    reach = M("How to reach: {how}", how=card.answer_to) if card.answer_to else None
    texts = [
        text_of_people(card.name, HEADING, side=side),
        text_of_people(card.role, VALUE, side=side) if card.role else None,
        text_in(language, catalog.text(reach), VALUE) if reach is not None else None,
        text_in(language, catalog.text(DIGITS_TO_COMPARE), LABEL),
        text_of_people(digits, _DIGITS, side=side),
        text_in(language, catalog.text(CODE_FOR_CAMERA), LABEL),
    ]
    paper, top = Paper(catalog.tag), PAGE_HEIGHT - MARGIN
    for text in texts:
        if text is not None:
            lines = shaped(text, WIDTH)
            paper.text(text, lines, MARGIN, top)
            top -= sum(line.height for line in lines) + _GAP
    width = len(code) * _MODULE
    left = MARGIN + WIDTH - width if language.is_rtl else MARGIN
    _draw(paper, code, left, top - _GAP)
    paper.end_page()
    return paper.content()


def _draw(paper: Paper, code: Sequence[Sequence[bool]], left: float, top: float) -> None:
    """Draw the dark modules of a code, those side by side as one bar."""
    for y, row in enumerate(code):
        height = top - (y + 1) * _MODULE
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                paper.bar(left + x * _MODULE, (end - x) * _MODULE, height, _MODULE)
            x = end + 1
