"""Buttons that fold into one, so that the head leaves room for the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from intake_app.domain.message import M
from intake_app.ui.typography import RESCALED, is_large
from intake_app.ui.widgets.buttons import Button, Mark, MessageButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.ui.language import LanguageSwitch


class MoreButton(MessageButton):
    """Stands for other buttons; they keep the keys that others obey."""

    def __init__(
        self,
        language: LanguageSwitch,
        folded: Sequence[Button],
        when_large: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Fold buttons away.

        Args:
            language: The language of the moment.
            folded: Those that it stands for always.
            when_large: Those that it stands for when text is large.
            parent: Qt's owner.
        """
        super().__init__(language, M("More"), parent=parent)
        self._when_large = tuple(when_large)
        self._folded = tuple(folded)
        for button in self._folded:
            button.hide()
        self._cards = QMenu(self)
        self.set_mark(Mark.OPENS)
        self.clicked.connect(self.open_menu)
        self._fold()

    def open_menu(self) -> None:
        """Open a menu of what is folded away."""
        self._cards.clear()
        large = self._when_large if is_large() else ()
        for button in (*large, *self._folded):
            words = button.words().replace("&", "&&")
            key = button.accessibleDescription()
            action = self._cards.addAction(f"{words}\t{key}" if key else words)
            action.triggered.connect(button.click)
        self._cards.popup(self.mapToGlobal(QPoint(0, self.height())))

    def changeEvent(self, event: QEvent) -> None:
        """Fold or unfold when the text scale changes."""
        super().changeEvent(event)
        if event.type() in RESCALED:
            self._fold()

    def _fold(self) -> None:
        for button in self._when_large:
            button.setHidden(is_large())
