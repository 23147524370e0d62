"""Short sentences to point at: nothing that is chosen here is kept, or even noticed."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from intake_app.domain.message import M
from intake_app.i18n import texts
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.frame import WIDE, Frame, LanguageChooser
from intake_app.ui.conversation.person.phrase_parts import (
    LEAST_COLUMN,
    OnePhrase,
    Phrase,
    PhraseButton,
)
from intake_app.ui.conversation.person.spoken import LISTEN
from intake_app.ui.language import qt_direction
from intake_app.ui.listening import Voice
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets.listen_button import LISTEN_KEY
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.listening import Listening
    from intake_app.ui.widgets.listen_button import ListenButton

KEYS: Final = "1234567890qwertyuiop"
"""The two rows of keys at the top of the board: one for each sentence, in order."""
PHRASES: Final = M("Short sentences")
PHRASES_KEY: Final = "F3"
HEARD_NEARBY: Final = M("Others nearby hear it, too: turn it low, or use an earpiece.")
_MOST_COLUMNS: Final = 3


class PhraseBar(Frame):
    """Twenty sentences; a key or a click shows one alone, very large.

    It lies over whatever was in sight and keeps nothing. A sentence that is recorded
    in the language it is shown in can be heard: by the sign beside it, by F6, or by
    the space bar where it stands alone.

    Signals:
        closed: What lies below shall be in sight again.
    """

    help_topic = "languages"

    closed = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        languages: Sequence[str],
        offered: Sequence[str],
        parent: QWidget | None = None,
        *,
        listening: Listening | None = None,
    ) -> None:
        """Make the bar.

        Args:
            language: The language of the moment.
            languages: The conversation's: the worker's, then the person's.
            offered: Languages to offer first: those of the program.
            parent: Qt's owner.
            listening: Lets recorded sentences be heard; None where there are none.
        """
        super().__init__(language, PHRASES, parent)
        self._listening = listening
        self._pressed: ListenButton | None = None
        self._worker, self._person = languages[0], languages[-1]
        self._swapped = False
        self._buttons: list[PhraseButton] = []
        self._phrases: list[Phrase] = []
        self._alone = ""
        self._columns = 0
        self.without_ways_out(may_go_on=False)
        self.languages = LanguageChooser(language, offered, self.header)
        note = M("Nothing of this is kept.")
        self._nearby = MessageText(
            language, HEARD_NEARBY, TextSize.NOTE, self, token=Token.SOFT_INK
        )
        self._unheard = MessageText(language, None, parent=self, token=Token.CAUTION)
        self._note = MessageText(language, note, TextSize.NOTE, self, token=Token.SOFT_INK)
        self._missing = MessageText(language, None, parent=self, token=Token.CAUTION)
        self._pages = QStackedWidget(self)
        self._list = ScrollPage(self, widest=WIDE)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._one = OnePhrase(self)
        self._lay_out()
        self._one.listen.clicked.connect(self._on_listen)
        shortcut = QShortcut(QKeySequence(LISTEN_KEY), self)
        shortcut.activated.connect(self._on_listen_key)
        if listening is not None:
            listening.began.connect(self._on_began)
            listening.ended.connect(self._on_ended)
        self.languages.swapped.connect(self._on_swapped)
        self.languages.chosen.connect(self._on_language)
        self.back_asked.connect(self._on_back)
        self.next_asked.connect(self._on_back)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the sentences in the languages of the moment."""
        pair = (self._worker, self._person)
        first, second = reversed(pair) if not self._swapped else pair
        self.languages.show_languages((first, second))
        self._stop()
        self._phrases = phrases_in(first, second)
        known = language_of(texts.phrases(first).language)
        self._list.setLayoutDirection(qt_direction(known))
        for button, phrase in zip(self._made(len(self._phrases)), self._phrases, strict=True):
            button.show_phrase(phrase, known.tag, second)
        self._show_signs()
        wanted = language_of(self._person)
        has = texts.phrases(self._person).language.split("-")[0] == wanted.tag.split("-")[0]
        # Translators: {language} is the name of a language in that language itself.
        missing = M("There are no sentences in {language} yet.", language=wanted.autonym)
        self._missing.set_message(None if has else missing)
        self._missing.setVisible(not has)
        self._one.hide_phrase()
        self._pages.setCurrentWidget(self._list)
        self._arrange()

    def start(self) -> None:
        """Put the focus on the first sentence."""
        self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def shown(self) -> str:
        """Return the sentence that stands alone now, or ""."""
        return self._one.said() if self._pages.currentWidget() is self._one else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show a sentence by its key, in the digits of any script; Esc goes back."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._on_back()
            return
        typed = event.text().lower()
        key = str(unicodedata.digit(typed, typed)) if len(typed) == 1 else ""
        if typed == " " and self.shown():
            self._on_listen_key()
            return
        if key and key in KEYS[: len(self._phrases)]:
            self._show(self._phrases[KEYS.index(key)])
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the number of columns that the width allows."""
        super().resizeEvent(event)
        self._arrange()

    # -- within ------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._list.set_margins(0, 0, SPACE_M, SPACE_S)
        self._list.column.addWidget(self._missing)
        self._list.column.addWidget(self._unheard)
        self._list.column.addLayout(self._grid)
        self._list.column.addSpacing(SPACE_S)
        notes = QHBoxLayout()
        notes.setSpacing(SPACE_L)
        for note in (self._note, self._nearby):
            notes.addWidget(note, 1, Qt.AlignmentFlag.AlignTop)
        self._list.column.addLayout(notes)
        self._list.column.addStretch(1)
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._one)
        self.middle.addWidget(self._pages)

    def _made(self, count: int) -> list[PhraseButton]:
        while len(self._buttons) < count:
            button = PhraseButton(KEYS[len(self._buttons)], self._list)
            button.clicked.connect(self._on_clicked)
            button.moved.connect(self._on_moved)
            button.listen.clicked.connect(self._on_listen)
            self._buttons.append(button)
            self._columns = 0
        return self._buttons[:count]

    def _arrange(self) -> None:
        wide = self.width() - 2 * SPACE_XL
        columns = max(1, min(_MOST_COLUMNS, wide // (scaled(LEAST_COLUMN) + SPACE_S)))
        if columns == self._columns:
            return
        self._columns = columns
        down = -(-len(self._buttons) // columns)
        for index, button in enumerate(self._buttons):
            self._grid.addWidget(button, index % down, index // down)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _show(self, phrase: Phrase) -> None:
        self._stop()
        pair = (self._worker, self._person)
        first, second = reversed(pair) if not self._swapped else pair
        sign = self._buttons[self._phrases.index(phrase)].listen
        self._one.listen.setVisible(not sign.isHidden())
        self._one.listen.setAccessibleName(sign.accessibleName())
        self._alone = phrase.key
        self._one.show_phrase(phrase, texts.phrases(first).language, second)
        self._pages.setCurrentWidget(self._one)
        self._one.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, PhraseButton):
            self._show(self._phrases[self._buttons.index(button)])

    def _on_moved(self, by: int) -> None:
        button = self.sender()
        if isinstance(button, PhraseButton):
            there = (self._buttons.index(button) + by) % len(self._buttons)
            self._buttons[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_back(self) -> None:
        """Go from one sentence to all of them, and from there to what lies below."""
        self._stop()
        if self._pages.currentWidget() is self._one:
            self._pages.setCurrentWidget(self._list)
            self.start()
        else:
            self.closed.emit()

    # -- voices ------------------------------------------------------------------

    def _voice(self, phrase: Phrase) -> Voice:
        tag = self._worker if self._swapped else self._person
        return Voice(language=tag, words=phrase.person)

    def _show_signs(self) -> None:
        """Put a sign beside each sentence that is recorded in the language it is shown in."""
        listening = self._listening
        recorded = [
            listening is not None and listening.has(self._voice(phrase)) for phrase in self._phrases
        ]
        lack = listening.lack() if listening is not None and any(recorded) else None
        listen = self.language.text(LISTEN)
        for button, phrase, has in zip(self._buttons, self._phrases, recorded, strict=False):
            button.listen.setVisible(has and lack is None)
            button.listen.set_about(listen, phrase.person)
        self._nearby.setVisible(any(recorded) and lack is None)
        self._unheard.set_message(lack)
        self._unheard.setVisible(lack is not None)

    def _on_listen(self) -> None:
        sign = self.sender()
        here = next((b for b in self._buttons if b.listen is sign), None)
        if here is not None:
            self._listen(here.listen, self._phrases[self._buttons.index(here)])
        else:
            self._on_listen_key()

    def _on_listen_key(self) -> None:
        """Let the sentence be heard that stands alone, or that has the focus."""
        if self.shown():
            alone = next(p for p in self._phrases if p.key == self._alone)
            self._listen(self._one.listen, alone)
            return
        focus = self.focusWidget()
        for button, phrase in zip(self._buttons, self._phrases, strict=False):
            if focus in {button, button.listen}:
                self._listen(button.listen, phrase)

    def _listen(self, sign: ListenButton, phrase: Phrase) -> None:
        if self._listening is None or sign.isHidden():
            return
        again = self._listening.is_heard and self._pressed is sign
        self._stop()
        if not again:
            self._pressed = sign
            self._listening.listen([self._voice(phrase)])

    def _stop(self) -> None:
        if self._listening is not None and self._listening.is_heard:
            self._listening.stop()

    def _on_began(self, _at: int) -> None:
        if self._pressed is not None:
            self._pressed.set_heard(True)

    def _on_ended(self) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None:
            pressed.set_heard(False)

    def _on_swapped(self) -> None:
        self._swapped = not self._swapped
        self.retranslate()

    def _on_language(self, tag: str) -> None:
        self._person = tag
        self._swapped = False
        self.retranslate()


def phrases_in(first: str, second: str) -> list[Phrase]:
    """Return the sentences in two languages, paired by name; one language is shown once."""
    lead, other = texts.phrases(first), texts.phrases(second)
    beneath = dict(other.rows) if other.language != lead.language else {}
    return [
        Phrase(key=name, person=words, worker=beneath.get(name, "")) for name, words in lead.rows
    ]
