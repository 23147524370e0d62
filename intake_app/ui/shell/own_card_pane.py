"""Our own card as others read it: the digits to read out, its square code, and new keys for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from intake_app.domain.contact import digits_of
from intake_app.domain.message import M
from intake_app.domain.trust import Standing
from intake_app.i18n.digits import own_numerals
from intake_app.i18n.direction import in_latin_order, isolated
from intake_app.i18n.languages import language as language_of
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.own_card import CardWords
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.code import SquareCode
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.page import come_into_sight
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.contact import Card
    from intake_app.domain.message import Message
    from intake_app.services.trust import CardStanding
    from intake_app.ui.language import LanguageSwitch

_ABOUT_KEYS = M(
    "Do this once a year, and at once if someone may have copied this computer. The new card "
    "has other digits. Whoever had checked the old one sees that the new one is yours; files "
    "that are on their way to you can be opened for 30 more days. Tell whoever keeps your "
    "organisation's roster."
)
TAKEN_BACK = M(
    "Your organisation has taken this card back: nobody takes in what you send. Call whoever "
    "keeps its roster. On a computer that was in other hands, make a new profile."
)
_MOST_NUMERALS = 3
_CODE = M("Square code of your card, for a camera")


class OwnCardPane(Retranslating):
    """Our card, how others check it, and what can be done with it.

    New keys take two presses: the first says what they change.

    Signals:
        save_asked: The card file is wanted, to give it to others.
        print_asked: It is wanted on paper.
        change_asked: What it says is to be changed.
        keys_asked: New keys are to be made.
    """

    save_asked = Signal()
    print_asked = Signal()
    change_asked = Signal()
    keys_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._until: datetime | None = None
        self._words = CardWords(language, self)
        self.caution = CautionChip(language, self)
        self.digits = Text(TextSize.HEADING, self, bold=True)
        self.numerals = Text(TextSize.CHOICE, self)
        self.code = SquareCode(self)
        self.save = MessageButton(language, M("Save the card file…"), Kind.PRIMARY, self)
        self.print = MessageButton(language, M("Print the card"), parent=self)
        self.change = MessageButton(language, M("Change"), parent=self)
        self.keys = MessageButton(language, M("New keys…"), parent=self)
        self.about_keys = MessageText(language, _ABOUT_KEYS, parent=self)
        self.make_keys = MessageButton(language, M("Make new keys now"), parent=self)
        self.keep_keys = MessageButton(language, M("Leave it"), parent=self)
        self.overlap = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self.done = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self._build(language)
        self.save.clicked.connect(self.save_asked)
        self.print.clicked.connect(self.print_asked)
        self.change.clicked.connect(self.change_asked)
        self.keys.clicked.connect(self._on_keys)
        self.keep_keys.clicked.connect(self._on_keep)
        self.make_keys.clicked.connect(self._on_make)
        self._ask(is_asking=False)
        self.retranslate()

    def _build(self, language: LanguageSwitch) -> None:
        about = M("When another office checks your card, read them these digits:")
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(MessageText(language, M("Your card"), parent=self, token=Token.SOFT_INK))
        column.addWidget(self._words)
        column.addWidget(self.caution)
        column.addSpacing(SPACE_M)
        column.addWidget(MessageText(language, about, parent=self))
        column.addWidget(self.digits)
        column.addWidget(self.numerals)
        column.addWidget(self.code)
        column.addSpacing(SPACE_M)
        for buttons in (
            (self.save, self.print, self.change, self.keys),
            (self.make_keys, self.keep_keys),
        ):
            if self.make_keys in buttons:
                column.addWidget(self.about_keys)
            ends = FlowLayout(spacing=SPACE_M)
            for button in buttons:
                ends.addWidget(button)
            column.addLayout(ends)
        column.addWidget(self.overlap)
        column.addWidget(self.done)
        self.done.hide()

    def show_card(
        self, card: Card, code: Sequence[Sequence[bool]] = (), until: datetime | None = None
    ) -> None:
        """Show our card.

        Args:
            card: What it says.
            code: Its square code.
            until: Until when files for the card before it can be opened, or None.
        """
        self._words.show_card(card)
        self.digits.say(isolated(digits_of(card.fingerprint)))
        self.code.show_modules(code)
        self._until = until
        self.done.hide()
        self.retranslate()

    def show_numerals(self, cards: Iterable[Card]) -> None:
        """Show the digits also as they are written in the languages of these cards.

        Whoever interprets reads them out from there, digit after digit.
        """
        tags = dict.fromkeys(tag for card in cards for tag in card.languages)
        digits = self.digits.said()
        also = dict.fromkeys(own_numerals(digits, language_of(tag)) for tag in tags)
        lines = [in_latin_order(line) for line in also if line][:_MOST_NUMERALS]
        self.numerals.say("\n".join(lines))
        self.numerals.setVisible(bool(lines))

    def warn(self, found: CardStanding | None) -> None:
        """Say that our own card was taken back, where it was."""
        is_revoked = found is not None and found.standing is Standing.REVOKED
        self.caution.show_caution(TAKEN_BACK if is_revoked else None)

    def tell(self, message: Message) -> None:
        """Say what was done with the card."""
        self.done.set_message(message)
        self.done.show()
        come_into_sight(self.done)

    def retranslate(self) -> None:
        """Name the code anew, and say until when the old card still opens."""
        self.code.setAccessibleName(self.language.text(_CODE))
        self.overlap.setVisible(self._until is not None)
        if self._until is not None:
            date = self.language.catalog.formats.date(self._until.date())
            self.overlap.set_message(
                M("Files for your card before this one can be opened until {date}.", date=date)
            )

    def _on_keys(self) -> None:
        self._ask(is_asking=True)
        self.keep_keys.setFocus()

    def _on_keep(self) -> None:
        self._ask(is_asking=False)
        self.keys.setFocus()

    def _on_make(self) -> None:
        self._ask(is_asking=False)
        self.keys_asked.emit()

    def _ask(self, *, is_asking: bool) -> None:
        for part in (self.about_keys, self.make_keys, self.keep_keys):
            part.setVisible(is_asking)
        self.keys.setVisible(not is_asking)
