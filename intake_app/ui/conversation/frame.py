"""What the screens around the questions share: a head, a page that scrolls, ways on, keys."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.spoken_menu import SpokenMenu
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, bare
from intake_app.ui.widgets.bars import FooterBar, LanguagePair, RoomHeader
from intake_app.ui.widgets.buttons import Mark, MessageButton
from intake_app.ui.widgets.page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QKeyEvent

    from intake_app.domain.message import Message
    from intake_app.ui.conversation.asking import Ask
    from intake_app.ui.language import LanguageSwitch

LANGUAGE_KEYS: Final = 9
"""Ctrl+1 to Ctrl+9 choose the person's language."""

WIDE: Final = 10_000
_SIDE: Final = SPACE_XL
_PUTS_IN_A_ROW: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Frame(QWidget):
    """A screen with the head of the room, a middle, and the bar at the foot.

    Enter goes on, unless a button that leads somewhere has the focus; a number
    chooses in the question that has the focus, and goes to the next question.

    Signals:
        back_asked, next_asked, pause_asked, finish_asked, cover_asked: As the footer's.
        turn_asked: The screen shall be turned to the person, on screens that can be.
        phrases_asked: Short sentences to point at shall lie over the screen.
    """

    back_asked = Signal()
    next_asked = Signal()
    pause_asked = Signal()
    finish_asked = Signal()
    cover_asked = Signal()
    turn_asked = Signal()
    phrases_asked = Signal()

    def __init__(
        self, language: LanguageSwitch, title: Message | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.language = language
        self.header = RoomHeader(language, self)
        self.header.set_title(title)
        self.footer = FooterBar(language, self)
        self.footer.offer_note()
        self.middle = QHBoxLayout()
        self.middle.setContentsMargins(_SIDE, SPACE_L, _SIDE, SPACE_M)
        self.middle.setSpacing(SPACE_L + 4)
        self._asks: list[Ask] = []
        self.column = QVBoxLayout(self)
        bare(self.column)
        self.column.addWidget(self.header)
        self.column.addLayout(self.middle, 1)
        self.column.addWidget(self.footer)
        self.footer.back.connect(self.back_asked)
        self.footer.forward.connect(self.next_asked)
        self.footer.pause.connect(self.pause_asked)
        self.footer.finish.connect(self.finish_asked)
        self.footer.cover.connect(self.cover_asked)

    def add_page(self, *, stretch: int = 1, widest: int = WIDE) -> ScrollPage:
        """Put one more column into the middle, which scrolls by itself."""
        page = ScrollPage(self, widest=widest)
        page.set_margins(0, 0, SPACE_M, 0)
        self.middle.addWidget(page, stretch)
        return page

    def set_asks(self, asks: Sequence[Ask]) -> None:
        """Say which questions the number keys answer, in order."""
        self._asks = list(asks)

    def without_ways_out(self, *, may_pause: bool = True, may_go_on: bool = True) -> None:
        """Take the buttons Pause and Finish away; the key F8 still leads to the calm page.

        Args:
            may_pause: Not so on a page that must stay until something was done.
            may_go_on: Whether Next stays, too, beside Back.
        """
        footer = self.footer
        footer.show_only(footer.back_button, *((footer.forward_button,) if may_go_on else ()))
        if may_pause:
            shortcut = QShortcut(QKeySequence("F8"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.pause_asked)

    def start(self) -> None:
        """Put the focus on the first question that can be answered."""
        asks = [ask for ask in self._asks if not ask.isHidden()]
        first = next((ask for ask in asks if not ask.is_answered()), None)
        if first is not None:
            first.take_focus()
        else:
            self.footer.forward_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter; choose by number, in the digits of any script."""
        if event.key() in _PUTS_IN_A_ROW:
            focus = self.focusWidget()
            if isinstance(focus, QAbstractButton) and not focus.isCheckable():
                focus.click()
            else:
                self.next_asked.emit()
            return
        typed = event.text()
        digit = unicodedata.digit(typed, 0) if len(typed) == 1 else 0
        if digit and self._choose(digit):
            return
        super().keyPressEvent(event)

    def _choose(self, digit: int) -> bool:
        asks = [ask for ask in self._asks if not ask.isHidden()]
        focus: QWidget | None = self.focusWidget()
        here = next((ask for ask in asks if focus is not None and ask.isAncestorOf(focus)), None)
        here = here or next((ask for ask in asks if not ask.is_answered()), None)
        if here is None or not here.choose(digit):
            return False
        after = asks[asks.index(here) + 1 :]
        if not here.takes_several and after:
            after[0].take_focus()
        elif not here.takes_several:
            self.footer.forward_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class LanguageChooser(QObject):
    """The two languages by their own names, and a menu for the person's language.

    Ctrl+L swaps them, Ctrl+1 to Ctrl+9 take one of the first nine for the person.

    Signals:
        swapped: The other language shall lead.
        chosen: Tag of the language the person speaks.
    """

    swapped = Signal()
    chosen = Signal(str)

    def __init__(self, language: LanguageSwitch, first: Sequence[str], header: RoomHeader) -> None:
        """Put the chooser into a header; its keys work while that is in sight.

        Args:
            language: The language of the moment.
            first: Tags to offer first: the languages the form is written in.
            header: Where its buttons go.
        """
        super().__init__(header)
        self.pair = LanguagePair(language, header)
        self.other = MessageButton(language, M("Another language"), parent=header)
        self.other.set_mark(Mark.OPENS)
        header.add_button(self.pair)
        header.add_button(self.other)
        self._named = ""
        self._menu = SpokenMenu(language, first, header)
        for index, action in enumerate(self._menu.entries()[:LANGUAGE_KEYS]):
            action.setShortcut(QKeySequence(f"Ctrl+{index + 1}"))
            action.setShortcutVisibleInContextMenu(True)
            header.addAction(action)
        swap = QShortcut(QKeySequence("Ctrl+L"), header)
        swap.activated.connect(self.swapped)
        self.pair.clicked.connect(self.swapped)
        self.other.clicked.connect(self.open_menu)
        self._menu.triggered.connect(self._on_chosen)  # also told of by the actions' keys

    def show_languages(self, tags: Sequence[str]) -> None:
        """Show which language leads and which is the other; there may be only one."""
        self._named = ", ".join(dict.fromkeys(language_of(tag).autonym for tag in tags))
        self._menu.set_current(*tags)
        self.pair.setVisible(tags[0] != tags[-1])
        self.pair.show_languages(language_of(tags[0]), language_of(tags[-1]))

    def named(self) -> str:
        """Return the languages by their own names, leading one first."""
        return self._named

    def open_menu(self) -> None:
        """Open the menu of languages."""
        at = self.pair if self.other.isHidden() else self.other  # it may be folded away
        self._menu.open_under(at)

    def menu(self) -> SpokenMenu:
        """Return the menu."""
        return self._menu

    def _on_chosen(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))
