"""When the help is shown over a screen and when it makes way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.ui.cover import close_menus

if TYPE_CHECKING:
    from intake_app.ui.help.overlay import HelpOverlay
    from intake_app.ui.language import LanguageSwitch

URGENT_KEYS: Final = ("F10", "F11")
"""The cards that open over anything (screens, "Danger"): over the help, too."""


@runtime_checkable
class TakesUrgent(Protocol):
    """A screen over which the cards of an emergency open."""

    def open_urgent(self, key: str) -> None:
        """Open the card of one of `URGENT_KEYS`."""


class Helping(QObject):
    """Shows the help over whatever a window shows, and puts it away.

    Signals:
        cover_asked: Hide everything behind the neutral page.
        practice_asked: Begin the practice conversation.
    """

    cover_asked = Signal()
    practice_asked = Signal()

    def __init__(self, language: LanguageSwitch, ground: QWidget, parent: QObject) -> None:
        """Show nothing yet.

        Args:
            language: The language of the moment.
            ground: What the help lies over, all of it.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._language = language
        self._ground = ground
        self._below: object = None
        self.overlay: HelpOverlay | None = None

    def toggle(self, screen: QWidget | None, *, may_practise: bool) -> None:
        """Show the help about a screen, or put it away; a dialog that asks something goes first.

        Args:
            screen: What is in sight.
            may_practise: Whether to offer the practice conversation.
        """
        if self.overlay is not None:
            self.put_away()
            return
        close_menus()
        if QApplication.activeModalWidget() is not None:
            return
        from intake_app.ui.help.overlay import HelpOverlay  # noqa: PLC0415 - seldom needed

        overlay = self.overlay = HelpOverlay(self._language, self._ground)
        below: object = screen
        self._below = below
        overlay.left.connect(self.put_away)
        overlay.cover_asked.connect(self.cover_asked)
        overlay.practice_asked.connect(self.practice_asked)
        if may_practise:
            overlay.offer_practice()
        if isinstance(below, TakesUrgent):
            for key in URGENT_KEYS:
                shortcut = QShortcut(QKeySequence(key), overlay)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(self._on_urgent)
        overlay.open_over(screen)

    def put_away(self) -> None:
        """Show again what lies below, with the focus where it was."""
        overlay, self.overlay = self.overlay, None
        if overlay is not None:
            overlay.close_again()

    def _on_urgent(self) -> None:
        shortcut, below = self.sender(), self._below
        if isinstance(shortcut, QShortcut) and isinstance(below, TakesUrgent):
            key = shortcut.key().toString()
            self.put_away()
            below.open_urgent(key)
