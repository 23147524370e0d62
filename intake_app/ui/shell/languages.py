"""Choosing the language of the program, by the languages' own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.style import SPACE_S
from intake_app.ui.widgets.buttons import Button, Kind, Seat
from intake_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint


class LanguageMenu(QMenu):
    """The languages of the program in a menu.

    Signals:
        chosen: The tag of the language chosen; it is shown already.
    """

    chosen = Signal(str)

    def __init__(
        self, language: LanguageSwitch, tags: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = language
        group = QActionGroup(self)
        self._entries = {}
        for tag in tags:
            entry = self.addAction(language_of(tag).autonym)
            entry.setCheckable(True)
            entry.setData(tag)
            group.addAction(entry)
            self._entries[tag] = entry
        group.triggered.connect(self._on_triggered)

    def open_at(self, place: QPoint) -> None:
        """Show the menu with the language of the moment ticked."""
        current = self._entries.get(self._switch.language.tag)
        if current is not None:
            current.setChecked(True)
        self.popup(place)

    def _on_triggered(self) -> None:
        checked = next((tag for tag, entry in self._entries.items() if entry.isChecked()), None)
        if checked is not None:
            self._switch.use(checked)
            self.chosen.emit(checked)


class LanguageChoice(Retranslating):
    """The languages of the program side by side; choosing one shows it at once.

    Signals:
        chosen: The tag of the language chosen; it is shown already.
    """

    chosen = Signal(str)

    def __init__(
        self, language: LanguageSwitch, tags: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self._buttons: dict[str, Button] = {}
        row = FlowLayout(self, spacing=SPACE_S)
        for tag in tags:
            button = Button(Kind.VIEW, self)
            known = language_of(tag)
            button.set_words(known.autonym, known)
            button.clicked.connect(self._on_clicked)
            row.addWidget(Seat(button, self))
            self._buttons[tag] = button
        self.retranslate()

    def buttons(self) -> dict[str, Button]:
        """Return the button of each language."""
        return dict(self._buttons)

    def retranslate(self) -> None:
        """Show which language it is, and name the buttons anew."""
        about = self.language.text(M("Language"))
        self.setAccessibleName(about)
        for tag, button in self._buttons.items():
            button.setChecked(tag == self.language.language.tag)
            button.set_about(about)

    def _on_clicked(self) -> None:
        for tag, button in self._buttons.items():
            if button is self.sender():
                self.language.use(tag)
                self.retranslate()
                self.chosen.emit(tag)
                return
