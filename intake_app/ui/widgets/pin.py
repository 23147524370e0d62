"""Secrets typed by hand: six digits, a passphrase. Never shown, copied or kept here."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token, color
from intake_app.ui.style import HIT, SPACE_M, SPACE_S, bare
from intake_app.ui.typography import scaled
from intake_app.ui.widgets import paint
from intake_app.ui.widgets.buttons import Button, MessageButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from intake_app.domain.message import Message

PIN_LENGTH: Final = 6
_DOT: Final = 12
_DOT_SIGN: Final = "\u2022"


class PinField(QLineEdit):
    """Takes six digits and shows how many there are, not which.

    To who hears the screen it is a field for a password; it never holds the
    digits as text, only as many dots.

    Signals:
        entered: All six digits, in ASCII; the field is empty again.
        typed: How many digits there are now.
    """

    entered = Signal(str)
    typed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = ""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def add(self, digit: str) -> None:
        """Take one more digit."""
        self._hold(self._digits + digit)
        if len(self._digits) == PIN_LENGTH:
            entered, self._digits = self._digits, ""
            self.setText("")
            self.entered.emit(entered)

    def take_back(self) -> None:
        """Drop the last digit."""
        self._hold(self._digits[:-1])

    def clear(self) -> None:
        """Drop every digit."""
        self._hold("")

    def length(self) -> int:
        """Return how many digits there are."""
        return len(self._digits)

    def sizeHint(self) -> QSize:
        """Return room for six dots."""
        return QSize(PIN_LENGTH * scaled(3 * _DOT) + 2 * SPACE_M, max(HIT, scaled(HIT)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: the dots are never cut."""
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus, and nothing that was copied elsewhere."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take nothing that was copied elsewhere."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits of any script; Backspace takes one back."""
        digit = unicodedata.digit(event.text(), None) if len(event.text()) == 1 else None
        if digit is not None:
            self.add(str(digit))
        elif event.key() == Qt.Key.Key_Backspace:
            self.take_back()
        else:
            event.ignore()

    def _hold(self, digits: str) -> None:
        self._digits = digits
        self.setText(_DOT_SIGN * len(digits))
        self.typed.emit(len(digits))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw a dot for each digit typed and a ring for each to come."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        edge = color(self, Token.ACCENT if self.hasFocus() else Token.EDGE)
        width = 2.0 if self.hasFocus() else 1.0
        paint.box(painter, area, fill=color(self, Token.PANEL), edge=edge, width=width)
        step = (area.width() - 2 * SPACE_M) / PIN_LENGTH
        dot = scaled(_DOT)
        for place in range(PIN_LENGTH):
            square = QRectF(0, 0, dot, dot)
            middle = area.center()
            middle.setX(SPACE_M + step * (place + 0.5))
            square.moveCenter(middle)
            ink = color(self, Token.INK)
            filled = place < len(self._digits)
            outline = ink if filled else color(self, Token.EDGE)
            paint.box(painter, square, fill=ink if filled else None, edge=outline, radius=dot / 2)
        painter.end()


class PinPad(Retranslating):
    """Ten large digits for a finger, and the field they fill.

    Signals:
        entered: All six digits.
    """

    entered = Signal(str)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self.field = PinField(self)
        grid = QGridLayout()
        grid.setSpacing(SPACE_S)
        for place, digit in enumerate("1234567890"):
            button = Button(parent=self)
            button.set_words(digit)
            button.setMinimumSize(HIT + SPACE_M, HIT + SPACE_M)
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._on_digit)
            row, column = divmod(place, 3)
            grid.addWidget(button, row, column if row < 3 else 1)  # noqa: PLR2004 - 0 below 8
        back = MessageButton(language, M("Take back one digit"), parent=self)
        back.clicked.connect(self.field.take_back)
        layout = QVBoxLayout(self)
        bare(layout, SPACE_M)
        layout.addWidget(self.field, alignment=Qt.AlignmentFlag.AlignHCenter)
        # A pad of digits is not mirrored: 1 2 3 stands so in every language.
        pad = QWidget(self)
        pad.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        pad.setLayout(grid)
        layout.addWidget(pad)
        layout.addWidget(back)
        self.field.entered.connect(self.entered)
        self.setFocusProxy(self.field)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the field anew."""
        self.field.setAccessibleName(self.language.text(M("PIN, six digits")))

    def _on_digit(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, Button):
            self.field.add(pressed.words())


class PassphraseField(Retranslating):
    """A passphrase, hidden unless the worker wants to see it.

    Signals:
        confirmed: Enter was pressed.
        edited: The text changed.
    """

    confirmed = Signal()
    edited = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._label = M("Passphrase")
        self._about: Message | None = None
        self._line = QLineEdit(self)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._show = MessageButton(language, M("Show"), parent=self)
        row = QHBoxLayout(self)
        bare(row, SPACE_S)
        row.addWidget(self._line, 1)
        row.addWidget(self._show)
        self._show.clicked.connect(self._on_show)
        self._line.returnPressed.connect(self.confirmed)
        self._line.textEdited.connect(self.edited)
        self.setFocusProxy(self._line)
        self.retranslate()

    def set_label(self, label: Message) -> None:
        """Say which passphrase is meant."""
        self._label = label
        self.retranslate()

    def describe(self, about: Message | None) -> None:
        """Say more about the field to who hears the screen, e.g. what is wrong with it."""
        self._about = about
        self.retranslate()

    def text(self) -> str:
        """Return what was typed."""
        return self._line.text()

    def select_all(self) -> None:
        """Select what was typed, so that typing replaces it."""
        self._line.selectAll()

    def clear(self) -> None:
        """Forget what was typed and hide it again."""
        self._line.clear()
        self._hide_text()

    def retranslate(self) -> None:
        """Name the field anew."""
        self._line.setAccessibleName(self.language.text(self._label))
        about = self.language.text(self._about) if self._about is not None else ""
        self._line.setAccessibleDescription(about)
        self._show.set_about(self.language.text(self._label))

    def _on_show(self) -> None:
        if self._line.echoMode() == QLineEdit.EchoMode.Password:
            self._line.setEchoMode(QLineEdit.EchoMode.Normal)
            self._show.set_message(M("Hide"))
        else:
            self._hide_text()

    def _hide_text(self) -> None:
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._show.set_message(M("Show"))
