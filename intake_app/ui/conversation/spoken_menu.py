"""A menu of languages that a person may speak: by their own names, and by those a worker knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QMenu, QWidget

from intake_app.i18n.direction import isolated_in
from intake_app.i18n.fonts import covers
from intake_app.i18n.language_names import name_for
from intake_app.ui.conversation.wording import offered_languages
from intake_app.ui.language import qt_direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from intake_app.i18n.languages import Language
    from intake_app.ui.language import LanguageSwitch

_WRITING: Final = QFontDatabase.WritingSystem
_SYSTEMS: Final = {
    "Beng": _WRITING.Bengali,
    "Grek": _WRITING.Greek,
    "Hans": _WRITING.SimplifiedChinese,
    "Hant": _WRITING.TraditionalChinese,
    "Hebr": _WRITING.Hebrew,
    "Khmr": _WRITING.Khmer,
    "Thai": _WRITING.Thai,
}
"""Qt's names of scripts that the shipped fonts lack; a script not told of here counts as
one that this computer cannot draw."""


class SpokenMenu(QMenu):
    """Languages to choose from; those in use are ticked each time it opens.

    Those of the form come first. Each stands there by its own name, which the person
    may read, and by its name in the worker's language; an own name that this computer
    has no letters for is left out, for it would be boxes.
    """

    def __init__(
        self,
        language: LanguageSwitch,
        first: Sequence[str],
        parent: QWidget,
        *,
        without: Sequence[str] = (),
    ) -> None:
        """Make the menu.

        Args:
            language: The language of the moment.
            first: Tags to offer first: the languages the form is written in.
            parent: Qt's owner.
            without: Tags that are not offered.
        """
        super().__init__(parent)
        self._switch = language
        self._entries: dict[Language, QAction] = {}
        for known in offered_languages(first):
            if known.tag not in without:
                entry = self.addAction(known.autonym)
                entry.setData(known.tag)
                entry.setCheckable(True)
                self._entries[known] = entry
        self._current: frozenset[str] = frozenset()
        self.aboutToShow.connect(self.retranslate)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def entries(self) -> list[QAction]:
        """Return the entries of languages, in order."""
        return list(self._entries.values())

    def set_current(self, *tags: str) -> None:
        """Say which languages are in use."""
        self._current = frozenset(tags)
        self.retranslate()

    def open_under(self, button: QWidget) -> None:
        """Show the menu under a button, from where the page begins to where it ends."""
        is_rtl = self._switch.language.is_rtl
        x = button.width() - self.sizeHint().width() if is_rtl else 0
        self.popup(button.mapToGlobal(QPoint(x, button.height())))
        current = next((e for e in self._entries.values() if e.isChecked()), None)
        if current is not None:
            self.setActiveAction(current)

    def retranslate(self) -> None:
        """Name and tick the languages anew."""
        self.setLayoutDirection(qt_direction(self._switch.language))
        for known, entry in self._entries.items():
            entry.setText(_named(known, self._switch.language).replace("&", "&&"))
            entry.setChecked(known.tag in self._current)


def _named(known: Language, reader: Language) -> str:
    own = known.autonym if _is_drawn(known) else ""
    name = name_for(reader, known)
    words = dict.fromkeys(word for word in (own, name) if word)
    parts = [isolated_in(reader.direction, word) for word in words]
    return " \u00b7 ".join(parts) or known.autonym


def _is_drawn(known: Language) -> bool:
    system = _SYSTEMS.get(known.script)
    return covers(known) or (system is not None and bool(QFontDatabase.families(system)))
