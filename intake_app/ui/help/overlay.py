"""Help over a screen: which topic belongs to what is shown, and the way back to the very place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n.help_texts import TOPICS
from intake_app.ui.help.page import HelpPage
from intake_app.ui.over import Over

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.ui.language import LanguageSwitch


class HelpOverlay(HelpPage):
    """A page of help that lies over a widget and is as large as it."""

    def __init__(self, language: LanguageSwitch, ground: QWidget) -> None:
        super().__init__(language, ground)
        self._over = Over(self, ground)

    def open_over(self, screen: QWidget | None) -> None:
        """Show the topic of `screen`; what lies below is hidden from screen readers, too."""
        self.show_topic(topic_of(screen))
        self._over.lay(self.text)

    def close_again(self) -> None:
        """Go, and give the focus back to where it was, selection included."""
        self._over.take_off()


def topic_of(screen: QWidget | None) -> str:
    """Return the topic of the innermost screen in sight that names one (`help_topic`)."""
    found = TOPICS[0]
    while screen is not None:
        found = getattr(screen, "help_topic", "") or found
        inner = getattr(screen, "current", None)
        screen = inner() if callable(inner) else None
    return found
