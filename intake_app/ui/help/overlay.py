"""Help over a screen: which topic belongs to what is shown, and the way back to the very place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from intake_app.i18n.help_texts import TOPICS
from intake_app.ui.help.page import HelpPage

if TYPE_CHECKING:
    from intake_app.ui.language import LanguageSwitch


class HelpOverlay(HelpPage):
    """A page of help that lies over a widget and is as large as it."""

    def __init__(self, language: LanguageSwitch, ground: QWidget) -> None:
        super().__init__(language, ground)
        self._ground = ground
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        ground.installEventFilter(self)

    def open_over(self, screen: QWidget | None) -> None:
        """Show the topic of `screen`; what lies below is hidden from screen readers, too."""
        window = self._ground.window()
        self._focus = window.focusWidget()
        self.show_topic(topic_of(screen))
        self.setGeometry(self._ground.rect())
        self.show()
        self.raise_()
        # As a menu takes it: a field then keeps what is selected in it.
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)
        self._hidden = [
            child
            for child in self._ground.children()
            if isinstance(child, QWidget) and child is not self and not child.isHidden()
        ]
        for child in self._hidden:
            child.hide()

    def close_again(self) -> None:
        """Go, and give the focus back to where it was, selection included."""
        self._ground.removeEventFilter(self)
        for child in self._hidden:
            if isValid(child):
                child.show()
        self.hide()
        self.deleteLater()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what it lies over."""
        if watched is self._ground and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._ground.rect())
        return super().eventFilter(watched, event)


def topic_of(screen: QWidget | None) -> str:
    """Return the topic of the innermost screen in sight that names one (`help_topic`)."""
    found = TOPICS[0]
    while screen is not None:
        found = getattr(screen, "help_topic", "") or found
        inner = getattr(screen, "current", None)
        screen = inner() if callable(inner) else None
    return found
