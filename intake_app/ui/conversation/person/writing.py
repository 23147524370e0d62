"""What the person writes themselves: one large field, in their language and direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from intake_app.domain.message import M
from intake_app.ui.conversation.person.keyboard import KeyboardHint
from intake_app.ui.conversation.person.sheet import Blank
from intake_app.ui.half_typed import SETTLE_MS
from intake_app.ui.language import PartLanguage
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import LinkButton
from intake_app.ui.widgets.numbers import (
    DATE_PARTS,
    NO_DATE_YET,
    NO_NUMBER_YET,
    NO_WHOLE_NUMBER_YET,
    DateAnswer,
    NumberAnswer,
)
from intake_app.ui.widgets.text import MessageText
from intake_app.ui.widgets.text_answer import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.message import Message
    from intake_app.ui.conversation.person.sheet import Sheet
    from intake_app.ui.language import LanguageSwitch

# Translators: the person presses this where a date is asked for.
NOT_EXACTLY: Final = M("I do not know exactly")
IN_WORDS: Final = M("The year alone is enough. Or say it in your own words:")
WORDS_OF: Final[Mapping[Blank, tuple[Message, ...]]] = {
    Blank.TEXT: (),
    Blank.LONG_TEXT: (),
    Blank.WHOLE_NUMBER: (NO_WHOLE_NUMBER_YET,),
    Blank.NUMBER: (NO_NUMBER_YET,),
    Blank.DATE: (NOT_EXACTLY, IN_WORDS, NO_DATE_YET, *(part for part, _ in DATE_PARTS)),
}
"""The program's own words beside each field; a language that lacks one has no such field."""

_LINES: Final = {Blank.TEXT: 2, Blank.LONG_TEXT: 4}
_BY_KEY: Final = Qt.FocusReason.TabFocusReason
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Writing(QWidget):
    """The field of one page, made anew for another page.

    What is typed is told after a moment, when the field is left, and on `settle`.
    What is no number or no whole date by then is told as words, once: they are kept
    beside the question.

    Signals:
        written: The page it was written on, the answer ("" when cleared), its language.
        worded: The page, words instead of a number or a date, and their language.
        edited: Something else stands there now.
        confirmed: Enter was pressed: go on.
    """

    written = Signal(str, str, str)
    worded = Signal(str, str, str)
    edited = Signal()
    confirmed = Signal()

    def __init__(
        self, sheet: Sheet, blank: Blank, language: LanguageSwitch, parent: QWidget | None = None
    ) -> None:
        """Make the field.

        Args:
            sheet: The page it stands on.
            blank: What is written there.
            language: Where the words of the person's language come from.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.key, self.blank, self.tag = sheet.key, blank, sheet.language
        own = PartLanguage(sheet.language, load=language.catalog_of, parent=self)
        self._dirty = False
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._on_told)
        self.field = _field_for(blank, own, self)
        self.unsure: LinkButton | None = None
        self._words: TextAnswer | None = None
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_S)
        self._column.addWidget(self.field)
        if isinstance(self.field, TextAnswer):
            self._take(self.field)
            self.field.installEventFilter(self)
        else:
            self.field.edited.connect(self._on_edited)
            self.field.confirmed.connect(self.confirmed)
        if blank is Blank.DATE:
            self._add_words(own)
        self._column.addSpacing(SPACE_M - SPACE_S)
        self._column.addWidget(KeyboardHint(own, self))
        self.show_sheet(sheet)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what is written, unless it is being typed."""
        name = " ".join(text.text for text in sheet.paragraphs)
        self.field.set_name(name)
        if self._words is not None:
            self._words.set_name(name)
        if self._dirty:
            return
        if isinstance(self.field, TextAnswer):
            if self.field.text_with_composed() == self.field.text():
                self.field.set_text(sheet.value)
        else:
            self.field.set_value(sheet.value)

    def has_words(self) -> bool:
        """Return whether anything stands there, half-composed or not."""
        return bool(self._typed(composed=True) or self._own_words(composed=True))

    def take_focus(self) -> None:
        """Put the focus where one writes."""
        self.field.setFocus(_BY_KEY)

    def settle(self) -> None:
        """Tell everything that was not told yet; what is being composed goes on."""
        self._settle(composed=False)

    def finish(self) -> None:
        """Tell everything, half-composed text included: the page goes out of sight."""
        QGuiApplication.inputMethod().commit()
        if isinstance(self.field, TextAnswer):  # not every platform hands it over
            self._dirty |= self.field.text_with_composed() != self.field.text()
        self._settle(composed=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on with Enter where a short text is wanted; Shift+Enter is a new line."""
        if (
            self.blank is Blank.TEXT
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.confirmed.emit()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter of a field, which has told of it: the page must not hear it twice."""
        if event.key() in _ENTER and isinstance(self.focusWidget(), QLineEdit):
            event.accept()
            return
        super().keyPressEvent(event)

    # -- within ------------------------------------------------------------------

    def _add_words(self, own: PartLanguage) -> None:
        """Offer words of the person's own, for a day that they do not know exactly."""
        self.unsure = LinkButton(own, NOT_EXACTLY, self)
        self._how = MessageText(own, IN_WORDS, TextSize.CHOICE, self, token=Token.SOFT_INK)
        self._words = TextAnswer(self, lines=2, size=TextSize.LEADING)
        self._take(self._words)
        self._how.hide()
        self._words.hide()
        for part in (self.unsure, self._how, self._words):
            self._column.addWidget(part)
        self.unsure.clicked.connect(self._on_unsure)

    def _take(self, field: TextAnswer) -> None:
        field.set_language(self.tag)
        field.edited.connect(self._on_edited)
        field.left.connect(self._on_told)

    def _settle(self, *, composed: bool) -> None:
        self._tell(composed=composed)
        leftover = "" if isinstance(self.field, TextAnswer) or self._value() else self._typed()
        own = self._own_words(composed=composed)
        words = "\n".join(part for part in (leftover, own) if part)
        if words and words != self._told:
            self._told = words
            self.worded.emit(self.key, words, self.tag)

    def _value(self, *, composed: bool = False) -> str:
        if isinstance(self.field, TextAnswer):
            text = self.field.text_with_composed() if composed else self.field.text()
            return text if text.strip() else ""
        return self.field.value()

    def _typed(self, *, composed: bool = False) -> str:
        if isinstance(self.field, TextAnswer):
            return self._value(composed=composed)
        return self.field.value() or self.field.typed()

    def _own_words(self, *, composed: bool) -> str:
        if self._words is None:
            return ""
        text = self._words.text_with_composed() if composed else self._words.text()
        return text.strip()

    def _tell(self, *, composed: bool = False) -> None:
        if not isValid(self._timer):
            return  # the field is left once more while the window goes away
        self._timer.stop()
        if self._dirty:
            self._dirty = False
            self.written.emit(self.key, self._value(composed=composed), self.tag)

    def _on_told(self) -> None:
        self._tell()

    def _on_edited(self) -> None:
        self._dirty = True
        self._timer.start()
        self.edited.emit()

    def _on_unsure(self) -> None:
        if self._words is not None and self.unsure is not None:
            self.unsure.hide()
            self._how.show()
            self._words.show()
            self._words.setFocus(_BY_KEY)


def _field_for(
    blank: Blank, own: PartLanguage, parent: QWidget
) -> TextAnswer | NumberAnswer | DateAnswer:
    if blank is Blank.DATE:
        return DateAnswer(own, parent, large=True)
    if blank in {Blank.NUMBER, Blank.WHOLE_NUMBER}:
        return NumberAnswer(own, parent, whole=blank is Blank.WHOLE_NUMBER, large=True)
    return TextAnswer(parent, lines=_LINES[blank], size=TextSize.LEADING)
