"""Just help: a need in large words, and the offices that may help with it; nothing is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.contact import Checked
from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.i18n.languages import language as language_of
from intake_app.services.words import CHECKED, SERVICES
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.chips import language_chips
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.contact import Contact
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.contacts import Contacts
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings


class JustHelpPage(Retranslating):
    """Needs on the left; on the right a card large enough to be read across a table.

    It reads the cards and writes nothing, not even that it was opened.
    """

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._contacts = profile.contacts
        self._offices: Sequence[Contact] = ()
        self._need = ""
        self._tag = language.language.tag
        self.needs = {
            code: MessageButton(language, words, Kind.TOPIC) for code, words in SERVICES.items()
        }
        self.languages = language_chips(language, M("Show it in"), surroundings.program.languages)
        self.languages.choose((self._tag,))
        self.need = Text(TextSize.PERSON, bold=True)
        self._words = QVBoxLayout()
        bare(self._words, SPACE_XS)
        self._first = MessageText(language, M("Choose a need on the side."), TextSize.LEADING)
        self._card = QWidget()
        self._build()
        self.languages.chosen.connect(self._on_language)
        for button in self.needs.values():
            button.clicked.connect(self._on_need)
        self._show()

    def refresh(self) -> None:
        """Read the cards anew, and begin without a need: the one before was someone else's."""
        self._need = ""
        for button in self.needs.values():
            button.setChecked(False)
        self._show()
        self._surroundings.run(partial(_read, self._contacts), self._on_read)

    def retranslate(self) -> None:
        """Say anew what is in the worker's language; the card keeps the person's."""
        self._show()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        side = ScrollPage(widest=10_000)
        side.set_margins(0, 0, SPACE_M, 0)
        title = MessageText(self.language, M("What is needed?"), TextSize.HEADING, bold=True)
        side.column.addWidget(title)
        needs = QVBoxLayout()
        bare(needs)
        for button in self.needs.values():
            needs.addWidget(button)
        side.column.addLayout(needs)
        side.column.addStretch(1)
        nothing = M("Nothing of this is kept.")
        side.column.addWidget(MessageText(self.language, nothing, token=Token.SOFT_INK))
        within = QVBoxLayout(self._card)
        bare(within, SPACE_M)
        within.addWidget(self.languages)
        within.addWidget(self.need)
        within.addLayout(self._words)
        panel = Card()
        panel.column.addWidget(self._first)
        panel.column.addWidget(self._card)
        panel.column.addStretch(1)
        right = ScrollPage(widest=10_000)
        right.set_margins(0, 0, 0, 0)
        right.column.addWidget(panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_M)
        row.setSpacing(SPACE_L)
        row.addWidget(side, 2)
        row.addWidget(right, 5)

    def _on_read(self, offices: object) -> None:
        self._offices = cast("Sequence[Contact]", offices)
        self._show()

    def _on_need(self) -> None:
        for code, button in self.needs.items():
            button.setChecked(button is self.sender())
            if button is self.sender():
                self._need = code
        self._show()

    def _on_language(self, keys: tuple[str, ...]) -> None:
        self._tag = keys[0]
        self._show()

    def _show(self) -> None:
        self._first.setVisible(not self._need)
        self._card.setVisible(bool(self._need))
        clear(self._words)
        if not self._need:
            return
        self._say_to_person(self.need, SERVICES[self._need])
        if not self._offices:
            nobody = M("You have no card of another office yet. Add some under Contacts.")
            self._words.addWidget(MessageText(self.language, nobody, TextSize.CHOICE))
            return
        about = M("These offices have given us their card. Call first: ask whether they can help.")
        text = Text(TextSize.CHOICE)
        self._say_to_person(text, about)
        self._words.addWidget(text)
        for contact in self._offices:
            self._write(contact)

    def _write(self, contact: Contact) -> None:
        card = contact.card
        self._words.addSpacing(SPACE_L)
        name = Text(TextSize.LEADING, bold=True)
        name.say(isolated(card.name))
        self._words.addWidget(name)
        if card.role:
            role = Text(TextSize.OTHER)
            role.say(isolated(card.role))
            self._words.addWidget(role)
        if card.answer_to:
            reach = Text(TextSize.OTHER)
            self._say_to_person(reach, M("To reach them: {how}", how=card.answer_to))
            self._words.addWidget(reach)
        if card.languages:
            names = [isolated(language_of(tag).autonym) for tag in card.languages]
            spoken = Text(TextSize.CHOICE, token=Token.SOFT_INK)
            spoken.say("  ".join(names))
            self._words.addWidget(spoken)
        if contact.checked is Checked.NOT_YET:
            chip = CautionChip(self.language)
            self._words.addWidget(chip)
            chip.show_caution(CHECKED[contact.checked])

    def _say_to_person(self, text: Text, message: Message) -> None:
        catalog = self.language.catalog_of(self._tag)
        text.say(catalog.text(message), catalog.language)


def _read(contacts: Contacts, _progress: Progress) -> Sequence[Contact]:
    return contacts.all()
