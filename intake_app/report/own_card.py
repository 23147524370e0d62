"""A card in a person's hand that looks like any appointment card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import M
from intake_app.domain.own_copy import Mark
from intake_app.i18n.direction import isolated
from intake_app.report.card_words import CardLine
from intake_app.report.service_card import card_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.own_copy import AppointmentCard
    from intake_app.i18n.catalog import Catalog


def own_card_lines(card: AppointmentCard, mark: str, catalog: Catalog) -> tuple[CardLine, ...]:
    """Return what stands on a card, in the language of `catalog`.

    Args:
        card: What was chosen.
        mark: The number, or the phrase, as `card.mark` says; not shown without one.
        catalog: Of the person's language.
    """
    return tuple(_lines(card, mark, catalog))


def own_card_pdf(card: AppointmentCard, mark: str, catalog: Catalog) -> bytes:
    """Return the card as a PDF; the same card gives the same bytes.

    Raises:
        RuntimeError: There is no `QGuiApplication`, which setting text needs.
    """
    return card_pdf(own_card_lines(card, mark, catalog), catalog)


def _lines(card: AppointmentCard, mark: str, catalog: Catalog) -> Iterator[CardLine]:
    if card.name:
        yield _large(card.name)
    if card.phone:
        yield CardLine(text=catalog.text(M("Telephone:")))
        yield _large(card.phone)
    if card.when:
        # Translators: on a card like that of a dentist; a day and an hour stand under it.
        yield CardLine(text=catalog.text(M("Next time:")))
        yield _large(card.when)
    if card.mark is Mark.NUMBER:
        # Translators: on a card like that of a dentist; six digits stand under it.
        yield CardLine(text=catalog.text(M("Number:")))
    if card.mark is not Mark.NONE:
        yield _large(mark)


def _large(words: str) -> CardLine:
    return CardLine(text=isolated(words), is_large=True, is_of_people=True)
