"""What is written about a person and who has it, said large and in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.consent import Choice
from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.i18n.languages import language as language_of
from intake_app.report.entry_rows import NOT_UNDERSTOOD, TRANSLATED
from intake_app.services.words import BASES, COPIES, ITEMS, STATES, purpose
from intake_app.ui.language import qt_direction
from intake_app.ui.palette import Token
from intake_app.ui.person.words import (
    answered_words,
    has_words,
    notice_words,
    passed_words,
    state_words,
    until_words,
)
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, Kind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.form import FormText
    from intake_app.domain.message import Message
    from intake_app.domain.my_information import Entry, Holder, MyInformation
    from intake_app.i18n.catalog import Catalog

_UNDETERMINED = "und"
NO_ADDRESS = M(
    "This office has not yet named an independent address for complaints. Ask for one: you may "
    "complain, and it changes nothing for you."
)


class Written(QWidget):
    """The cards of one person's information in one language; made anew for another.

    Signals:
        correct_asked: The conversation and the question that is wrong.
        stop_asked: The receiver that shall be given nothing more.
    """

    correct_asked = Signal(str, str)
    stop_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_L)
        self._buttons: dict[Button, tuple[str, ...]] = {}
        self._folded: dict[Button, QWidget] = {}

    def show_information(self, found: MyInformation, catalog: Catalog) -> None:
        """Say everything in the language of `catalog`."""
        clear(self._column)
        self._buttons, self._folded = {}, {}
        self.setLayoutDirection(qt_direction(catalog.language))
        page = _Page(self, catalog)
        for topic in found.topics:
            title = page.form_words(topic.labels) or catalog.text(M("Other things"))
            card = page.card(title)
            for entry in topic.entries:
                self._entry(page, card, entry)
            self._column.addWidget(card)
        if not found.topics:
            card = page.card(catalog.text(M("Nothing was written down.")))
            self._column.addWidget(card)
        if found.told:
            self._column.addWidget(self._told(page, found.told))
        if found.impressions:
            self._column.addWidget(self._impressions(page, found.impressions))
        self._column.addWidget(_agreed(page, found))
        self._column.addWidget(self._who(page, found))
        if found.copies:
            self._column.addWidget(_copies(page, found))
        self._column.addWidget(_rights(page, found))

    def buttons(self) -> list[Button]:
        """Return the buttons in reading order."""
        return [*self._buttons, *self._folded]

    # -- within ------------------------------------------------------------------

    def _entry(self, page: _Page, card: Card, entry: Entry) -> None:
        question = page.form_words(entry.labels)
        page.say(card, question, TextSize.BASE, token=Token.SOFT_INK)
        page.answer(card, entry)
        if entry.basis is not None:
            page.tell(card, BASES[entry.basis], TextSize.NOTE, token=Token.SOFT_INK)
        if entry.translation is not None:
            page.tell(card, TRANSLATED, TextSize.NOTE, token=Token.SOFT_INK)
            page.words(card, entry.translation, TextSize.CHOICE)
        for note in entry.notes:
            page.quote(card, note, TextSize.BASE)
        if entry.not_understood:
            page.tell(card, NOT_UNDERSTOOD, TextSize.NOTE, token=Token.SOFT_INK)
        for words in entry.not_understood:
            page.quote(card, words, TextSize.BASE)
        button = self._button(page, M("This is not right"), question, Kind.LINK)
        self._buttons[button] = entry.interview_id, entry.node
        card.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        card.column.addSpacing(SPACE_M)

    def _impressions(self, page: _Page, impressions: Sequence[Entry]) -> Card:
        """Return a card that opens with a press: what others thought may be hard to read."""
        card = page.card(page.text(M("What the worker thought: not what you said")))
        inner = self._fold(page, card)
        for entry in impressions:
            self._entry(page, inner, entry)
        return card

    def _told(self, page: _Page, told: Sequence[FormText]) -> Card:
        """Return a card that opens with a press: a child's own words, for the child alone."""
        card = page.card(page.text(M("Something you told us")))
        page.tell(card, M("Open it only when nobody else can read it with you."), TextSize.BASE)
        inner = self._fold(page, card)
        for words in told:
            page.words(inner, words, TextSize.OTHER)
        return card

    def _fold(self, page: _Page, card: Card) -> Card:
        """Put an inner card behind a button, closed."""
        button = self._button(page, M("Show it"), "")
        inner = Card(card)
        inner.hide()
        card.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        card.column.addWidget(inner)
        self._folded[button] = inner
        return inner

    def _who(self, page: _Page, found: MyInformation) -> Card:
        card = page.card(page.text(M("Who has it")))
        page.tell(card, M("Here, on this computer, until you have it erased."))
        for holder in found.holders:
            self._holder(page, card, holder, found)
        if not found.holders:
            page.tell(card, M("Nothing was shared with anyone."))
        return card

    def _holder(self, page: _Page, card: Card, holder: Holder, found: MyInformation) -> None:
        card.column.addSpacing(SPACE_S)
        page.say(card, isolated(holder.name), TextSize.CHOICE, bold=True)
        said = [
            has_words(holder, page.catalog),
            M("What for: {purpose}", purpose=purpose(holder.purpose)),
            until_words(holder, page.catalog, found.made),
            M("They may pass it on.") if holder.onward else M("They may not pass it on."),
        ]
        is_told = holder.notice is not None and not holder.in_force
        answer = notice_words(holder, page.catalog) if is_told else state_words(holder)
        for message in (*said, answer, answered_words(holder), passed_words(holder)):
            if message is not None:
                page.tell(card, message)
        if holder.in_force:
            button = self._button(page, M("Give them nothing more"), holder.name)
            self._buttons[button] = (holder.recipient,)
            card.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)

    def _button(self, page: _Page, words: Message, about: str, kind: Kind = Kind.PLAIN) -> Button:
        button = Button(kind, self)
        button.set_words(page.text(words), page.catalog.language)
        button.set_about(about)
        button.clicked.connect(self._on_pressed)
        return button

    def _on_pressed(self) -> None:
        pressed = self.sender()
        for folded, inner in self._folded.items():
            if folded is pressed:
                inner.setVisible(inner.isHidden())
                return
        for button, target in self._buttons.items():
            if button is pressed and len(target) > 1:
                self.correct_asked.emit(*target)
            elif button is pressed:
                self.stop_asked.emit(*target)


class _Page:
    """Puts texts of one language into cards."""

    def __init__(self, parent: QWidget, catalog: Catalog) -> None:
        self.catalog = catalog
        self._parent = parent

    def text(self, message: Message) -> str:
        return self.catalog.text(message)

    def card(self, title: str) -> Card:
        card = Card(self._parent)
        card.column.setSpacing(SPACE_XS)
        self.say(card, title, TextSize.HEADING, bold=True)
        card.column.addSpacing(SPACE_S)
        return card

    def say(
        self,
        card: Card,
        words: str,
        size: TextSize = TextSize.CHOICE,
        *,
        token: Token = Token.INK,
        bold: bool = False,
    ) -> None:
        text = Text(size, card, token=token, bold=bold)
        text.say(words, self.catalog.language)
        card.column.addWidget(text)

    def tell(
        self,
        card: Card,
        message: Message,
        size: TextSize = TextSize.CHOICE,
        *,
        token: Token = Token.INK,
    ) -> None:
        self.say(card, self.text(message), size, token=token)

    def quote(self, card: Card, words: str, size: TextSize) -> None:
        """Show words of people, in who knows what language."""
        text = Text(size, card)
        text.say(isolated(words))
        card.column.addWidget(text)

    def answer(self, card: Card, entry: Entry) -> None:
        if entry.state is not None:
            self.tell(card, STATES[entry.state], TextSize.OTHER)
            return
        if entry.shown:
            self.words(card, self._nearest(entry.shown), TextSize.OTHER)

    def words(self, card: Card, shown: FormText, size: TextSize) -> None:
        """Show words in the language they are in, as far as that is known."""
        text = Text(size, card)
        is_known = shown.language != _UNDETERMINED
        text.say(shown.text, language_of(shown.language) if is_known else None)
        card.column.addWidget(text)

    def form_words(self, labels: Sequence[FormText]) -> str:
        return self._nearest(labels).text if labels else ""

    def _nearest(self, texts: Sequence[FormText]) -> FormText:
        return next((text for text in texts if text.asked == self.catalog.tag), texts[0])


def _agreed(page: _Page, found: MyInformation) -> Card:
    card = page.card(page.text(M("What we agreed")))
    for item, word in found.agreed.items():
        if word is Choice.YES:
            page.tell(card, ITEMS[item])
    if found.explained is not None:
        page.tell(card, found.explained)
    if found.in_own_words:
        page.tell(card, M("In your own words"), TextSize.BASE, token=Token.SOFT_INK)
        page.quote(card, found.in_own_words, TextSize.CHOICE)
    return card


def _copies(page: _Page, found: MyInformation) -> Card:
    card = page.card(page.text(M("What was made for you to take along")))
    for copy in found.copies:
        day = page.catalog.formats.date(copy.at.date())
        page.tell(card, M("{date}: {copy}", date=day, copy=COPIES[copy.kind]))
    return card


def _rights(page: _Page, found: MyInformation) -> Card:
    card = page.card(page.text(M("What you can do")))
    for message in (
        M("You can have it corrected, share less, stop sharing, or have it erased, any day."),
        M("What others hold already cannot be called back; they are asked to delete it."),
        M("What was said before a correction stays on this computer until all is erased."),
    ):
        page.tell(card, message)
    card.column.addSpacing(SPACE_S)
    if found.complain_to:
        page.tell(card, M("To complain about us, independent of us:"))
        page.quote(card, found.complain_to, TextSize.CHOICE)
    else:
        page.tell(card, NO_ADDRESS)
    return card
