"""Text on a page: plain, wrapping, in its own language whatever stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from intake_app.i18n.direction import NO_BREAK_SPACE, without_isolates
from intake_app.i18n.languages import language as language_of
from intake_app.ui.announce import announce
from intake_app.ui.language import qt_direction
from intake_app.ui.palette import Token
from intake_app.ui.typography import RESCALED, TextSize, font_of
from intake_app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from intake_app.domain.form import FormText
    from intake_app.domain.message import Message
    from intake_app.i18n.languages import Language
    from intake_app.ui.language import LanguageSwitch

_WIDEST_WORD: Final = 14
"""A word asks for at most this many ems before it may be broken by a narrow page."""


class Text(QLabel):
    """One text: plain, wrapped between words, on one line when there is room.

    It follows the direction of the page for its place, its own language for the
    order and size of its letters, and the text scale of the moment.
    """

    def __init__(
        self,
        size: TextSize = TextSize.BASE,
        parent: QWidget | None = None,
        *,
        token: Token = Token.INK,
        bold: bool = False,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._bold = bold
        self._keeps_room = False
        self._language: Language | None = None
        self._plain = ""
        self._shown = ""
        self._widths: tuple[int, int] | None = None
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)  # answers and labels are never markup
        self.setWordWrap(True)
        self.setForegroundRole(token.value)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._restyle()

    def say(self, text: str, language: Language | None = None) -> None:
        """Show `text`, which is in `language` (None: in that of the page)."""
        if text == self._shown and language == self._language:
            return  # saying so again would lay out the whole page anew
        self._plain = without_isolates(text).replace(NO_BREAK_SPACE, " ")
        self._shown = text
        if language != self._language:
            self._language = language
            self._restyle()
        self._forget_measures()
        self.setText(text)
        self.setAccessibleName(self._plain)
        self.updateGeometry()

    def show_form_text(self, text: FormText) -> None:
        """Show a form's wording in the language it is really in."""
        self.say(text.text, language_of(text.language))

    def said(self) -> str:
        """Return what is shown, without marks of direction."""
        return self._plain

    def set_bold(self, bold: bool) -> None:  # noqa: FBT001 - reads as Qt's setBold
        """Draw it bold or not."""
        if bold != self._bold:
            self._bold = bold
            if self._keeps_room:
                self._font = font_of(self._size, self._language, bold=bold)
                self.update()
            else:
                self._restyle()

    def set_size(self, size: TextSize) -> None:
        """Draw it in another size of the page."""
        if size is not self._size:
            self._size = size
            self._restyle()

    def height_at(self, size: TextSize, width: int) -> int:
        """Return the height that the words would need at a size, in `width`."""
        font = font_of(size, self._language, bold=self._bold)
        return paint.measured(self._shown, font, width).height()

    def keep_room_for_bold(self) -> None:
        """Measure it as if it were bold, so that nothing moves when it becomes so."""
        self._keeps_room = True
        self._restyle()

    def set_token(self, token: Token) -> None:
        """Draw it in another colour of the palette."""
        if self.foregroundRole() != token.value:
            self.setForegroundRole(token.value)

    def stand_at_own_side(self) -> None:
        """Let the text begin where its own language begins, not where the page does.

        For whole paragraphs in one language; needs `say` with a language first.
        """
        if self._language is not None:
            self.setLayoutDirection(qt_direction(self._language))

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line."""
        width = self._measured()[0]
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the size of its longest word, so that words are not cut."""
        lines = QFontMetrics(self._measure).lineSpacing()
        return QSize(self._measured()[1], lines)

    def hasHeightForWidth(self) -> bool:
        """Return that words may break."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need in `width`."""
        if width not in self._heights:
            self._heights[width] = paint.measured(self._shown, self._measure, width).height()
        return self._heights[width]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the words."""
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(self.palette().color(self.foregroundRole()))
        area = QRectF(self.rect())
        page = self.layoutDirection()
        paint.words(painter, area, self._shown, page=page, language=self._language)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._restyle()
        super().changeEvent(event)

    def _forget_measures(self) -> None:
        self._widths = None
        self._heights.clear()

    def _restyle(self) -> None:
        self._forget_measures()
        # Not setFont: a style sheet puts an earlier font back when a widget changes its parent.
        self._font = font_of(self._size, self._language, bold=self._bold)
        bold = self._bold or self._keeps_room
        self._measure = font_of(self._size, self._language, bold=bold)
        self.updateGeometry()
        self.update()

    def _measured(self) -> tuple[int, int]:
        """Return the width of the longest line and of the longest word."""
        if self._widths is None:
            line = paint.measured(self._shown, self._measure).width()
            longest = max(self._plain.split(), key=len, default="")
            word = paint.measured(longest, self._measure).width()
            most = _WIDEST_WORD * QFontMetrics(self._measure).height()
            self._widths = line, min(word, most)
        return self._widths


class MessageText(Text):
    """A text of the program: it follows the language of the moment by itself.

    A caution that comes later, beside a field for instance, is spoken by itself.
    """

    def __init__(  # noqa: PLR0913 - as Text, and what it says
        self,
        switch: LanguageSwitch,
        message: Message | None,
        size: TextSize = TextSize.BASE,
        parent: QWidget | None = None,
        *,
        token: Token = Token.INK,
        bold: bool = False,
    ) -> None:
        super().__init__(size, parent, token=token, bold=bold)
        self._switch = switch
        self._message = message
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def set_message(self, message: Message | None) -> None:
        """Show another message, or nothing."""
        is_news = message is not None and message != self._message
        self._message = message
        self.retranslate()
        if is_news and self.foregroundRole() == Token.CAUTION.value:
            QTimer.singleShot(0, self, self._announce)  # it may be shown only after this

    def _announce(self) -> None:
        announce(self, self.said())

    def retranslate(self) -> None:
        """Say the message in the language of the moment."""
        text = self._switch.text(self._message) if self._message is not None else ""
        self.say(text, self._switch.language)
