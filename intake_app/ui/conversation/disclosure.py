"""What a child tells, written down as it is said, with the moment; no question is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from shiboken6 import isValid

from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.asking import Told
from intake_app.ui.conversation.danger import OfficeLines
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.half_typed import TypingPause
from intake_app.ui.palette import Token
from intake_app.ui.style import CONTENT_WIDTH, SPACE_M
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text
from intake_app.ui.widgets.text_answer import TextAnswer, finish_composing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from intake_app.services.urgent import UrgentWords
    from intake_app.ui.language import LanguageSwitch

_LINES: Final = 5
LISTEN: Final = (
    M("Listen. Let them say it in their own words and in their own time."),
    M("Ask for no details. Somebody who is trained for it asks later."),
    M("Promise no secret. Say whom you have to tell, and what happens next."),
)


class DisclosureCard(Frame):
    """Three lines of guidance, a place for the words, and ways that are not the next question.

    Signals:
        told: The words so far and the language they are in; again when they grow.
        needs_asked: Go on with what is needed now.
        share_asked: Share with an office.
        closed: Back to where we were.
    """

    help_topic = "when-things-go-wrong"

    told = Signal(str, str)
    needs_asked = Signal()
    share_asked = Signal()
    closed = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        languages: Sequence[str],
        parent: QWidget | None = None,
        *,
        began_at: datetime | None,
    ) -> None:
        """Make the card.

        Args:
            language: The language of the moment.
            languages: The conversation's: the worker's, then the person's.
            parent: Qt's owner.
            began_at: The moment it was opened; None where nothing may be kept yet.
        """
        super().__init__(language, M("Listen and write down"), parent)
        self.without_ways_out(may_go_on=False)
        self._tags = tuple(dict.fromkeys(languages))
        self._began_at = began_at
        self._kept = ""
        self._pause = TypingPause(self)
        self._pause.over.connect(self.settle)
        self._begun = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        self.field = TextAnswer(self, lines=_LINES)
        self._language_button = Button(Kind.LINK, self)
        self._build(may_keep=began_at is not None)
        self.field.set_language(self._tags[-1])
        self.field.edited.connect(self._pause.go_on)
        self.field.left.connect(self.settle)
        self._language_button.clicked.connect(self._on_language)
        self.back_asked.connect(self._on_back)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def show_words(self, words: UrgentWords) -> None:
        """Show the office's own protocol beside the guidance."""
        self._office.show_words(words.child_protocol)

    def settle(self) -> None:
        """Have the words kept as far as they are typed."""
        if not isValid(self._pause):
            return  # the field is left once more while the window goes away
        self._pause.stop()
        text = self.field.text().strip()
        if self._began_at is not None and text and text != self._kept:
            self._kept = text
            self.told.emit(text, self.field.tag)

    def start(self) -> None:
        """Put the focus where one writes."""
        if self._began_at is not None:
            self.field.setFocus()
        else:
            self.footer.back_button.setFocus()

    def retranslate(self) -> None:
        """Name the field and its language anew."""
        language = self.language
        name = language.text(M("Word for word, as it is said"))
        self.field.set_name(name, name)
        shown = language_of(self.field.tag)
        self._language_button.set_words(shown.autonym, shown)
        self._language_button.set_about(language.text(M("Written in")))
        if self._began_at is not None:
            time = language.catalog.formats.time(self._began_at)
            self._begun.say(language.text(M("Begun {time}", time=time)), language.language)

    # -- within ------------------------------------------------------------------

    def _build(self, *, may_keep: bool) -> None:
        language = self.language
        page = self.add_page(widest=CONTENT_WIDTH)
        card = Card(self)
        card.column.addWidget(Told(language, LISTEN, self, size=TextSize.CHOICE))
        lead = (M("Afterwards call your child-protection lead, today."),)
        self._office = OfficeLines(language, lead, self)
        card.column.addWidget(self._office)
        later = MessageText(
            language,
            M(
                "Nothing can be written down yet. Keep the words in mind, and write them down "
                "once that is agreed."
            ),
            parent=self,
            token=Token.SOFT_INK,
        )
        later.setVisible(not may_keep)
        line = FlowLayout(spacing=SPACE_M)
        line.addWidget(self._begun)
        line.addWidget(self._language_button)
        ways = FlowLayout(spacing=SPACE_M)
        self.needs_button = MessageButton(
            language, M("Go on with what is needed now"), Kind.PRIMARY, self
        )
        self.share_button = MessageButton(language, M("Share with an office"), parent=self)
        for button in (self.needs_button, self.share_button):
            ways.addWidget(button)
            button.setVisible(may_keep)
        for part in (self._begun, self.field, self._language_button):
            part.setVisible(may_keep)
        self._language_button.setVisible(may_keep and len(self._tags) > 1)
        page.column.addWidget(card)
        page.column.addWidget(later)
        page.column.addLayout(line)
        page.column.addWidget(self.field)
        page.column.addLayout(ways)
        page.column.addStretch(1)
        self.needs_button.clicked.connect(self._on_needs)
        self.share_button.clicked.connect(self._on_share)

    def _on_language(self) -> None:
        here = self._tags.index(self.field.tag)
        self.field.set_language(self._tags[(here + 1) % len(self._tags)])
        self._kept = ""
        self.retranslate()
        self.field.setFocus()

    def _finish(self) -> None:
        """Have all kept, half-composed words included: the card goes."""
        finish_composing(self)
        self.settle()

    def _on_back(self) -> None:
        self._finish()
        self.closed.emit()

    def _on_needs(self) -> None:
        self._finish()
        self.needs_asked.emit()

    def _on_share(self) -> None:
        self._finish()
        self.share_asked.emit()
