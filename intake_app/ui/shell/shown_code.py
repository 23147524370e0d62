"""After a square code was read: was it shown by its owner, in person? Only then it is a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from intake_app.domain.message import M
from intake_app.ui.style import SPACE_M, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.contact import Contact
    from intake_app.ui.language import LanguageSwitch


class ShownCode(Card):
    """Asks how the code came here.

    Signals:
        shown_in_person: Its owner showed it; carries the fingerprint of their card.
        left: It came another way, and proves nothing.
    """

    shown_in_person = Signal(str)
    left = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fingerprint = ""
        self._found = MessageText(language, None, TextSize.CHOICE, parent=self, bold=True)
        asked = M(
            "Did they show you the code themselves, on their own screen or sheet, here with you? "
            "A code in a letter or a message could be anybody's."
        )
        self.yes = MessageButton(language, M("Yes, they showed it to me"), parent=self)
        self.no = MessageButton(language, M("No, it came another way"), parent=self)
        inner = QVBoxLayout()
        bare(inner, SPACE_M)
        inner.addWidget(self._found)
        inner.addWidget(MessageText(language, asked, parent=self))
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.yes)
        ways.addWidget(self.no)
        inner.addLayout(ways)
        self.column.addLayout(inner)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self.hide()

    def ask_of(self, contact: Contact) -> None:
        """Ask how the code of this contact's card came here."""
        self._fingerprint = contact.card.fingerprint
        self._found.set_message(
            M("This is the code of {name}, as on the card you have.", name=contact.card.name)
        )
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)  # a hasty Enter checks nobody

    def put_away(self) -> None:
        """Ask no more."""
        self._fingerprint = ""
        self.hide()

    def _on_yes(self) -> None:
        if self._fingerprint:
            self.shown_in_person.emit(self._fingerprint)

    def _on_no(self) -> None:
        self.put_away()
        self.left.emit()
