"""The bars of a window: places at the top, ways on at the foot, and Cover in its corner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from intake_app.domain.message import M
from intake_app.i18n.digits import shown_code
from intake_app.ui.announce import announce
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token, color
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, bare
from intake_app.ui.typography import RESCALED, TextSize, text_scale
from intake_app.ui.widgets import paint
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout, fill
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent

    from intake_app.domain.message import Message
    from intake_app.i18n.languages import Language

OPENING_HOURS: Final = M("Opening hours")
"""The words of the Cover button and the title of the page that it shows."""

NOTE_KEY: Final = "F12"
NOTE_ASKED: Final = QEvent.Type(QEvent.registerEventType())
"""Sent to the window by a footer's `note_button`: whoever shows the note hears it there."""

_LARGE: Final = 1.25
"""Above this scale of text a footer keeps its room for what no key does."""


class Bar(QWidget):
    """A strip of the window with a hairline on one side."""

    def __init__(self, parent: QWidget | None = None, *, at_foot: bool = False) -> None:
        super().__init__(parent)
        self._at_foot = at_foot

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the hairline."""
        painter = QPainter(self)
        y = 0 if self._at_foot else self.height() - 1
        painter.fillRect(0, y, self.width(), 1, color(self, Token.HAIRLINE))
        painter.end()


class TopBar(Bar):
    """The places of the program, and at the other end the language and the lock.

    Signals:
        chosen: The key of the place that was asked for.
        language_asked: The language button was pressed.
        lock_asked: Lock was pressed.
    """

    chosen = Signal(str)
    language_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        places: Mapping[str, Message],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._switch = language
        self._places: dict[str, MessageButton] = {}
        nav = FlowLayout(spacing=0)
        for key, message in places.items():
            button = MessageButton(language, message, Kind.NAVIGATION, self)
            button.clicked.connect(self._on_clicked)
            nav.addWidget(button)
            self._places[key] = button
        self._language = Button(Kind.NAVIGATION, self)
        self._language.setCheckable(False)
        self._lock = MessageButton(language, M("Lock"), Kind.NAVIGATION, self)
        self._lock.setCheckable(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L + SPACE_XS, 0, SPACE_L + SPACE_XS, 0)
        row.setSpacing(0)
        row.addLayout(nav, 1)
        row.addWidget(self._language)
        row.addWidget(self._lock)
        self._language.clicked.connect(self.language_asked)
        self._lock.clicked.connect(self.lock_asked)
        language.changed.connect(self.retranslate)
        language.changed.connect(self._tell)
        self.retranslate()

    def set_current(self, key: str) -> None:
        """Show where we are; "" is nowhere of these."""
        for known, button in self._places.items():
            button.setChecked(known == key)

    def retranslate(self) -> None:
        """Show the name of the language in itself."""
        self._language.set_words(self._switch.language.autonym, self._switch.language)
        self._language.set_about(self._switch.text(M("Language")))

    def _tell(self) -> None:
        announce(self, self._switch.language.autonym)

    def _on_clicked(self) -> None:
        for key, button in self._places.items():
            if button is self.sender():
                self.set_current(key)
                self.chosen.emit(key)
                return


class LanguagePair(Button):
    """The two languages of the conversation by their own names; pressing it swaps them."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(Kind.PLAIN, parent)
        self._switch = language
        self._one: Language | None = None
        self._other: Language | None = None
        self.setAccessibleDescription("Ctrl+L")
        language.changed.connect(self.retranslate)

    def show_languages(self, leading: Language, other: Language) -> None:
        """Show which language leads and which is the other."""
        self._one, self._other = leading, other
        # The sign between the names is drawn over this gap (see `paintEvent`).
        self.set_words(f"{leading.autonym}      {other.autonym}")
        self.retranslate()

    def retranslate(self) -> None:
        """Say anew what pressing it does."""
        self.set_about(self._switch.text(M("Swap the two languages")))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the two names with the sign of changing places between them."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        ink = self._draw_ground(painter, area)
        if self._one is not None and self._other is not None:
            painter.setFont(self._font(bold=False))
            painter.setPen(ink)
            metrics = painter.fontMetrics()
            names = [self._one.autonym, self._other.autonym]
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                names.reverse()
            widths = [metrics.horizontalAdvance(name) for name in names]
            sign = metrics.height() * 0.85
            left = (area.width() - sum(widths) - sign - 2 * SPACE_S) / 2
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
            painter.drawText(QRectF(left, 0, widths[0], area.height()), flags, names[0])
            middle = QRectF(left + widths[0] + SPACE_S, 0, sign, area.height())
            after = QRectF(middle.right() + SPACE_S, 0, widths[1], area.height())
            painter.drawText(after, flags, names[1])
            paint.swap_arrows(painter, middle, color(self, Token.SOFT_INK))
        if self.hasFocus():
            paint.focus_ring(painter, area, ink)
        painter.end()


class RoomHeader(Bar):
    """The head of a screen about one person: the code, a word, a caution, a few buttons.

    In the room it shows nothing that betrays the subject: six digits and no more.
    """

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = Text(TextSize.HEADING, self, bold=True)
        self._code.hide()
        self._title = MessageText(language, None, TextSize.BASE, self, token=Token.SOFT_INK)
        self.caution = CautionChip(language, self)
        self._buttons = FlowLayout(spacing=SPACE_S + 2, trailing=True)
        self._buttons.addWidget(self.caution)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_XL, SPACE_S, SPACE_XL, SPACE_S)
        row.setSpacing(SPACE_M)
        row.addWidget(self._code)
        row.addWidget(self._title)
        row.addLayout(self._buttons, 1)

    def set_code(self, code: str) -> None:
        """Show a person's six digits, as ``472 918`` in every language."""
        self._code.say(shown_code(code))
        self._code.show()

    def set_title(self, title: Message | None) -> None:
        """Show a word beside the code, or nothing."""
        self._title.set_message(title)
        self._title.setVisible(title is not None)

    def add_button(self, button: Button) -> None:
        """Put a button at the end of the line."""
        button.setParent(self)
        self._buttons.addWidget(button)


class SavedLabel(Retranslating):
    """The moment of the last answer on disk, or that one is not there yet.

    "Saved" is said of a finished commit only.
    """

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._saved_at: datetime | None = None
        self._unsaved = False
        self._text = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        layout = QVBoxLayout(self)
        bare(layout)
        layout.addWidget(self._text)
        self.retranslate()

    def show_saved(self, at: datetime) -> None:
        """Say that everything up to `at` is on disk."""
        self._saved_at, self._unsaved = at, False
        self._tell()

    def show_not_saved(self) -> None:
        """Say that the last answer is not on disk yet."""
        self._unsaved = True
        self._tell()

    def _tell(self) -> None:
        before = self._text.said()
        self.retranslate()
        if self._text.said() != before:  # once a minute at most while all is well
            announce(self, self._text.said())

    def retranslate(self) -> None:
        """Say it anew."""
        message: Message | None = None
        if self._unsaved:
            message = M("Not saved yet")
        elif self._saved_at is not None:
            time = self.language.catalog.formats.time(self._saved_at)
            # Translators: at the foot of the window: the moment of the last save, e.g. 14:02.
            message = M("Saved {time}", time=time)
        text = self.language.text(message) if message is not None else ""
        self._text.set_bold(self._unsaved)
        self._text.set_token(Token.CAUTION if self._unsaved else Token.SOFT_INK)
        self._text.say(text, self.language.language)
        self.setAccessibleName(self._text.said())


class FooterBar(Bar):
    """Ways on: Back, Next, Pause, Finish gently; Cover at the right, in both directions.

    Cover stands in the same physical corner on every screen, so that a hand
    finds it without looking.

    Signals:
        back, forward, pause, finish, cover: The button was pressed, or its key.
    """

    back = Signal()
    forward = Signal()
    pause = Signal()
    finish = Signal()
    cover = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent, at_foot=True)
        self.back_button = MessageButton(language, M("Back"), parent=self)
        self.forward_button = MessageButton(language, M("Next"), Kind.PRIMARY, self)
        # Translators: opens what looks like a note about a phone call; it must look like nothing.
        self.note_button = MessageButton(language, M("Phone note"), Kind.PLAIN, self)
        self.note_button.setAccessibleDescription(NOTE_KEY)
        self.note_button.hide()
        self.pause_button = MessageButton(language, M("Pause"), parent=self)
        self.pause_button.set_key("F8")
        self.finish_button = MessageButton(language, M("Finish gently"), parent=self)
        self._has_note = False
        self.saved = SavedLabel(language, self)
        self.cover_button = CoverButton(language, self)
        self._indent = 0
        self._ways = FlowLayout(spacing=SPACE_M)
        fill(self._ways, (self.back_button, self.forward_button, self.saved, self.note_button))
        self._ways.part()
        fill(self._ways, (self.pause_button, self.finish_button))
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setSpacing(SPACE_XL)
        self._outer.addLayout(self._ways, 1)
        self._outer.addWidget(self.cover_button, 0, Qt.AlignmentFlag.AlignBottom)  # of two rows
        self._keep_corner()
        self.back_button.clicked.connect(self.back)
        self.forward_button.clicked.connect(self.forward)
        self.pause_button.clicked.connect(self.pause)
        self.finish_button.clicked.connect(self.finish)
        self.cover_button.clicked.connect(self.cover)
        self.note_button.clicked.connect(self._on_note)
        language.changed.connect(self._show_note)

    def offer_note(self) -> None:
        """Offer the note about a phone call, where there is room; its key works anyway."""
        self._has_note = True
        self._show_note()

    def set_next(self, message: Message) -> None:
        """Say what going on means here, if it is not "Next"."""
        self.forward_button.set_message(message)

    def show_only(self, *parts: QWidget) -> None:
        """Show these of the parts beside Cover, which always stays: Back, Next, `saved`, ..."""
        for part in (
            self.back_button,
            self.forward_button,
            self.saved,
            self.pause_button,
            self.finish_button,
        ):
            part.setVisible(part in parts)
        self._show_note()

    def set_leading(self, indent: int) -> None:
        """Begin the ways on so many pixels in, where the page's own column begins."""
        self._indent = indent
        self._keep_corner()

    def event(self, event: QEvent) -> bool:
        """Give up the indent when the ways on need its room: those there are now."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._show_note()
            self._keep_corner()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep Cover at the right when the direction of writing changes; follow the text scale."""
        if event.type() in RESCALED:
            self._show_note()
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._keep_corner()
        super().changeEvent(event)

    def _show_note(self) -> None:
        """Show the button where it takes no second row, which would move Cover."""
        self.note_button.setVisible(
            self._has_note and text_scale() <= _LARGE and self._has_room_for(self.note_button)
        )

    def _has_room_for(self, more: QWidget) -> bool:
        parts = (
            self.back_button,
            self.forward_button,
            self.saved,
            self.pause_button,
            self.finish_button,
        )
        shown = [part for part in parts if not part.isHidden()]
        need = sum(part.sizeHint().width() + SPACE_M for part in (*shown, more))
        return need + self.cover_button.sizeHint().width() + 4 * SPACE_XL + SPACE_L <= self.width()

    def _on_note(self) -> None:
        QApplication.sendEvent(self.window(), QEvent(NOTE_ASKED))

    def _keep_corner(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._outer.setDirection(
            QBoxLayout.Direction.RightToLeft if mirrored else QBoxLayout.Direction.LeftToRight
        )
        # Mirrored, Cover stands on the page's leading side: there is no column to begin at, and
        # Back beside it; a hand in a hurry shall not hit that.
        need = self._ways.sizeHint().width() + self.cover_button.sizeHint().width()
        tight = need + self._indent + 4 * SPACE_XL + SPACE_L > self.width()
        indent = 0 if mirrored or tight else self._indent
        away = 2 * SPACE_XL if mirrored and not tight else SPACE_XL
        if away != self._outer.spacing():
            self._outer.setSpacing(away)
        self._outer.setContentsMargins(SPACE_XL + indent, 6, SPACE_L + SPACE_XS, 6)


class CoverButton(MessageButton):
    """Hides everything behind a page of opening hours; also F9."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, OPENING_HOURS, Kind.COVER, parent)
        self.setShortcut("F9")
        self.setAccessibleDescription("F9")
        # A click leaves the focus in the field that it shall come back to.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumWidth(188)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
