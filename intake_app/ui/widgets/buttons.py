"""Buttons of every kind, drawn from the palette, mirrored, wrapping, never cut."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from intake_app.i18n.direction import without_isolates
from intake_app.ui.palette import Token, color
from intake_app.ui.style import COVER_HEIGHT, HIT, SPACE_S, bare
from intake_app.ui.typography import RESCALED, TextSize, font_of
from intake_app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from intake_app.domain.message import Message
    from intake_app.i18n.languages import Language
    from intake_app.ui.language import LanguageSwitch

_PADDING_Y: Final = 5
_ONE_LINE: Final = -1
_LONGEST_WORD: Final = -2


class Kind(Enum):
    """What a button is for, and so how it looks."""

    PLAIN = auto()
    PRIMARY = auto()
    """The one thing to do next; at most one in sight."""
    COVER = auto()
    LINK = auto()
    NAVIGATION = auto()
    """A place in the bar at the top; checked means we are there."""
    TOPIC = auto()
    """A row of a list at the side; checked means we are there."""
    SEGMENT = auto()
    """One of a few answers side by side; checked means chosen."""
    VIEW = auto()
    """What is in sight, or in which language: chosen beside the work; checked means so."""
    PERSON = auto()
    """A large choice in the person's window."""


class Mark(Enum):
    """A sign drawn at the trailing end of a button's text."""

    NONE = auto()
    TICK = auto()
    OPENS = auto()


_PADDING_X: Final = {Kind.LINK: 8, Kind.NAVIGATION: 16, Kind.TOPIC: 14}
_STARTS_AT_EDGE: Final = frozenset({Kind.TOPIC, Kind.LINK})
_ALWAYS_BOLD: Final = frozenset({Kind.PRIMARY})
_TICKED: Final = frozenset({Kind.SEGMENT, Kind.VIEW})


class Pressed(QPushButton):
    """A button that tells of being toggled by a screen reader as of a click.

    Qt's accessible action of what can be checked calls `toggle`, which changes
    how the button looks and is not told of by `clicked`: an answer would be seen
    and not written.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_told = False
        self.toggled.connect(self._on_changed)

    def setChecked(self, checked: bool) -> None:  # noqa: FBT001, N802 - Qt's own
        """Check or uncheck it; nobody is told but by `toggled`."""
        self._is_told = True
        super().setChecked(checked)
        self._is_told = False

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's spelling
        """Change as a click does, which tells of itself."""
        self._is_told = True
        super().nextCheckState()
        self._is_told = False

    def _on_changed(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        # Neither by the program nor by a click; nor because another of a few was chosen.
        if not self._is_told and (checked or not self.autoExclusive()):
            self.clicked.emit()


class Button(Pressed):
    """A button whose words are set by `set_words`; its shortcut is shown behind them."""

    def __init__(self, kind: Kind = Kind.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._words = self._plain = ""
        self._about = ""
        self._sizes: dict[int, QSize] = {}
        self._language: Language | None = None
        self._key = ""
        self._mark = Mark.NONE
        self.setAutoDefault(False)
        self.setCheckable(kind in {Kind.NAVIGATION, Kind.TOPIC, *_TICKED})
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: str, language: Language | None = None) -> None:
        """Show `words`, which are in `language` (None: in that of the page)."""
        if (words, language) == (self._words, self._language):
            return  # saying so again would lay out the whole page anew
        self._words, self._language = words, language
        self._plain = without_isolates(words)
        self._name()
        self._forget_sizes()

    def set_about(self, about: str) -> None:
        """Say what the words are about, for those who hear one button at a time."""
        if about != self._about:
            self._about = about
            self._name()

    def words(self) -> str:
        """Return the words shown, without marks of direction."""
        return self._plain

    def set_key(self, key: str) -> None:
        """Show and obey a key, e.g. ``F8``."""
        self.show_key(key)
        # Not setShortcut: Qt then shows the button pressed for a tenth of a second first.
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(self.click)

    def show_key(self, key: str) -> None:
        """Show a key that something else obeys."""
        self._key = key
        self.setAccessibleDescription(key)
        self._forget_sizes()

    def set_mark(self, mark: Mark) -> None:
        """Draw a sign behind the words."""
        if mark is not self._mark:
            self._mark = mark
            if self.kind is Kind.TOPIC:
                self.update()
            else:
                self._forget_sizes()

    def sizeHint(self) -> QSize:
        """Return the size with all words on one line."""
        return self._size_of(_ONE_LINE)

    def minimumSizeHint(self) -> QSize:
        """Return the size with the words broken where they must be."""
        return self._size_of(_LONGEST_WORD)

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need in `width`."""
        return self._size_of(width).height()

    def hasHeightForWidth(self) -> bool:
        """Return that words may break."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it with Enter as with the space bar; what can be checked leaves Enter to its page.

        A key held down presses once.
        """
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or self.isCheckable():
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._forget_sizes()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, words, sign and focus."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        ink = self._draw_ground(painter, area)
        self._draw_words(painter, ink)
        if self.hasFocus():
            paint.focus_ring(painter, area, ink)
        painter.end()

    # -- within ------------------------------------------------------------------

    def _forget_sizes(self) -> None:
        self._sizes.clear()
        self.updateGeometry()
        self.update()

    def _size_of(self, width: int) -> QSize:
        """Return the size in `width`; layouts ask for the same ones again and again."""
        if width not in self._sizes:
            words, room = self._plain, paint.ENDLESS
            if width == _LONGEST_WORD:
                words = max(words.split(), key=len, default="")
            elif width != _ONE_LINE:
                room = width - self._extra()
            size = paint.measured(words, self._font(bold=True), room)
            wide = max(size.width() + self._extra(), HIT)
            self._sizes[width] = QSize(wide, self._height(size.height()))
        return QSize(self._sizes[width])

    def _name(self) -> None:
        about = without_isolates(self._about)
        self.setAccessibleName(f"{about}: {self.words()}" if about else self.words())

    def _draw_ground(self, painter: QPainter, area: QRectF) -> QColor:
        """Draw what lies behind the words and return the colour to write in."""
        ink, accent = color(self, Token.INK), color(self, Token.ACCENT)
        if not self.isEnabled():
            ink = color(self, Token.EDGE)
        filled = self.kind is Kind.PRIMARY or (self.kind is Kind.SEGMENT and self.isChecked())
        hovered = self.underMouse() and self.isEnabled()
        if filled and self.isEnabled():
            fill = accent.darker(115) if self.isDown() else accent
            paint.box(painter, area, fill=fill, edge=None)
            return color(self, Token.ON_ACCENT)
        match self.kind:
            case Kind.LINK:
                ink = accent if self.isEnabled() else ink
                if hovered:
                    paint.box(painter, area, fill=color(self, Token.TINT), edge=None)
            case Kind.NAVIGATION:
                ink = ink if self.isChecked() else color(self, Token.SOFT_INK)
                if self.isChecked():
                    painter.fillRect(QRectF(0, area.height() - 3, area.width(), 3), accent)
            case Kind.TOPIC:
                self._draw_topic_ground(painter, area, hovered=hovered)
            case Kind.VIEW if self.isChecked():
                # Not filled: that is what the one thing to do next looks like.
                edge, tint = accent if self.isEnabled() else ink, color(self, Token.TINT)
                paint.box(painter, area, fill=tint, edge=edge, width=2)
            case _:
                # Cover stands apart from work by the ground it is drawn on.
                token = Token.GROUND if self.kind is Kind.COVER else Token.PANEL
                fill = color(self, Token.TINT if self.isDown() or hovered else token)
                edge, is_off = color(self, Token.EDGE), not self.isEnabled()
                paint.box(painter, area, fill=fill, edge=edge, dashed=is_off)
        return ink

    def _draw_topic_ground(self, painter: QPainter, area: QRectF, *, hovered: bool) -> None:
        if self.isChecked() or hovered:
            paint.box(painter, area, fill=color(self, Token.TINT), edge=None)
        if self.isChecked():
            bar = QRect(0, 8, 4, self.height() - 16)
            place = QStyle.visualRect(self.layoutDirection(), self.rect(), bar)
            paint.box(painter, QRectF(place), fill=color(self, Token.ACCENT), edge=None, radius=2)

    def _draw_words(self, painter: QPainter, ink: QColor) -> None:
        bold = self.kind in _ALWAYS_BOLD or (self.isCheckable() and self.isChecked())
        font = self._font(bold=bold)
        side = self._side()
        behind = 0 if self._has_room_only() else self._behind()
        room = self.width() - 2 * side - behind
        wide = min(room, paint.measured(self.words(), font, room).width())
        start = side if self.kind in _STARTS_AT_EDGE else side + max(0, (room - wide) // 2)
        alignment = (
            Qt.AlignmentFlag.AlignLeading
            if self.kind in _STARTS_AT_EDGE or behind
            else Qt.AlignmentFlag.AlignHCenter
        )
        place = QRect(start, 0, max(1, min(room, self.width() - start - side)), self.height())
        if alignment == Qt.AlignmentFlag.AlignHCenter:
            place = QRect(side, 0, room, self.height())
        direction = self.layoutDirection()
        painter.setFont(font)
        painter.setPen(ink)
        paint.words(
            painter,
            QRectF(QStyle.visualRect(direction, self.rect(), place)),
            self._words,
            page=direction,
            language=self._language,
            place=alignment,
        )
        if behind:
            at_end = self.kind is Kind.TOPIC
            left = self.width() - side - behind if at_end else start + wide
            self._draw_behind(painter, ink, QRect(left, 0, behind, self.height()))

    def _draw_behind(self, painter: QPainter, ink: QColor, place: QRect) -> None:
        visual = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        start = (
            visual.adjusted(SPACE_S, 0, 0, 0)
            if self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            else visual.adjusted(0, 0, -SPACE_S, 0)
        )
        if self._mark is Mark.TICK or self.kind in _TICKED:
            paint.tick(painter, QRectF(_square(start)), ink)
        elif self._mark is Mark.OPENS:
            paint.arrow_down(painter, QRectF(_square(start)), ink)
        elif self._key:
            soft = color(self, Token.SOFT_INK) if self.kind is not Kind.PRIMARY else ink
            painter.setPen(soft)
            painter.drawText(start, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _font(self, *, bold: bool) -> QFont:
        size = TextSize.HEADING if self.kind is Kind.PERSON else TextSize.BASE
        return font_of(size, self._language, bold=bold)

    def _side(self) -> int:
        return _PADDING_X.get(self.kind, 18)

    def _behind(self) -> int:
        """Return the room that the sign or the key takes behind the words."""
        metrics = QFontMetrics(self._font(bold=False))
        # A tick may come: keep its room.
        if self._mark is not Mark.NONE or self.kind in {Kind.TOPIC, *_TICKED}:
            return SPACE_S + metrics.height() * 3 // 4
        return SPACE_S + metrics.horizontalAdvance(self._key) if self._key else 0

    def _has_room_only(self) -> bool:
        """Return whether the room behind the words is kept for a tick that is not there."""
        return self.kind in _TICKED and not self.isChecked()

    def _extra(self) -> int:
        return 2 * self._side() + self._behind()

    def _height(self, text_height: int) -> int:
        least = {Kind.COVER: COVER_HEIGHT, Kind.NAVIGATION: COVER_HEIGHT, Kind.PERSON: 76}
        return max(least.get(self.kind, HIT), text_height + 2 * _PADDING_Y)


class MessageButton(Button):
    """A button of the program: its words follow the language of the moment."""

    def __init__(
        self,
        switch: LanguageSwitch,
        message: Message,
        kind: Kind = Kind.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kind, parent)
        self._switch = switch
        self._message = message
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def set_message(self, message: Message) -> None:
        """Show other words."""
        self._message = message
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language of the moment."""
        self.set_words(self._switch.text(self._message), self._switch.language)


class LinkButton(MessageButton):
    """A quiet action inside a line of text."""

    def __init__(
        self, switch: LanguageSwitch, message: Message, parent: QWidget | None = None
    ) -> None:
        super().__init__(switch, message, Kind.LINK, parent)


class Seat(QWidget):
    """Holds one exclusive button alone, so that Qt calls it a radio button and no more.

    Qt gives the role "radio button" to auto-exclusive buttons only, and then
    unticks siblings by itself and chooses with the arrow keys. An answer is
    written when it is chosen, so arrow keys here may only move.
    """

    def __init__(self, button: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        bare(layout)
        layout.addWidget(button)
        button.setAutoExclusive(True)
        self.setSizePolicy(button.sizePolicy())


def _square(rect: QRect) -> QRect:
    side = min(rect.width(), rect.height())
    middle = QRect(0, 0, side, side)
    middle.moveCenter(rect.center())
    return middle
