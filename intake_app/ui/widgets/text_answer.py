"""Free text as it was said: in its own language, half-typed and half-composed text kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from intake_app.i18n.languages import language as language_of
from intake_app.ui.language import qt_direction
from intake_app.ui.typography import RESCALED, TextSize, font_of

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_SIDES: Final = {  # Qt turns no side round by itself where only the text is from the right
    Qt.LayoutDirection.RightToLeft: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute,
    Qt.LayoutDirection.LeftToRight: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute,
}
_TO_CLIPBOARD: Final = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


def finish_composing(page: QWidget) -> None:
    """Have an input method hand over what it has not finished, in every field of a page.

    A page that is put away would take it along. Not every platform hands it
    over, so it is taken from the fields, too.
    """
    QGuiApplication.inputMethod().commit()
    for field in page.findChildren(TextAnswer):
        field.take_composed()


class TextAnswer(QPlainTextEdit):
    """Several lines of text in one language, with undo.

    Nothing goes to the clipboard: on many desktops every program reads it, and
    some keep it. Pasting works. A change of language touches neither the text
    nor what an input method has not finished.

    Signals:
        edited: The whole text, after every change.
        left: The field lost the focus.
    """

    edited = Signal(str)
    left = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        lines: int = 3,
        size: TextSize = TextSize.CHOICE,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._size = size
        self._tag = ""
        self.setTabChangesFocus(True)  # Tab leaves: no keyboard trap
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textChanged.connect(self._on_changed)
        self._restyle()

    @property
    def tag(self) -> str:
        """BCP 47 tag of the language the text is said in, or ""."""
        return self._tag

    def set_language(self, tag: str) -> None:
        """Write in the language `tag` from now on: its direction, side and size of letters."""
        if tag == self._tag:
            return
        self._tag = tag
        option = self.document().defaultTextOption()
        direction = (
            qt_direction(language_of(tag)) if tag else Qt.LayoutDirection.LayoutDirectionAuto
        )
        option.setTextDirection(direction)
        option.setAlignment(_SIDES.get(direction, Qt.AlignmentFlag.AlignLeading))
        self.document().setDefaultTextOption(option)
        self._restyle()

    def set_text(self, text: str) -> None:
        """Show `text` without saying so, ready to be written on.

        The same text again keeps cursor and undo.
        """
        if text == self.toPlainText():
            return
        was_blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.blockSignals(was_blocked)

    def text(self) -> str:
        """Return the text as typed so far."""
        return self.toPlainText()

    def text_with_composed(self) -> str:
        """Return the text, with what an input method has not finished in its place."""
        block = self.textCursor().block()
        half = block.layout().preeditAreaText()
        at = block.position() + block.layout().preeditAreaPosition()
        text = self.toPlainText()
        return f"{text[:at]}{half}{text[at:]}" if half else text

    def take_composed(self) -> None:
        """Make what an input method has not finished part of the text: the field is left."""
        whole = self.text_with_composed()
        if whole != self.text():
            self.setPlainText(whole)
            self.moveCursor(QTextCursor.MoveOperation.End)

    def set_name(self, name: str, placeholder: str = "") -> None:
        """Say what the field is for."""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    def sizeHint(self) -> QSize:
        """Return room for the wished number of lines; more text scrolls."""
        line = QFontMetrics(self.font()).lineSpacing()
        return QSize(super().sizeHint().width(), self._lines * line + 26)

    def minimumSizeHint(self) -> QSize:
        """Return room for two lines, or for one where no more are wished for."""
        return QSize(160, min(2, self._lines) * QFontMetrics(self.font()).lineSpacing() + 26)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's spelling
        """Return nothing: a selection stays inside the field."""
        return QMimeData()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; copying and cutting are refused, so that cutting loses nothing."""
        if any(event.matches(key) for key in _TO_CLIPBOARD):
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        # A style sheet puts an earlier font back when a widget changes its parent.
        if event.type() in RESCALED:
            self._restyle()
        super().changeEvent(event)

    def _restyle(self) -> None:
        language = language_of(self._tag) if self._tag else None
        wanted = font_of(self._size, language)
        if self.font() != wanted:
            self.setFont(wanted)
            self.updateGeometry()

    def _on_changed(self) -> None:
        self.edited.emit(self.toPlainText())
