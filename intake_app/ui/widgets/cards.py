"""Panels: a card, a row of a list, a caution, and what an empty place says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from intake_app.ui.palette import Token, color
from intake_app.ui.style import (
    CARD_RADIUS,
    HIT,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    bare,
)
from intake_app.ui.typography import RESCALED, TextSize, scaled
from intake_app.ui.widgets import paint
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton, Pressed
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from intake_app.domain.message import Message
    from intake_app.i18n.languages import Language
    from intake_app.ui.language import LanguageSwitch

_LEAD_WIDTH: Final = 92
_NARROW: Final = 420


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

    def set_first(self, *, first: bool) -> None:
        """Say whether it is the door to take as a rule."""
        self.button.kind = Kind.PRIMARY if first else Kind.PLAIN
        self.button.update()

    def retranslate(self) -> None:
        """Name the button with what it opens."""
        self.button.set_about(self._switch.text(self._title))


class RowWords(QWidget):
    """The words of a row: a short lead, a title and a second line under it."""

    def __init__(self, parent: QWidget | None = None, *, title: TextSize = TextSize.BASE) -> None:
        super().__init__(parent)
        self._lead = Text(TextSize.CHOICE, self, bold=True)
        self._title = Text(title, self)
        self._note = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        self._note.hide()
        self._is_chosen = False
        self._is_caution = False
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._note)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        bare(self._row, SPACE_M)
        self._row.addWidget(self._lead)
        self._row.addLayout(words, 1)
        self._measure()

    def show_words(self, lead: str, title: str, note: str, language: Language | None) -> str:
        """Show the words and return them as one name."""
        self._lead.say(lead, language)
        self._lead.setVisible(bool(lead))
        self._title.say(title, language)
        self._note.say(note, language)
        self._note.setVisible(bool(note))
        said = [self._lead.said(), self._title.said(), self._note.said()]
        return ", ".join(part for part in said if part)

    def set_chosen(self, chosen: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Draw the words as those of a chosen row: bold, all in ink."""
        self._is_chosen = chosen
        self._title.set_bold(chosen)
        self._colour()

    def set_caution(self, caution: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Draw the second line as a word of caution; the words themselves must say it, too."""
        self._is_caution = caution
        self._colour()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the lead over the words when it is narrow."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._measure()
        super().changeEvent(event)

    def _colour(self) -> None:
        soft = Token.INK if self._is_chosen else Token.SOFT_INK
        self._note.set_token(Token.CAUTION if self._is_caution else soft)

    def _measure(self) -> None:
        self._lead.setFixedWidth(scaled(_LEAD_WIDTH))
        narrow = self.width() < scaled(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
            self._row.setSpacing(0 if narrow else SPACE_M)


class ListRow(QWidget):
    """A boxed row of a list: a short lead, a title, a second line, a button at the end.

    Signals:
        pressed: Its button was pressed.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = RowWords(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_L, SPACE_S - 2, SPACE_M, SPACE_S - 2)
        self._row.setSpacing(SPACE_M)
        self._row.addWidget(self._words, 1)
        self.setMinimumHeight(HIT + SPACE_M)

    def show_words(
        self, lead: str, title: str, note: str = "", language: Language | None = None
    ) -> None:
        """Show the row's words, all in one language; `lead` may be a code."""
        self.setAccessibleName(self._words.show_words(lead, title, note, language))

    def add_button(self, button: Button) -> None:
        """Put a button at the end of the row; its name tells the row's, too."""
        button.setParent(self)
        button.set_about(self.accessibleName())
        button.clicked.connect(self.pressed)
        self._row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the box."""
        painter = QPainter(self)
        fill, edge = color(self, Token.PANEL), color(self, Token.EDGE)
        paint.box(painter, QRectF(self.rect()), fill=fill, edge=edge)
        painter.end()


class SelectableRow(Pressed):
    """A row of a list of which one is open beside it; the arrow keys go from row to row.

    Rows of one list have one parent: opening one closes the other. `clicked`
    tells that the worker opened it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = RowWords(self, title=TextSize.CHOICE)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_L, SPACE_S - 2, SPACE_M, SPACE_S - 2)
        self._row.addWidget(self._words)
        self.setMinimumHeight(HIT + SPACE_M)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._words.set_chosen)

    def show_words(
        self, lead: str, title: str, note: str = "", language: Language | None = None
    ) -> None:
        """Show the row's words, all in one language."""
        self.setAccessibleName(self._words.show_words(lead, title, note, language))

    def set_caution(self, caution: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Draw the second line as a word of caution."""
        self._words.set_caution(caution)

    def sizeHint(self) -> QSize:
        """Return the size that the words ask for."""
        return self._row.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the words."""
        return QSize(scaled(_LEAD_WIDTH), HIT + SPACE_M)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw box, edge and focus; the words are labels of their own."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self.isChecked():
            accent = color(self, Token.ACCENT)
            paint.box(painter, area, fill=color(self, Token.TINT), edge=accent, width=2)
        else:
            fill = color(self, Token.TINT if self.underMouse() else Token.PANEL)
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
        fill, edge = color(self, Token.CAUTION_GROUND), color(self, Token.HAIRLINE)
        paint.box(painter, QRectF(self.rect()), fill=fill, edge=edge)
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
        column.setContentsMargins(0, SPACE_L, 0, SPACE_L)  # begins where the page's heading does
        column.setSpacing(SPACE_XS)
        column.addWidget(MessageText(language, title, TextSize.CHOICE, self, bold=True))
        column.addWidget(MessageText(language, about, parent=self, token=Token.SOFT_INK))
        if action is not None:
            button = MessageButton(language, action, parent=self)
            button.clicked.connect(self.pressed)
            column.addSpacing(SPACE_M)
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
