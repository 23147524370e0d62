"""Short sentences to point at: nothing that is chosen here is kept, or even noticed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from intake_app.domain.message import M
from intake_app.i18n import texts
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.frame import WIDE, Frame, LanguageChooser
from intake_app.ui.language import qt_direction
from intake_app.ui.palette import Token, color
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, bare
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets import paint
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from intake_app.ui.language import LanguageSwitch

KEYS: Final = "1234567890qwertyuiop"
"""The two rows of keys at the top of the board: one for each sentence, in order."""
PHRASES: Final = M("Short sentences")
PHRASES_KEY: Final = "F3"
_LEAST_COLUMN: Final = 340
_MOST_COLUMNS: Final = 3
_LEAST_HEIGHT: Final = 62
_MOVES: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One sentence in the person's language, and in the worker's."""

    key: str
    person: str
    worker: str


class PhraseBar(Frame):
    """Twenty sentences; a key or a click shows one alone, very large.

    It lies over whatever was in sight, keeps nothing, and asks nothing of any service.

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
    ) -> None:
        """Make the bar.

        Args:
            language: The language of the moment.
            languages: The conversation's: the worker's, then the person's.
            offered: Languages to offer first: those of the program.
            parent: Qt's owner.
        """
        super().__init__(language, PHRASES, parent)
        self._worker, self._person = languages[0], languages[-1]
        self._swapped = False
        self._buttons: list[PhraseButton] = []
        self._phrases: list[Phrase] = []
        self._columns = 0
        self.without_ways_out(may_go_on=False)
        self.languages = LanguageChooser(language, offered, self.header)
        note = M("Nothing of this is kept.")
        self._note = MessageText(language, note, TextSize.NOTE, self, token=Token.SOFT_INK)
        self._missing = MessageText(language, None, parent=self, token=Token.CAUTION)
        self._pages = QStackedWidget(self)
        self._list = ScrollPage(self, widest=WIDE)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._one = _OnePhrase(self)
        self._lay_out()
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
        self._phrases = phrases_in(first, second)
        known = language_of(texts.phrases(first).language)
        self._list.setLayoutDirection(qt_direction(known))
        for button, phrase in zip(self._made(len(self._phrases)), self._phrases, strict=True):
            button.show_phrase(phrase, known.tag, second)
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
        self._list.column.addLayout(self._grid)
        self._list.column.addSpacing(SPACE_S)
        self._list.column.addWidget(self._note)
        self._list.column.addStretch(1)
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._one)
        self.middle.addWidget(self._pages)

    def _made(self, count: int) -> list[PhraseButton]:
        while len(self._buttons) < count:
            button = PhraseButton(KEYS[len(self._buttons)], self._list)
            button.clicked.connect(self._on_clicked)
            button.moved.connect(self._on_moved)
            self._buttons.append(button)
            self._columns = 0
        return self._buttons[:count]

    def _arrange(self) -> None:
        wide = self.width() - 2 * SPACE_XL
        columns = max(1, min(_MOST_COLUMNS, wide // (scaled(_LEAST_COLUMN) + SPACE_S)))
        if columns == self._columns:
            return
        self._columns = columns
        down = -(-len(self._buttons) // columns)
        for index, button in enumerate(self._buttons):
            self._grid.addWidget(button, index % down, index // down)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _show(self, phrase: Phrase) -> None:
        pair = (self._worker, self._person)
        first, second = reversed(pair) if not self._swapped else pair
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
        if self._pages.currentWidget() is self._one:
            self._pages.setCurrentWidget(self._list)
            self.start()
        else:
            self.closed.emit()

    def _on_swapped(self) -> None:
        self._swapped = not self._swapped
        self.retranslate()

    def _on_language(self, tag: str) -> None:
        self._person = tag
        self._swapped = False
        self.retranslate()


class PhraseButton(QPushButton):
    """One sentence large, the other language beneath it, and the key that shows it.

    Signals:
        moved: An arrow key asks for the sentence so many further on.
    """

    moved = Signal(int)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        number = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        number.say(key.upper())
        number.setFixedWidth(scaled(16))
        self._first = Text(TextSize.HEADING, self)
        self._second = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        words = QVBoxLayout()
        bare(words)
        words.addWidget(self._first)
        words.addWidget(self._second)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 6, SPACE_M, 6)
        row.setSpacing(SPACE_S)
        row.addWidget(number)
        row.addLayout(words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_phrase(self, phrase: Phrase, first: str, second: str) -> None:
        """Show a sentence in these languages (BCP 47), the first one large."""
        self._first.say(phrase.person, language_of(first))
        self._second.say(phrase.worker, language_of(second))
        self._second.setVisible(bool(phrase.worker))
        said = (self._key.upper(), self._first.said(), self._second.said())
        self.setAccessibleName(", ".join(part for part in said if part))

    def sizeHint(self) -> QSize:
        """Return a size that leaves the width to the grid."""
        return QSize(scaled(_LEAST_COLUMN), _LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: a key and a word."""
        return QSize(scaled(160), _LEAST_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; show with Enter as with Space; leave the rest to the bar."""
        step = _MOVES.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, edge and focus; the words are labels of their own."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        ground = Token.TINT if self.underMouse() or self.isDown() else Token.PANEL
        paint.box(painter, area, fill=color(self, ground), edge=color(self, Token.EDGE))
        if self.hasFocus():
            paint.focus_ring(painter, area, color(self, Token.INK))
        painter.end()


class _OnePhrase(QWidget):
    """One sentence alone, to be read across a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = Text(TextSize.PERSON, self)
        self._first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._first)  # a text has a role, and is spoken
        self._second = Text(TextSize.LEADING, self, token=Token.SOFT_INK)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_L)
        column.addStretch(2)
        column.addWidget(self._first)
        column.addWidget(self._second)
        column.addStretch(3)

    def show_phrase(self, phrase: Phrase, first: str, second: str) -> None:
        """Show a sentence in these languages, the first one very large."""
        self.setLayoutDirection(qt_direction(language_of(first)))
        self._first.say(phrase.person, language_of(first))
        self._second.say(phrase.worker, language_of(second))
        self.setAccessibleName(f"{self._first.said()} {self._second.said()}".strip())

    def hide_phrase(self) -> None:
        """Forget the sentence."""
        self._first.say("")
        self._second.say("")
        self.setAccessibleName("")

    def said(self) -> str:
        """Return the sentence in its first language."""
        return self._first.said()


def phrases_in(first: str, second: str) -> list[Phrase]:
    """Return the sentences in two languages, paired by name; one language is shown once."""
    lead, other = texts.phrases(first), texts.phrases(second)
    beneath = dict(other.rows) if other.language != lead.language else {}
    return [
        Phrase(key=name, person=words, worker=beneath.get(name, "")) for name, words in lead.rows
    ]
