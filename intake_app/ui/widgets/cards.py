"""Panels: a card, a row of a list, a caution, and what an empty place says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.ui.palette import Token, color
from intake_app.ui.style import CARD_RADIUS, HIT, SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS
from intake_app.ui.typography import RESCALED, TextSize, scaled
from intake_app.ui.widgets import paint
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from intake_app.domain.message import Message
    from intake_app.i18n.languages import Language
    from intake_app.ui.language import LanguageSwitch

_LEAD_WIDTH: Final = 92
_NARROW: Final = 520
_PRESSES: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class Card(QWidget):
    """A white panel with a faint edge; put widgets into `column`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE_L + 2, SPACE_L, SPACE_L + 2, SPACE_L)
        self.column.setSpacing(SPACE_S)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the panel."""
        painter = QPainter(self)
        paint.box(
            painter,
            QRectF(self.rect()),
            fill=color(self, Token.PANEL),
            edge=color(self, Token.HAIRLINE),
            radius=CARD_RADIUS,
        )
        painter.end()


class Door(Card):
    """A card that leads somewhere: a name, a sentence, one button.

    Signals:
        opened: The button was pressed.
    """

    opened = Signal()

    def __init__(  # noqa: PLR0913 - a door has these parts
        self,
        language: LanguageSwitch,
        title: Message,
        about: Message,
        action: Message,
        parent: QWidget | None = None,
        *,
        first: bool = False,
    ) -> None:
        """Make a door.

        Args:
            language: The language of the moment.
            title: Where it leads.
            about: What happens there, in a sentence.
            action: The words of its button.
            parent: Qt's owner.
            first: Whether it is the one to take as a rule.
        """
        super().__init__(parent)
        self._title = title
        self.column.addWidget(MessageText(language, title, TextSize.CHOICE, self, bold=True))
        self.column.addWidget(MessageText(language, about, parent=self, token=Token.SOFT_INK))
        self.column.addStretch(1)
        self.column.addSpacing(SPACE_M)
        kind = Kind.PRIMARY if first else Kind.PLAIN
        self.button = MessageButton(language, action, kind, self)
        self.column.addWidget(self.button)
        self.button.clicked.connect(self.opened)
        self._switch = language
        language.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the button with what it opens."""
        self.button.set_about(self._switch.text(self._title))


class ListRow(QWidget):
    """A boxed row of a list: a short lead, a title, a second line, a button at the end.

    With `selectable` the row itself can be chosen, by mouse, Enter or Space.

    Signals:
        selected: The row was chosen.
        pressed: Its button was pressed.
    """

    selected = Signal()
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None, *, selectable: bool = False) -> None:
        super().__init__(parent)
        self._selectable = selectable
        self._chosen = False
        self._hovered = False
        self._lead = Text(TextSize.CHOICE, self, bold=True)
        self._title = Text(TextSize.CHOICE if selectable else TextSize.BASE, self)
        self._note = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        self._note.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._note)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(SPACE_L, SPACE_S - 2, SPACE_M, SPACE_S - 2)
        self._row.setSpacing(SPACE_M)
        self._row.addWidget(self._lead)
        self._row.addLayout(words, 1)
        self._measure()
        self.setMinimumHeight(HIT + SPACE_M)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if selectable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_words(
        self, lead: str, title: str, note: str = "", language: Language | None = None
    ) -> None:
        """Show the row's words, all in one language; `lead` may be a code."""
        self._lead.say(lead, language)
        self._title.say(title, language)
        self._note.say(note, language)
        self._note.setVisible(bool(note))
        said = [self._lead.said(), self._title.said(), self._note.said()]
        self.setAccessibleName(", ".join(part for part in said if part))

    def add_button(self, button: Button) -> None:
        """Put a button at the end of the row; its name tells the row's, too."""
        button.setParent(self)
        button.set_about(self.accessibleName())
        button.clicked.connect(self.pressed)
        self._row.addWidget(button)

    def is_chosen(self) -> bool:
        """Return whether the row is drawn as chosen."""
        return self._chosen

    def set_chosen(self, chosen: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Draw the row as chosen (bold, edge, tint) or not."""
        self._chosen = chosen
        self._title.set_bold(chosen)
        self._note.set_token(Token.INK if chosen else Token.SOFT_INK)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the row."""
        if self._selectable and self.rect().contains(event.position().toPoint()):
            self.selected.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or Space; move between rows with the arrows."""
        if self._selectable and event.key() in _PRESSES:
            self.selected.emit()
        elif self._selectable and event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif self._selectable and event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the row can be chosen."""
        self._hovered = self._selectable
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Draw the row as before."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set lead, words and button one under the other when it is narrow."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        if self._lead.width() != scaled(_LEAD_WIDTH):
            self._lead.setFixedWidth(scaled(_LEAD_WIDTH))
        narrow = self.width() < scaled(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the box."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self._chosen:
            accent = color(self, Token.ACCENT)
            paint.box(painter, area, fill=color(self, Token.TINT), edge=accent, width=2)
        else:
            fill = color(self, Token.TINT if self._hovered else Token.PANEL)
            paint.box(painter, area, fill=fill, edge=color(self, Token.EDGE))
        if self.hasFocus():
            paint.focus_ring(painter, area, color(self, Token.INK))
        painter.end()


class CautionChip(QWidget):
    """A word of caution in a line, e.g. that a wording has not been checked."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = MessageText(language, None, TextSize.NOTE, self, token=Token.CAUTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        row.addWidget(self._text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_caution(self, message: Message | None) -> None:
        """Show a caution, or hide the chip."""
        self._text.set_message(message)
        self.setVisible(message is not None)

    def said(self) -> str:
        """Return the words shown."""
        return self._text.said()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground of caution."""
        painter = QPainter(self)
        fill = color(self, Token.CAUTION_GROUND)
        paint.box(painter, QRectF(self.rect()), fill=fill, edge=None)
        painter.end()


class EmptyPanel(QWidget):
    """What a place says while there is nothing in it: what it is, and what to do first.

    Signals:
        pressed: The button was pressed.
    """

    pressed = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        title: Message,
        about: Message,
        action: Message | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_XS)
        column.addWidget(MessageText(language, title, TextSize.CHOICE, self, bold=True))
        column.addWidget(MessageText(language, about, parent=self, token=Token.SOFT_INK))
        if action is not None:
            button = MessageButton(language, action, parent=self)
            button.clicked.connect(self.pressed)
            column.addSpacing(SPACE_M)
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
