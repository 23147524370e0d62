"""Our own card: what it says of us, the digits to read out, and making it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.i18n.languages import language as language_of
from intake_app.services.contacts import OwnOffice
from intake_app.services.words import GROUPS
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.chips import language_chips, message_chips
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.contact import Card
    from intake_app.domain.message import Message

NAME = M("Name of your office or team")
ROLE = M("What you do, in a few words")
ANSWER_TO = M("How and when to reach you by voice")
LANGUAGES = M("Languages you can read")
NEEDS = M("What you need to know before you can help")
_BETWEEN = " \u00b7 "
USUAL_NEEDS = ("need", "people", "languages", "keep-away", "name")


class OwnCardForm(Retranslating):
    """What others will read about us, to be filled in.

    Signals:
        filled: The `OwnOffice` to make a card of.
        left: Nothing is to be changed.
    """

    filled = Signal(object)
    left = Signal()

    def __init__(
        self, language: LanguageSwitch, tags: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self._tags = tuple(tags)
        self.name = QLineEdit(self)
        self.role = QLineEdit(self)
        self.answer_to = QLineEdit(self)
        self.languages = language_chips(language, LANGUAGES, tags, several=True)
        self.needs = message_chips(language, NEEDS, GROUPS, several=True)
        self.problem = CautionChip(language, self)
        self.make = MessageButton(language, M("Make the card"), Kind.PRIMARY, self)
        self.cancel = MessageButton(language, M("Cancel"), parent=self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        parts = (
            (NAME, self.name),
            (ROLE, self.role),
            (ANSWER_TO, self.answer_to),
            (LANGUAGES, self.languages),
            (NEEDS, self.needs),
        )
        for title, field in parts:
            column.addWidget(MessageText(language, title, parent=self))
            column.addWidget(field)
            column.addSpacing(SPACE_S)
        column.addWidget(self.problem)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.make)
        ends.addWidget(self.cancel)
        column.addLayout(ends)
        for line in (self.name, self.role, self.answer_to):
            line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            line.returnPressed.connect(self._on_make)
        self.make.clicked.connect(self._on_make)
        self.cancel.clicked.connect(self.left)
        self.show_card(None)
        self.retranslate()

    def show_card(self, card: Card | None) -> None:
        """Begin with what the card says now, or with what is usual."""
        self.name.setText(card.name if card else "")
        self.role.setText(card.role if card else "")
        self.answer_to.setText(card.answer_to if card else "")
        self.languages.choose(card.languages if card else (self.language.language.tag,))
        self.needs.choose(card.needs if card else USUAL_NEEDS)
        self.cancel.setVisible(card is not None)
        self.problem.show_caution(None)
        self._order = card.languages if card else (self.language.language.tag,)

    def retranslate(self) -> None:
        """Name the fields anew."""
        named = ((self.name, NAME), (self.role, ROLE), (self.answer_to, ANSWER_TO))
        for line, title in named:
            line.setAccessibleName(self.language.text(title))

    def _on_make(self) -> None:
        name = self.name.text().strip()
        if not name:
            self._ask(M("Give the name that others will see."))
            self.name.setFocus()
            return
        chosen = self.languages.keys()
        if not chosen:
            self._ask(M("Choose at least one language that you can read."))
            return
        kept = [tag for tag in self._order if tag in chosen or tag not in self._tags]
        self.problem.show_caution(None)
        self.filled.emit(
            OwnOffice(
                name=name,
                role=self.role.text().strip(),
                answer_to=self.answer_to.text().strip(),
                languages=(*kept, *(tag for tag in chosen if tag not in kept)),
                needs=self.needs.keys(),
            )
        )

    def _ask(self, message: Message) -> None:
        self.problem.show_caution(message)


class CardWords(Retranslating):
    """What a card says: name, work, languages, how to reach them, until when it counts."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._card: Card | None = None
        self._name = Text(TextSize.HEADING, self, bold=True)
        self._role = Text(TextSize.CHOICE, self)
        self._lines = [MessageText(language, None, parent=self) for _ in range(4)]
        self._lines[-1].setForegroundRole(Token.SOFT_INK.value)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for text in (self._name, self._role, *self._lines):
            column.addWidget(text)

    def show_card(self, card: Card) -> None:
        """Show what `card` says."""
        self._card = card
        self.retranslate()

    def retranslate(self) -> None:
        """Say it anew; what the office wrote itself stays as it is."""
        card = self._card
        if card is None:
            return
        formats = self.language.catalog.formats
        self._name.say(isolated(card.name))
        self._role.say(isolated(card.role))
        self._role.setVisible(bool(card.role))
        names = [isolated(language_of(tag).autonym) for tag in card.languages]
        asks = [self.language.text(GROUPS[group]) for group in card.needs if group in GROUPS]
        said: tuple[tuple[bool, Message], ...] = (
            (bool(card.answer_to), M("How to reach: {how}", how=card.answer_to)),
            (bool(names), M("Reads: {languages}", languages=_BETWEEN.join(names))),
            (bool(asks), M("Asks for: {groups}", groups=_BETWEEN.join(asks))),
            (True, M("The card counts until {date}.", date=formats.date(card.expires.date()))),
        )
        for line, (is_there, message) in zip(self._lines, said, strict=True):
            line.set_message(message if is_there else None)
            line.setVisible(is_there)
