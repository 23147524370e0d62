"""The language of the moment: every open window changes at once and in place.

Texts of the program follow `LanguageSwitch`. Texts of a form carry their own
language and are shown by `intake_app.ui.widgets.text.Text`, whatever the
language of the program is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.i18n.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.message import Message
    from intake_app.i18n.languages import Language


class LanguageSwitch(QObject):
    """The language of the moment, shared by every screen.

    Signals:
        changed: The language is now another one; read every text again.
    """

    changed = Signal()

    def __init__(
        self,
        tag: str = "en",
        *,
        load: Callable[[str], Catalog] = Catalog,
        parent: QObject | None = None,
    ) -> None:
        """Start in the language `tag`.

        Args:
            tag: BCP 47 tag.
            load: How the catalogue of a language is had; each is loaded once.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._load = load
        self._loaded: dict[str, Catalog] = {}
        self._catalog = self.catalog_of(tag)
        self._set_direction()

    @property
    def catalog(self) -> Catalog:
        """The catalogue of the language of the moment."""
        return self._catalog

    @property
    def language(self) -> Language:
        """The language of the moment."""
        return self._catalog.language

    def text(self, message: Message) -> str:
        """Return `message` in the language of the moment."""
        return self._catalog.text(message)

    def catalog_of(self, tag: str) -> Catalog:
        """Return the catalogue of any language, e.g. the person's.

        Raises:
            ValueError: `tag` is no well-formed BCP 47 tag.
        """
        if tag not in self._loaded:
            self._loaded[tag] = self._load(tag)
        return self._loaded[tag]

    def use(self, tag: str) -> None:
        """Show everything in the language `tag` and in its direction from now on.

        Raises:
            ValueError: `tag` is no well-formed BCP 47 tag; nothing was changed.
        """
        catalog = self.catalog_of(tag)
        if catalog is self._catalog:
            return
        self._catalog = catalog
        self._set_direction()
        self.changed.emit()

    def _set_direction(self) -> None:
        QApplication.setLayoutDirection(qt_direction(self.language))


class PartLanguage(LanguageSwitch):
    """The language of one part of a window, e.g. the person's: the program keeps its own."""

    def _set_direction(self) -> None:
        """Leave the direction of the program as it is."""


class Retranslating(QWidget):
    """A widget whose texts follow the language of the moment.

    A subclass builds its children, then calls `retranslate` once itself.
    """

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = language
        language.changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Set every visible text and accessible name anew."""
        raise NotImplementedError


def qt_direction(language: Language) -> Qt.LayoutDirection:
    """Return Qt's name for the direction a language is written in."""
    return Qt.LayoutDirection.RightToLeft if language.is_rtl else Qt.LayoutDirection.LeftToRight
