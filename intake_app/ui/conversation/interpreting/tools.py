"""What can be done for whoever interprets, on one page: *Who is with us*."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import MC, M
from intake_app.i18n import texts
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.interpreting.aids import ALOUD_KEY, WORDS_KEY
from intake_app.ui.conversation.interpreting.cards import InterpreterCard
from intake_app.ui.conversation.interpreting.glossary import TITLE
from intake_app.ui.conversation.spoken_menu import SpokenMenu
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Mark, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.ui.language import LanguageSwitch

BEFORE: Final = M("A card to begin with")
AFTER: Final = M("A card for afterwards")


class Tool(StrEnum):
    """One thing to be done for whoever interprets."""

    WORDS = "words"
    ALOUD = "aloud"
    AGAIN = "again"
    BOOKLET = "booklet"
    CONCERN = "concern"


class ForInterpreting(QWidget):
    """Buttons, a menu for a third language, and two cards that fold out.

    Signals:
        asked: One of `Tool`.
        relay_chosen: The tag of a third language between the two, or "" for none.
    """

    asked = Signal(object)
    relay_chosen = Signal(str)

    def __init__(  # noqa: PLR0913 - what is shown now
        self,
        language: LanguageSwitch,
        languages: Sequence[str],
        offered: Sequence[str],
        parent: QWidget | None = None,
        *,
        is_aloud: bool = False,
        relay: str = "",
    ) -> None:
        """Make the part.

        Args:
            language: The language of the moment.
            languages: The conversation's: the worker's, then the person's.
            offered: Languages to offer first: those of the form.
            parent: Qt's owner.
            is_aloud: Whether questions are shown for reading them aloud.
            relay: The third language shown now, or "".
        """
        super().__init__(parent)
        aloud = M("Show questions as usual") if is_aloud else M("Read aloud, one by one")
        self.buttons: dict[Tool, MessageButton] = {}
        ways = FlowLayout(spacing=SPACE_S)
        for tool, message, key in (
            (Tool.WORDS, TITLE, WORDS_KEY),
            (Tool.ALOUD, aloud, ALOUD_KEY),
            (Tool.AGAIN, M("To ask again"), ""),
            (Tool.BOOKLET, M("A booklet to prepare with"), ""),
            (Tool.CONCERN, M("For you alone"), ""),
        ):
            button = MessageButton(language, message, parent=self)
            if key:
                button.show_key(key)
            button.clicked.connect(self._on_clicked)
            ways.addWidget(button)
            self.buttons[tool] = button
        own = language_of(relay).autonym if relay else ""
        third = M("Third language: {language}", language=own) if own else M("A third language")
        self.relay = MessageButton(language, third, parent=self)
        self.relay.set_mark(Mark.OPENS)
        ways.addWidget(self.relay)
        self._menu = SpokenMenu(language, offered, self, without=languages)
        self._menu.set_current(relay)
        none = QAction(language.text(MC("third language", "None")), self._menu)
        none.setData("")
        self._menu.insertAction(self._menu.entries()[0], none)
        self.before = InterpreterCard(language, BEFORE, texts.briefing, self)
        self.after = InterpreterCard(language, AFTER, texts.debriefing, self)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        title = M("For whoever interprets")
        column.addWidget(MessageText(language, title, TextSize.CHOICE, self, bold=True))
        column.addLayout(ways)
        for card in (self.before, self.after):
            card.show_in(languages)
            column.addWidget(card)
        self.relay.clicked.connect(self._open_menu)
        self._menu.triggered.connect(self._on_relay)

    def menu(self) -> SpokenMenu:
        """Return the menu of third languages."""
        return self._menu

    def _open_menu(self) -> None:
        self._menu.open_under(self.relay)

    def _on_relay(self, action: QAction) -> None:
        self.relay_chosen.emit(str(action.data()))

    def _on_clicked(self) -> None:
        for tool, button in self.buttons.items():
            if button is self.sender():
                self.asked.emit(tool)
                return
