"""One office we hold a card of, and comparing its digits with its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.contact import Checked
from intake_app.domain.message import M
from intake_app.domain.trust import Standing
from intake_app.i18n.digits import ascii_digits
from intake_app.services.contacts import SaidBy
from intake_app.services.trust_words import standing_words
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.own_card import CardWords
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.contact import Contact
    from intake_app.domain.message import Message
    from intake_app.services.trust import CardStanding

_TITLE = M("The 30 digits that they read to you")


class OfficePane(Retranslating):
    """An office's card; while it is not checked, a field for the digits its owner reads out.

    The digits are typed, not shown: who only has to nod would nod.

    Signals:
        compared: The fingerprint, the digits typed, `Checked`, how they were heard, and
            `SaidBy`, from whom.
        loss_asked: The computer that the card lies on was lost; what now?
    """

    compared = Signal(str, str, object, object)
    loss_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._contact: Contact | None = None
        self._found: CardStanding | None = None
        self._words = CardWords(language, self)
        self.caution = CautionChip(language, self)
        self._checked = MessageText(language, None, TextSize.CHOICE, self, bold=True)
        self._check = QWidget(self)
        self.digits = QLineEdit(self._check)
        self.digits.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.in_person = MessageButton(language, M("They told me in person"), parent=self._check)
        self.by_voice = MessageButton(language, M("They told me by phone"), parent=self._check)
        self.interpreted = MessageButton(
            language, M("An interpreter told me, by phone"), parent=self._check
        )
        self.problem = CautionChip(language, self._check)
        self.lost = MessageButton(language, M("Their computer was lost…"), parent=self)
        how = M(
            "Meet them, or call a number you had before the card came. Ask for the 30 digits "
            "under Contacts on their computer, and type them here. With an interpreter: let them "
            "say digit after digit, and hear the owner's own voice as well."
        )
        check = QVBoxLayout(self._check)
        bare(check, SPACE_S)
        check.addWidget(MessageText(language, how, parent=self._check))
        check.addWidget(MessageText(language, _TITLE, parent=self._check, token=Token.SOFT_INK))
        check.addWidget(self.digits)
        check.addWidget(self.problem)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.in_person)
        ends.addWidget(self.by_voice)
        ends.addWidget(self.interpreted)
        check.addLayout(ends)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(self._words)
        column.addWidget(self._checked)
        column.addWidget(self.caution)
        column.addWidget(self._check)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.lost)
        column.addLayout(ways)
        self.lost.clicked.connect(self.loss_asked)
        self.in_person.clicked.connect(self._on_in_person)
        self.by_voice.clicked.connect(self._on_by_voice)
        self.interpreted.clicked.connect(self._on_interpreted)
        self.retranslate()

    def show_contact(self, contact: Contact, found: CardStanding) -> None:
        """Show an office; digits half-typed for the same one stay."""
        if self._contact is None or self._contact.card.fingerprint != contact.card.fingerprint:
            self.digits.clear()
            self.problem.show_caution(None)
        self._contact, self._found = contact, found
        self._words.show_card(contact.card)
        is_caution = found.standing.is_caution
        self._check.setVisible(is_caution and found.standing is not Standing.REVOKED)
        self.caution.show_caution(standing_words(contact, found) if is_caution else None)
        self._checked.setVisible(not is_caution)
        self.retranslate()

    def tell(self, problem: Message | None) -> None:
        """Say what is wrong with the digits."""
        self.problem.show_caution(problem)

    def retranslate(self) -> None:
        """Say anew how the card was checked."""
        self.digits.setAccessibleName(self.language.text(_TITLE))
        contact, found = self._contact, self._found
        if contact is None or found is None:
            return
        words = standing_words(contact, found)
        if contact.checked_at is not None:
            date = self.language.catalog.formats.date(contact.checked_at.date())
            # Translators: {how} is "Checked in person" or "Checked by voice".
            words = M("{how}, {date}", how=words, date=date)
        self._checked.set_message(words)

    def _on_in_person(self) -> None:
        self._compare(Checked.IN_PERSON)

    def _on_by_voice(self) -> None:
        self._compare(Checked.BY_VOICE)

    def _on_interpreted(self) -> None:
        self._compare(Checked.BY_VOICE, SaidBy.INTERPRETER)

    def _compare(self, how: Checked, said_by: SaidBy = SaidBy.OWNER) -> None:
        if self._contact is not None:
            typed = ascii_digits(self.digits.text())
            self.compared.emit(self._contact.card.fingerprint, typed, how, said_by)
