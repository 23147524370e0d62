"""What is said instead of turning the screen where the person's language has no words yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal

from intake_app.domain.message import M
from intake_app.i18n import texts
from intake_app.i18n.languages import language as language_of
from intake_app.services.person_words import BACK, BREAK, NEXT, READY, SAID_ALOUD, SKIP, STOP
from intake_app.ui.conversation.asking import Told
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.conversation.person.phrases import PHRASES
from intake_app.ui.conversation.person.sheet import all_readable, said_in
from intake_app.ui.style import CONTENT_WIDTH, SPACE_L, SPACE_M
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from intake_app.ui.language import LanguageSwitch

_LEAST: Final = (STOP, BREAK, SKIP, NEXT, READY, BACK, SAID_ALOUD)
"""Without these words the person could not even say that they want to stop."""


def is_written(switch: LanguageSwitch, tag: str) -> bool:
    """Return whether a page turned to somebody who reads this language can be read at all."""
    catalog = switch.catalog_of(tag)
    return all_readable((said_in(catalog, message) for message in _LEAST), tag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What can be done where there are no words.

    Attributes:
        tag: The person's language (BCP 47).
        others: Tags of languages to turn the screen in instead, if they read one.
        is_question: Whether a question stands behind it, which can be read aloud.
        is_recorded: Whether short sentences can be heard in the language, unwritten as it is.
    """

    tag: str
    others: Sequence[str] = ()
    is_question: bool = False
    is_recorded: bool = False

    @property
    def has_phrases(self) -> bool:
        """Whether there are short sentences to point at, or to hear, in the language."""
        return (
            self.is_recorded
            or texts.phrases(self.tag).language.split("-")[0] == self.tag.split("-")[0]
        )


class NoWords(Frame):
    """Tells the worker, before anything is turned, and stays on the worker's side.

    Signals:
        closed: What lies below shall be in sight again.
        aloud_asked: The question shall be shown for reading it aloud.
        language_chosen: Tag of another language that the person reads.
    """

    help_topic = "languages"

    closed = Signal()
    aloud_asked = Signal()
    language_chosen = Signal(str)

    def __init__(
        self, language: LanguageSwitch, instead: Instead, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, None, parent)
        self.header.hide()
        footer = self.footer
        footer.show_only(footer.back_button, footer.pause_button, footer.finish_button)
        page = self.add_page(widest=CONTENT_WIDTH)
        page.column.addSpacing(SPACE_L)
        # Translators: {language} is the name of a language in that language itself.
        title = M("There are no words in {language} yet", language=language_of(instead.tag).autonym)
        page.column.addWidget(MessageText(language, title, TextSize.LEADING, self, bold=True))
        told = [
            M("The screen is not turned: it would show a page that they cannot read."),
            M("Say it aloud, through whoever interprets, and choose for them what they answer."),
        ]
        page.column.addWidget(Told(language, told, self, size=TextSize.CHOICE))
        page.column.addSpacing(SPACE_M)
        ways = FlowLayout(spacing=SPACE_M)
        page.column.addLayout(ways)
        self.aloud = MessageButton(language, M("Show it for reading aloud"), Kind.PRIMARY, self)
        self.aloud.setVisible(instead.is_question)
        self.phrases = MessageButton(language, PHRASES, parent=self)
        self.phrases.setVisible(instead.has_phrases)
        for button in (self.aloud, self.phrases):
            ways.addWidget(button)
        self.others: dict[str, Button] = {}
        if instead.others:
            page.column.addSpacing(SPACE_L)
            ask = M("Or turn it in another language, if they read one:")
            page.column.addWidget(MessageText(language, ask, parent=self))
            row = FlowLayout(spacing=SPACE_M)
            page.column.addLayout(row)
            for tag in instead.others:
                other = self.others[tag] = Button(parent=self)
                known = language_of(tag)
                other.set_words(known.autonym, known)
                other.clicked.connect(self._on_other)
                row.addWidget(other)
        page.column.addStretch(1)
        self.setAccessibleName(language.text(title))
        self.aloud.clicked.connect(self.aloud_asked)
        self.phrases.clicked.connect(self.phrases_asked)
        self.back_asked.connect(self.closed)

    def start(self) -> None:
        """Put the focus on the first thing to do, or on going back."""
        first = self.aloud if not self.aloud.isHidden() else self.footer.back_button
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _on_other(self) -> None:
        button = self.sender()
        self.language_chosen.emit(next(t for t, b in self.others.items() if b is button))
