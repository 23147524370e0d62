"""What other offices offer: a row for each, from whom and how far that is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.services.offers import Source
from intake_app.services.trust_words import standing_words
from intake_app.ui.language import Retranslating
from intake_app.ui.shell.rows import Action, ActionRows, Line
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.message import Message
    from intake_app.services.offers import Offer
    from intake_app.ui.language import LanguageSwitch

_LOOK, _ASIDE = "look", "aside"
_BETWEEN: Final = " \u00b7 "
_SOURCES: Final[Mapping[Source, Message]] = {
    Source.OURS: M("Your own organisation"),
    Source.OTHER: M("Not of your organisation"),
}
TAKE: Final = M("Take it in")
TAKE_ALL_THE_SAME: Final = M("Take it in all the same")


class OfferedRows(Retranslating):
    """Offers of one kind; hidden when there is none.

    Signals:
        look_asked: The offer to be looked at.
        aside_asked: The offer that is not wanted.
    """

    look_asked = Signal(object)
    aside_asked = Signal(object)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._offers: Sequence[Offer] = ()
        self.rows = ActionRows(language, self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        # Translators: a heading over lists and forms that other offices sent.
        title = M("Offered to you")
        column.addWidget(MessageText(language, title, TextSize.CHOICE, self, bold=True))
        column.addWidget(self.rows)
        self.rows.acted.connect(self._on_acted)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these."""
        self._offers = offers
        self.setVisible(bool(offers))
        self.retranslate()

    def retranslate(self) -> None:
        """Say the rows anew."""
        self.rows.show_lines([self._line(offer) for offer in self._offers])

    def _line(self, offer: Offer) -> Line:
        text, date = self.language.text, self.language.catalog.formats.date(offer.at.date())
        name = offer.contact.card.name if offer.contact is not None else M("An office")
        title = M("{office}: number {number}, {date}", office=name, number=offer.version, date=date)
        note, is_caution = source_words(offer)
        actions = [Action(words=M("Look at it"), name=_LOOK, target=offer.packet_id)]
        if offer.source is Source.REVOKED or offer.is_contradicted:
            actions = []
        actions.append(Action(words=M("Put it aside"), name=_ASIDE, target=offer.packet_id))
        return Line(
            key=offer.packet_id,
            lead="",
            title=text(title),
            note=_BETWEEN.join(isolated(text(words)) for words in note),
            is_caution=is_caution,
            actions=tuple(actions),
        )

    def _on_acted(self, name: str, target: str) -> None:
        offer = next((one for one in self._offers if one.packet_id == target), None)
        if offer is not None:
            (self.look_asked if name == _LOOK else self.aside_asked).emit(offer)


def source_words(offer: Offer) -> tuple[tuple[Message, ...], bool]:
    """Return whence an offer comes and how that is checked, and whether to be careful."""
    if offer.is_contradicted:
        return (M("They sent two of this number that differ: ask them which one counts."),), True
    known = _SOURCES.get(offer.source)
    checked = (
        standing_words(offer.contact, offer.standing)
        if offer.contact is not None and offer.standing is not None
        else M("Their card is no longer here")
    )
    return (checked,) if known is None else (known, checked), offer.source is not Source.OURS
