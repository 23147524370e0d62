"""A few things to choose from, side by side: one of them, or as many as apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.i18n.languages import language as language_of
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton, Seat
from intake_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.message import Message


class Chips(Retranslating):
    """Things that are chosen by pressing them.

    Signals:
        chosen: The keys chosen now.
    """

    chosen = Signal(tuple)

    def __init__(
        self,
        language: LanguageSwitch,
        about: Message,
        buttons: Mapping[str, Button],
        parent: QWidget | None = None,
        *,
        several: bool,
    ) -> None:
        """Set buttons side by side; see `language_chips` and `message_chips`."""
        super().__init__(language, parent)
        self._about = about
        self._buttons = dict(buttons)
        self._several = several
        layout = FlowLayout(self)
        for button in buttons.values():
            layout.addWidget(button if several else Seat(button, self))
            button.clicked.connect(self._on_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def choose(self, keys: Sequence[str]) -> None:
        """Show what is chosen, without saying so."""
        for key, button in self._buttons.items():
            button.setChecked(key in keys)

    def keys(self) -> tuple[str, ...]:
        """Return the keys chosen, in reading order."""
        return tuple(key for key, button in self._buttons.items() if button.isChecked())

    def buttons(self) -> list[Button]:
        """Return the buttons in reading order."""
        return list(self._buttons.values())

    def button(self, key: str) -> Button:
        """Return the button of `key`."""
        return self._buttons[key]

    def retranslate(self) -> None:
        """Name the group and its buttons anew."""
        about = self.language.text(self._about)
        self.setAccessibleName(about)
        for button in self._buttons.values():
            button.set_about(about)

    def _on_clicked(self) -> None:
        if not self._several:
            for button in self._buttons.values():
                button.setChecked(button is self.sender())
        self.chosen.emit(self.keys())


def language_chips(
    language: LanguageSwitch, about: Message, tags: Sequence[str], *, several: bool = False
) -> Chips:
    """Return languages to choose from, each by its own name: one to read in, or several."""
    buttons = {}
    for tag in tags:
        buttons[tag] = Button(Kind.SEGMENT if several else Kind.VIEW)
        buttons[tag].set_words(language_of(tag).autonym, language_of(tag))
    return Chips(language, about, buttons, several=several)


def message_chips(
    language: LanguageSwitch, about: Message, words: Mapping[str, Message], *, several: bool = False
) -> Chips:
    """Return things to choose from in the language of the moment."""
    buttons = {key: MessageButton(language, said, Kind.SEGMENT) for key, said in words.items()}
    return Chips(language, about, buttons, several=several)
