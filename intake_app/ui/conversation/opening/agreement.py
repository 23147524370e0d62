"""Third screen: what we agree, read aloud; the person's word on each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.consent import ON_TURNED_SCREEN, Choice, ConsentItem, Manner
from intake_app.domain.message import M
from intake_app.i18n import texts
from intake_app.i18n.languages import language as language_of
from intake_app.services.person_words import AGREED_FIRST
from intake_app.services.words import ITEMS, MANNERS
from intake_app.ui.conversation.asking import Ask, AskOne, AskRow
from intake_app.ui.conversation.frame import WIDE, Frame, LanguageChooser
from intake_app.ui.conversation.person.agreeing import Agreeing
from intake_app.ui.conversation.person.page import TURN, TURN_KEY
from intake_app.ui.palette import Token
from intake_app.ui.shell.rows import reach_in_order
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import LinkButton, Mark, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.segmented import YesNoNotYet
from intake_app.ui.widgets.text import MessageText, Text
from intake_app.ui.widgets.text_answer import TextAnswer, finish_composing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractButton

    from intake_app.domain.consent import TextOfRecord
    from intake_app.domain.message import Message
    from intake_app.ui.conversation.opening.draft import Draft
    from intake_app.ui.language import LanguageSwitch

ASKED: Final = AGREED_FIRST
FOLDED: Final = (
    ConsentItem.CONTACT,
    ConsentItem.PHOTO,
    ConsentItem.RECORDING,
    ConsentItem.STATISTICS,
)
"""Each is no until the person says otherwise; they stand folded away."""

IN_OWN_WORDS: Final = M("In your own words: what did we agree?")


class WhatWeAgree(Frame):
    """The agreement in both languages, and what the person says to it.

    Signals:
        answered: The draft has the person's word on each thing.
        languages_changed: The conversation's languages are others now.
        person_speaks: The person's language is another one now; carries its tag.
    """

    answered = Signal()
    languages_changed = Signal()
    person_speaks = Signal(str)

    def __init__(
        self,
        language: LanguageSwitch,
        draft: Draft,
        offered: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the screen.

        Args:
            language: The language of the moment.
            draft: What was found out; gets the answers.
            offered: Languages to offer first: those of the form.
            parent: Qt's owner.
        """
        super().__init__(language, M("What we agree"), parent)
        self._draft = draft
        self._swapped = False
        self.without_ways_out()
        self.languages = LanguageChooser(language, offered, self.header)
        self.turn = MessageButton(language, TURN, parent=self)
        self.turn.set_key(TURN_KEY)
        self.header.add_button(self.turn)
        self._card = _AgreementText(language, self)
        self.rows: dict[ConsentItem, YesNoNotYet] = {}
        self._folded: list[AskRow] = []
        self.own_words = TextAnswer(self, lines=2)
        manners: dict[object, Message] = {manner: MANNERS[manner] for manner in Manner}
        self.manner = AskOne(language, M("How do they agree?"), manners, self)
        self._missing = MessageText(language, None, parent=self, token=Token.CAUTION)
        self._more = LinkButton(language, M("Contact, photos, recording, counting: all no"), self)
        self._more.set_mark(Mark.OPENS)
        self._build()
        self._tell(None)
        self.languages.swapped.connect(self._on_swapped)
        self.languages.chosen.connect(self._on_language)
        self._more.clicked.connect(self._on_more)
        self.turn.clicked.connect(self.turn_asked)
        self.manner.chosen.connect(self._on_changed)
        self.next_asked.connect(self._on_next)
        language.changed.connect(self.retranslate)
        self._fill()
        self.retranslate()

    def retranslate(self) -> None:
        """Show the texts anew in the languages of the conversation."""
        worker, person = self._draft.languages
        shown = (person, worker) if self._swapped else (worker, person)
        self.languages.show_languages(shown)
        self._card.show_text(shown, self._draft.text())
        name = self.language.text(IN_OWN_WORDS)
        self.own_words.set_name(name, self.language.text(M("As the person said it")))

    def for_person(self) -> Agreeing:
        """Return the agreement page by page, for the person's own eyes."""
        answers = {item: self.rows[item].answer() for item in ASKED}
        words = {i: word if isinstance(word, Choice) else None for i, word in answers.items()}
        source = Agreeing(self.language, self._draft.languages[1], ASKED, words)
        source.answered.connect(self._on_turned_word)
        source.read.connect(self._on_read)
        self.person_speaks.connect(source.set_language)
        return source

    def said(self) -> str:
        """Return what is still to be answered, in words."""
        return self._missing.said()

    def text_of_record(self) -> str:
        """Return the line that says which text counts."""
        return self._card.record.said()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        left = ScrollPage(self, widest=WIDE)
        left.set_margins(0, 0, SPACE_M, 0)
        left.column.addWidget(self._card, 1)
        reading = QVBoxLayout()
        bare(reading, SPACE_S)
        reading.addWidget(left, 1)
        reading.addWidget(self._card.record)  # in sight however far the text is scrolled
        self.middle.addLayout(reading, 1)
        right = ScrollPage(self, widest=WIDE)
        right.set_margins(0, 0, SPACE_M, 0)
        answering = QVBoxLayout()
        bare(answering, SPACE_S)
        answering.addWidget(right, 1)
        answering.addWidget(self._missing)  # as the line of record beside it
        self.middle.addLayout(answering, 1)
        asks: list[Ask] = []
        for item in (*ASKED, *FOLDED):
            row = YesNoNotYet(self.language, self)
            row.set_title(ITEMS[item])
            row.answered.connect(self._on_changed)
            ask = AskRow(row, self)
            self.rows[item] = row
            if item is FOLDED[0]:
                right.column.addWidget(self._more)
            right.column.addWidget(ask)
            if item in FOLDED:
                ask.hide()
                self._folded.append(ask)
            asks.append(ask)
        police = M("Nothing goes to police or immigration, unless you ask for it.")
        right.column.addWidget(MessageText(self.language, police, parent=self))
        right.column.addSpacing(SPACE_M)
        own = MessageText(self.language, IN_OWN_WORDS, TextSize.CHOICE, self, bold=True)
        right.column.addWidget(own)
        right.column.addWidget(self.own_words)
        right.column.addSpacing(SPACE_S)
        right.column.addWidget(self.manner)
        right.column.addStretch(1)
        self.set_asks([*asks, self.manner])
        asked, folded = (self._buttons_of(items) for items in (ASKED, FOLDED))
        # The lines are made here, after what is read beneath them.
        reach_in_order([self.turn, *asked, self._more, *folded, self.own_words])

    def _buttons_of(self, items: Sequence[ConsentItem]) -> Sequence[QAbstractButton]:
        """Return the answers of these lines in reading order."""
        return [one for item in items for one in self.rows[item].segments().buttons()]

    def _fill(self) -> None:
        """Show what was answered before, when the screen is opened again."""
        for item, choice in self._draft.items.items():
            if item in ASKED or choice is not Choice.NO:
                self.rows[item].set_answer(choice)
        for item in FOLDED:
            if item not in self._draft.items or self._draft.items[item] is Choice.NO:
                self.rows[item].set_answer(Choice.NO)
        self.manner.set_answer(self._draft.manner)
        self.own_words.set_text(self._draft.in_own_words)
        self.own_words.set_language(self._draft.languages[0])
        if any(self._draft.items.get(item, Choice.NO) is not Choice.NO for item in FOLDED):
            self._on_more()

    def _tell(self, missing: Message | None) -> None:
        """Say what is still to be answered, in sight however far the page is scrolled."""
        self._missing.set_message(missing)
        self._missing.setVisible(missing is not None)

    def _on_changed(self) -> None:
        self._tell(None)

    def _on_turned_word(self, item: ConsentItem, word: Choice | None) -> None:
        """Take what the person answered themselves on the turned screen."""
        self.rows[item].set_answer(word)
        self._tell(None)

    def _on_read(self, tag: str) -> None:
        """Note that the person has read it all themselves, on the turned screen."""
        self._draft.read_in = tag
        self.retranslate()

    def _on_more(self) -> None:
        self._more.hide()
        for ask in self._folded:
            ask.show()
        self._folded[0].take_focus()

    def _on_swapped(self) -> None:
        self._swapped = not self._swapped
        self.retranslate()

    def _on_language(self, tag: str) -> None:
        self._draft.languages = (self._draft.languages[0], tag)
        self.retranslate()
        self.languages_changed.emit()
        self.person_speaks.emit(tag)

    def _on_next(self) -> None:
        finish_composing(self)
        draft = self._draft
        answers = {item: row.answer() for item, row in self.rows.items()}
        draft.items = {i: word for i, word in answers.items() if isinstance(word, Choice)}
        draft.in_own_words = self.own_words.text().strip()
        manner = self.manner.answer()
        draft.manner = manner if isinstance(manner, Manner) else None
        needed: tuple[ConsentItem, ...] = (
            ASKED if draft.items.get(ConsentItem.TALK) is Choice.YES else ASKED[:1]
        )
        if draft.items.get(ConsentItem.WRITE) not in {Choice.YES, None}:
            needed = ASKED[:2]
        if any(item not in draft.items for item in needed):
            self._tell(M("First: the person's own word on each of these."))
            self.start()
        elif needed is ASKED and draft.manner is None:
            self._tell(M("First: how do they agree?"))
            self.manner.take_focus()
        else:
            self.answered.emit()


class _AgreementText(Card):
    """What is read aloud, in the leading language large and in the other below it.

    Attributes:
        record: The line that says which text counts.
    """

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = language
        self._texts: list[Text] = []
        self._place = QWidget(self)
        self.column.addStretch(1)
        self.record = MessageText(language, None, TextSize.NOTE, self, token=Token.SOFT_INK)

    def show_text(self, shown: Sequence[str], record: TextOfRecord) -> None:
        """Show the text in these languages, leading one first, and which text counts."""
        for text in self._texts:
            self.column.removeWidget(text)
            text.hide()
            text.deleteLater()
        self._texts = []
        found = [texts.agreement(tag) for tag in dict.fromkeys(shown)]
        known = {agreement.language: agreement for agreement in found}
        for index, (tag, agreement) in enumerate(known.items()):
            size = TextSize.OTHER if index == 0 else TextSize.CHOICE
            for paragraph in agreement.paragraphs:
                self._add(paragraph, tag, size)
        self.record.set_message(_record_words(record))

    def _add(self, paragraph: str, tag: str, size: TextSize) -> None:
        text = Text(size, self)
        text.say(paragraph, language_of(tag))
        text.stand_at_own_side()
        text.setContentsMargins(0, 0, 0, SPACE_L // 2)
        self.column.insertWidget(len(self._texts), text)
        self._texts.append(text)


def _record_words(record: TextOfRecord) -> Message:
    own = language_of(record.language).autonym
    if record.explained_by == ON_TURNED_SCREEN:
        return M(
            "The {language} text, version {version}, counts. The person read it themselves in "
            "{spoken}, on the turned screen.",
            language=own,
            version=record.version,
            spoken=language_of(record.rendered_into or record.language).autonym,
        )
    if record.rendered_by:
        said_in = language_of(record.rendered_into).autonym
        if record.reviewed:
            return M(
                "The {language} text, version {version}, counts. {alias} says it in {spoken}.",
                language=own,
                version=record.version,
                alias=record.rendered_by,
                spoken=said_in,
            )
        return M(
            "The {language} text, version {version}, counts; its wording is still to be checked. "
            "{alias} says it in {spoken}.",
            language=own,
            version=record.version,
            alias=record.rendered_by,
            spoken=said_in,
        )
    if record.rendered_into:
        said_in = language_of(record.rendered_into).autonym
        return M(
            "The {language} text, version {version}, counts. Nobody interprets it into {spoken}.",
            language=own,
            version=record.version,
            spoken=said_in,
        )
    if record.reviewed:
        return M(
            "The {language} text, version {version}, counts.", language=own, version=record.version
        )
    return M(
        "The {language} text, version {version}, counts; its wording is still to be checked.",
        language=own,
        version=record.version,
    )
