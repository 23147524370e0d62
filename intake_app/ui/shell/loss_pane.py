"""What to do when a colleague's computer was lost or taken: the steps, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from intake_app.domain.ids import show_code
from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.contact import Contact
    from intake_app.domain.message import Message
    from intake_app.services.lost_device import Concerned
    from intake_app.ui.language import LanguageSwitch

STEPS: Final = (
    M(
        "Call them on a number you had before. Are they safe? When was it last surely in good "
        "hands? Was it on and unlocked? Was a passphrase with it?"
    ),
    M(
        "Call the two people who hold your organisation's root key. They take the card back "
        "under Settings, The root key, from the moment it was last in good hands. They need "
        "this fingerprint:"
    ),
    M(
        "Take the new roster in: Settings, Our organisation. It travels with every file from "
        "here, and nothing more leaves for the lost computer. Call the offices that cannot wait "
        "for a file."
    ),
    M(
        "Switched off or locked, the answers on it are encrypted. On and unlocked, think of "
        "everything on it as read. Go through the people below, those in most danger first, "
        "and decide with each of them what to do."
    ),
    M(
        "With another computer they make a new profile and a new card. Compare its 30 digits "
        "anew. Believe no card that says it takes the place of the lost one."
    ),
)
_BETWEEN = "   "
_GROUP = 8


class LossPane(Retranslating):
    """The steps, and the codes of the people it concerns.

    Signals:
        left: Back to the card.
    """

    left = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._contact: Contact | None = None
        self._concerned: Concerned | None = None
        self._title = MessageText(language, None, TextSize.HEADING, self, bold=True)
        self.fingerprint = Text(TextSize.BASE, self)
        self._sent = MessageText(language, None, parent=self)
        self.sent = Text(TextSize.CHOICE, self, bold=True)
        self._came = MessageText(language, None, parent=self)
        self.came = Text(TextSize.CHOICE, self, bold=True)
        self._others = MessageText(
            language,
            M("Whoever else was on it is not known here: ask them, or their coordinator."),
            parent=self,
            token=Token.SOFT_INK,
        )
        self.back = MessageButton(language, M("Back to the card"), parent=self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self._title)
        for number, step in enumerate(STEPS, start=1):
            # Translators: a step in a list of things to do, with its number.
            numbered = M("{number}. {step}", number=number, step=step)
            column.addWidget(MessageText(language, numbered, parent=self))
            if number == len(STEPS) - 3:
                column.addWidget(self.fingerprint)
        column.addSpacing(SPACE_M)
        for part in (self._sent, self.sent, self._came, self.came, self._others):
            column.addWidget(part)
        column.addSpacing(SPACE_M)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.back)
        column.addLayout(ends)
        self.back.clicked.connect(self.left)

    def show_loss(self, contact: Contact, concerned: Concerned) -> None:
        """Show what to do about this office's computer."""
        self._contact, self._concerned = contact, concerned
        self.fingerprint.say(isolated(_in_groups(contact.card.fingerprint)))
        self.retranslate()

    def retranslate(self) -> None:
        """Say anew whom it concerns."""
        contact, found = self._contact, self._concerned
        if contact is None or found is None:
            return
        self._title.set_message(M("The computer of {name} was lost", name=contact.card.name))
        rows: tuple[tuple[MessageText, Text, tuple[str, ...], Message], ...] = (
            (self._sent, self.sent, found.sent, M("People you referred to them:")),
            (self._came, self.came, found.came, M("People they referred to you:")),
        )
        for title, codes, known, words in rows:
            title.set_message(words)
            title.setVisible(bool(known))
            codes.say(_BETWEEN.join(isolated(show_code(code)) for code in known))
            codes.setVisible(bool(known))


def _in_groups(fingerprint: str) -> str:
    """Return a fingerprint so that it can be read out and breaks between lines."""
    return " ".join(fingerprint[i : i + _GROUP] for i in range(0, len(fingerprint), _GROUP))
