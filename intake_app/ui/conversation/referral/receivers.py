"""Who it is for: the offices whose cards we hold, and the files that were made before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.contact import Checked
from intake_app.domain.message import M
from intake_app.domain.packet import Status
from intake_app.i18n.direction import isolated
from intake_app.services import words
from intake_app.ui.conversation.referral.without_intake import WithoutIntake
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip, EmptyPanel
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.contact import Contact
    from intake_app.domain.message import Message
    from intake_app.services.referrals import Sent

EXPIRED = M("Their card has expired: ask for a fresh one.")


class ReceiverCard(Card):
    """One office: its name, what it does, how its card was checked, and *Choose*.

    An office whose card has expired cannot be chosen; the card says so.

    Signals:
        chosen: The `Contact`.
    """

    chosen = Signal(object)

    def __init__(
        self,
        language: LanguageSwitch,
        contact: Contact,
        now: datetime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._switch = language
        self._contact = contact
        self._name = Text(TextSize.CHOICE, self, bold=True)
        self._name.say(isolated(contact.card.name))
        self._role = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        self._role.say(isolated(contact.card.role))
        self._role.setVisible(bool(contact.card.role))
        self._checked = MessageText(language, None, TextSize.NOTE, self, token=Token.SOFT_INK)
        self.caution = CautionChip(language, self)
        # Translators: chooses the office that a referral is made for.
        self.button = MessageButton(language, M("Choose"), parent=self)
        told = QVBoxLayout()
        bare(told, SPACE_XS)
        for text in (self._name, self._role, self._checked):
            told.addWidget(text)
        told.addWidget(self.caution, alignment=Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout()
        bare(row, SPACE_M)
        row.addLayout(told, 1)
        row.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        self.column.addLayout(row)
        expired = contact.card.expires <= now
        if expired:
            self.caution.show_caution(EXPIRED)
        elif contact.checked is Checked.NOT_YET:
            self.caution.show_caution(words.CHECKED[Checked.NOT_YET])
        self.button.setVisible(not expired)
        self.button.clicked.connect(self._on_clicked)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def contact(self) -> Contact:
        """The office shown."""
        return self._contact

    def retranslate(self) -> None:
        """Say anew how the card was checked, and name the button with the office."""
        contact = self._contact
        is_checked = contact.checked is not Checked.NOT_YET and contact.checked_at is not None
        if is_checked and contact.checked_at is not None:
            zone = self._switch.catalog.formats.zone
            day = contact.checked_at.astimezone(zone).date()
            # Translators: {how} is e.g. "Checked in person".
            how = M("{how}, {date}", how=words.CHECKED[contact.checked], date=day)
            self._checked.set_message(how)
        self._checked.setVisible(is_checked)
        self.button.set_about(contact.card.name)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._contact)


class MadeRow(Card):
    """A file that was made: for whom, where it stands, and the way to take it up again.

    Signals:
        taken_up: The `Sent`.
    """

    taken_up = Signal(object)

    def __init__(self, language: LanguageSwitch, sent: Sent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = language
        self._sent = sent
        self._name = Text(TextSize.CHOICE, self, bold=True)
        self._name.say(isolated(sent.receiver))
        self._status = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        not_sent = sent.record.status is Status.MADE
        action = M("Put it on a stick") if not_sent else M("Put it on a stick again")
        kind = Kind.PRIMARY if not_sent else Kind.PLAIN
        self.button = MessageButton(language, action, kind, self)
        told = QVBoxLayout()
        bare(told, SPACE_XS)
        told.addWidget(self._name)
        told.addWidget(self._status)
        row = QHBoxLayout()
        bare(row, SPACE_M)
        row.addLayout(told, 1)
        row.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        self.column.addLayout(row)
        self.button.clicked.connect(self._on_clicked)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def sent(self) -> Sent:
        """The file shown."""
        return self._sent

    def retranslate(self) -> None:
        """Say anew where the file stands, and name the button with the office."""
        status = words.STATUSES[self._sent.record.status]
        # Translators: {status} is e.g. "File made, not yet sent"; {moment} is when it was made.
        self._status.set_message(
            M("{status} · made {moment}", status=status, moment=self._sent.record.at)
        )
        self.button.set_about(self._sent.receiver)

    def _on_clicked(self) -> None:
        self.taken_up.emit(self._sent)


class ReceiversPage(Retranslating):
    """The first page: files made before, and whom a new one can be made for.

    Signals:
        chosen: A `Contact` to make a file for.
        taken_up: A `Sent` that shall be put on a stick.

    Attributes:
        without: Services of the directory that can be given a sheet or a call.
    """

    chosen = Signal(object)
    taken_up = Signal(object)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._cards: list[ReceiverCard] = []
        self._rows: list[MadeRow] = []
        self._page = ScrollPage(self)
        self._page.set_margins(0, 0, SPACE_M, SPACE_M)
        self._made_title = self._heading(M("Files made with this person"))
        self._made = QVBoxLayout()
        self._title = self._heading(M("Who is it for?"))
        self._receivers = QVBoxLayout()
        for column in (self._made, self._receivers):
            bare(column, SPACE_S)
        self._empty = EmptyPanel(
            language,
            M("There is no office yet that you can refer to."),
            M(
                "Ask them for their contact card, a file that ends in .card, and add it under "
                "Contacts. Then come back here; nothing is lost meanwhile."
            ),
            parent=self,
        )
        self.without = WithoutIntake(language, self)
        inner = self._empty.layout()
        if inner is not None:
            bare(inner, SPACE_XS)  # it stands where a list would begin
        parts = (self._made_title, self._made, self._title, self._receivers, self._empty)
        for part in (*parts, self.without):
            if isinstance(part, QVBoxLayout):
                self._page.column.addLayout(part)
            else:
                self._page.column.addWidget(part)
        self._page.column.addStretch(1)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._page)
        for hidden in (self._made_title, self._title, self._empty):
            hidden.hide()
        self.retranslate()

    def show_places(self, contacts: Sequence[Contact], made: Sequence[Sent], now: datetime) -> None:
        """Show the offices and the files made for this person, not yet sent ones first."""
        for old in (*self._cards, *self._rows):
            old.hide()
            old.deleteLater()
        self._cards, self._rows = [], []
        for sent in sorted(made, key=lambda known: known.record.status is not Status.MADE):
            row = MadeRow(self.language, sent, self)
            row.taken_up.connect(self.taken_up)
            self._made.addWidget(row)
            row.show()
            self._rows.append(row)
        for contact in contacts:
            card = ReceiverCard(self.language, contact, now, self)
            card.chosen.connect(self.chosen)
            self._receivers.addWidget(card)
            card.show()
            self._cards.append(card)
        self._made.setContentsMargins(0, 0, 0, SPACE_L if self._rows else 0)
        self._made_title.setVisible(bool(self._rows))
        self._title.setVisible(bool(self._cards))
        self._empty.setVisible(not self._cards and not self.without.rows())

    def cards(self) -> Sequence[ReceiverCard]:
        """Return the offices shown."""
        return self._cards

    def rows(self) -> Sequence[MadeRow]:
        """Return the files shown."""
        return self._rows

    def is_empty(self) -> bool:
        """Whether it says that there is no office to refer to."""
        return not self._empty.isHidden()

    def take_focus(self) -> None:
        """Put the focus on the first thing to do."""
        buttons = [row.button for row in self._rows] + [card.button for card in self._cards]
        buttons += [row.button for row in self.without.rows()]
        first = next((button for button in buttons if not button.isHidden()), None)
        if first is not None:
            first.setFocus()

    def retranslate(self) -> None:
        """Name the page anew."""
        self.setAccessibleName(self.language.text(M("Who is it for?")))

    def _heading(self, message: Message) -> MessageText:
        return MessageText(self.language, message, TextSize.CHOICE, self, bold=True)
