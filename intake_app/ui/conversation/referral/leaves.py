"""Exactly this leaves: the lines of the preview, for whom, how it was agreed, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.consent import Manner
from intake_app.domain.contact import Checked
from intake_app.domain.directory import Way
from intake_app.domain.message import MC, M
from intake_app.services import words
from intake_app.services.handed_over import WithoutCard
from intake_app.ui.conversation.referral.rendering import Part
from intake_app.ui.language import LanguageSwitch, Retranslating, qt_direction
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.footed import FootedPage
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.contact import Contact
    from intake_app.domain.message import Message
    from intake_app.i18n.catalog import Catalog
    from intake_app.ui.conversation.referral.rendering import Leaving

_MANNERS: Final[dict[object, Message]] = {manner: words.MANNERS[manner] for manner in Manner}
_LOOKS: Final[dict[Part, tuple[TextSize, Token, bool]]] = {
    Part.GROUP: (TextSize.BASE, Token.INK, True),
    Part.LABEL: (TextSize.NOTE, Token.SOFT_INK, False),
    Part.WORDS: (TextSize.BASE, Token.INK, False),
    Part.NOTE: (TextSize.NOTE, Token.SOFT_INK, False),
}
_GAP_BEFORE: Final = frozenset({Part.GROUP, Part.LABEL})


class LeavingList(QWidget):
    """The lines of what leaves, in the direction of the language that leads."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        bare(self._column, 2)
        self._texts: list[Text] = []
        self._lines: tuple[Leaving, ...] = ()

    def show_lines(self, lines: Sequence[Leaving], catalog: Catalog) -> None:
        """Show these lines and no others."""
        self._lines = tuple(lines)
        self.setLayoutDirection(qt_direction(catalog.language))
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._texts = []
        before: Part | None = None
        for line in lines:
            size, token, bold = _LOOKS[line.part]
            text = Text(size, self, token=token, bold=bold)
            text.say(line.text, line.language)
            is_first_note = line.part is Part.NOTE and before is not Part.NOTE
            if before is not None and (line.part in _GAP_BEFORE or is_first_note):
                self._column.addSpacing(SPACE_S if before is not Part.GROUP else SPACE_XS)
            self._column.addWidget(text)
            text.show()
            self._texts.append(text)
            before = line.part

    def lines(self) -> tuple[Leaving, ...]:
        """Return the lines shown."""
        return self._lines

    def said(self) -> list[str]:
        """Return the words on the screen, line by line."""
        return [text.said() for text in self._texts]


class LeavesPane(Retranslating):
    """What leaves, whom it can be opened by, how it was agreed, and *Make the file*.

    Signals:
        make_asked: The file shall be made.
        manner_chosen: The person's yes was given in this way (a `Manner` or None).
        hand_over_asked: They have no Intake: a sheet, or a call (a `Way`).
    """

    make_asked = Signal()
    manner_chosen = Signal(object)
    hand_over_asked = Signal(object)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._receiver: Contact | WithoutCard | None = None
        self._title = MessageText(
            language, M("Exactly this leaves"), TextSize.CHOICE, self, bold=True
        )
        self.list = LeavingList(self)
        self._nothing = MessageText(
            language,
            M("Nothing yet. What the person says yes to stands here, word for word."),
            parent=self,
            token=Token.SOFT_INK,
        )
        self._opened_by = MessageText(language, None, TextSize.NOTE, self, token=Token.SOFT_INK)
        self.caution = CautionChip(language, self)
        # Translators: by voice, with a mark, or with a signature.
        how = M("How did the person agree?")
        self.manner = Segmented(language, _MANNERS, self)
        self.manner.set_about(how)
        self._missing = MessageText(language, None, TextSize.NOTE, self, token=Token.SOFT_INK)
        self.make_button = MessageButton(language, M("Make the file"), Kind.PRIMARY, self)
        self.sheet_button = MessageButton(language, M("Make the sheet"), Kind.PRIMARY, self)
        self.call_button = MessageButton(language, M("Begin the call"), Kind.PRIMARY, self)
        foot = QWidget(self)
        below = QVBoxLayout(foot)
        bare(below, SPACE_S)
        below.addWidget(self._opened_by)
        below.addWidget(self.caution)
        self._how = MessageText(language, how, parent=self, bold=True)
        below.addWidget(self._how)
        below.addWidget(self.manner)
        page = FootedPage(foot, self)
        page.show_through()
        page.column.addWidget(self._nothing)
        page.column.addWidget(self.list)
        card = Card(self)
        card.column.addWidget(self._title)
        card.column.addWidget(page, 1)
        card.column.addWidget(self._missing)
        for button in (self.make_button, self.call_button, self.sheet_button):
            card.column.addWidget(button)
            button.hide()
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(card)
        self.manner.chosen.connect(self.manner_chosen)
        self.make_button.clicked.connect(self.make_asked)
        self.sheet_button.clicked.connect(self._on_sheet)
        self.call_button.clicked.connect(self._on_call)
        self.set_way(None, ready=False)

    def show_receiver(self, receiver: Contact | WithoutCard) -> None:
        """Say whom it can be opened by, and how sure that is; nothing is agreed yet."""
        self._receiver = receiver
        ways = receiver.service.ways if isinstance(receiver, WithoutCard) else (Way.FILE,)
        self.make_button.setVisible(not isinstance(receiver, WithoutCard))
        self.sheet_button.setVisible(Way.PAPER in ways)
        self.call_button.setVisible(Way.PHONE in ways)
        self.manner.set_answer(None)
        self.retranslate()

    def show_lines(self, lines: Sequence[Leaving], catalog: Catalog) -> None:
        """Show what leaves; no lines: nothing yet."""
        self.list.show_lines(lines, catalog)
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)

    def set_way(self, missing: Message | None, *, ready: bool) -> None:
        """Say what is missing before the file can be made.

        Args:
            missing: What the worker is still to ask; None when nothing is.
            ready: Whether what is shown is what would leave.
        """
        self._missing.set_message(missing)
        self._missing.setVisible(missing is not None)
        for button in (self.make_button, self.call_button, self.sheet_button):
            button.setEnabled(ready and missing is None)

    def ask_manner(self, *, asked: bool) -> None:
        """Ask how the person agreed, or not: where two people decided there is nothing to ask."""
        self._how.setVisible(asked)
        self.manner.setVisible(asked)

    def missing(self) -> str:
        """Return what is said to be missing, or ""."""
        return self._missing.said()

    def said_of_receiver(self) -> str:
        """Return what is said of who can open it."""
        return self._opened_by.said()

    def _on_sheet(self) -> None:
        self.hand_over_asked.emit(Way.PAPER)

    def _on_call(self) -> None:
        self.hand_over_asked.emit(Way.PHONE)

    def retranslate(self) -> None:
        """Say anew whom it can be opened by."""
        if self._receiver is None:
            return
        if isinstance(self._receiver, WithoutCard):
            self._opened_by.set_message(
                M("They have no Intake. Whoever listens in, or finds the sheet, learns it too.")
            )
            self.caution.show_caution(None)
            return
        self._opened_by.set_message(opened_only_by(self._receiver, self.language.catalog))
        unchecked = self._receiver.checked is Checked.NOT_YET
        self.caution.show_caution(words.CHECKED[Checked.NOT_YET] if unchecked else None)


def opened_only_by(receiver: Contact, catalog: Catalog) -> Message:
    """Return who alone can open the file, and how their card was checked."""
    office = receiver.card.name
    if receiver.checked is Checked.NOT_YET or receiver.checked_at is None:
        return M("Opened only by {office}.", office=office)
    day = receiver.checked_at.astimezone(catalog.formats.zone).date()
    if receiver.checked is Checked.IN_PERSON:
        # Translators: their contact card was checked in person on that day.
        return MC("card", "Opened only by {office} (checked in person, {date}).", office=office,
                  date=day)  # fmt: skip
    if receiver.checked is not Checked.BY_VOICE:
        return M("Opened only by {office}.", office=office)
    # Translators: their contact card was checked by voice on that day.
    return MC("card", "Opened only by {office} (checked by voice, {date}).", office=office,
              date=day)  # fmt: skip
