"""Which keyboard layout is active, where the system tells it; nothing where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication

from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.ui.palette import Token
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QWidget

    from intake_app.ui.language import LanguageSwitch

_TELL_FROM_THE_START: Final = frozenset({"windows", "cocoa"})
"""Elsewhere Qt names the language of the system until an input method tells of another."""


class KeyboardHint(MessageText):
    """One quiet line below what is typed; it follows every change of the layout."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, None, TextSize.CHOICE, parent, token=Token.SOFT_INK)
        self.hide()
        QGuiApplication.inputMethod().localeChanged.connect(self._on_changed)
        if QGuiApplication.platformName() in _TELL_FROM_THE_START:
            self._on_changed()

    def show_layout(self, locale: QLocale) -> None:
        """Name a layout by the name that its language has for itself; nothing for none."""
        name = locale.nativeLanguageName()
        # Translators: the language in which the keys of the keyboard write now.
        self.set_message(M("Keyboard: {language}", language=isolated(name)) if name else None)
        self.setVisible(bool(name))

    def _on_changed(self) -> None:
        self.show_layout(QGuiApplication.inputMethod().locale())
