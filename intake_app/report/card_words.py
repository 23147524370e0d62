"""The lines of a card in one language: the same on the screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.message import M
from intake_app.i18n.direction import isolated, isolated_in
from intake_app.i18n.languages import language
from intake_app.i18n.opening_times import times_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.help_card import HelpCard
    from intake_app.i18n.catalog import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """One line.

    Attributes:
        is_large: Whether it is what the card is for: a name, a number, an address.
        is_of_people: Whether it is nobody's translation: names, numbers, addresses.
    """

    text: str
    is_large: bool = False
    is_of_people: bool = False


def card_lines(card: HelpCard, catalog: Catalog) -> tuple[CardLine, ...]:
    """Return what stands on a card, in the language of `catalog`."""
    return tuple(_lines(card, catalog))


def _lines(card: HelpCard, catalog: Catalog) -> Iterator[CardLine]:
    if card.name:
        yield CardLine(text=isolated(card.name), is_large=True, is_of_people=True)
    if card.address:
        yield CardLine(text=isolated(card.address), is_large=True, is_of_people=True)
    if card.phones:
        # Translators: on a card in a person's hand; the telephone number stands under it.
        label = M("Call first:") if card.call_first else M("Telephone:")
        yield CardLine(text=catalog.text(label))
        for phone in card.phones:
            yield CardLine(text=isolated(phone), is_large=True, is_of_people=True)
    if card.times:
        yield CardLine(text=catalog.text(M("Opening hours")))
        for line in times_in_words(card.times, catalog.formats):
            yield CardLine(text=line)
    elif card.hours:
        yield CardLine(text=catalog.text(M("Opening hours")))
        yield CardLine(text=isolated(card.hours), is_of_people=True)
    if card.languages:
        direction = catalog.language.direction
        names = [isolated_in(direction, language(tag).autonym) for tag in card.languages]
        yield CardLine(text=catalog.formats.listing(names))
