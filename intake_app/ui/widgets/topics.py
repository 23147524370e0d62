"""The topics of a conversation, in any order: a name, and a tick when it was talked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.style import bare
from intake_app.ui.widgets.buttons import Button, Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.form import FormText


class TopicList(Retranslating):
    """Names down the side. No circles, no counts: topics are not a list of duties.

    Signals:
        chosen: The key of the topic that was asked for.
    """

    chosen = Signal(str)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._rows: dict[str, Button] = {}
        self._touched: set[str] = set()
        self._column = QVBoxLayout(self)
        bare(self._column, 2)

    def show_topics(self, topics: Sequence[tuple[str, FormText, bool]]) -> None:
        """Show topics as (key, name, whether talked about); the same keys keep their rows."""
        keys = [key for key, _, _ in topics]
        if keys != list(self._rows):
            for row in self._rows.values():
                row.hide()
                row.deleteLater()
            self._rows = {key: self._new_row() for key in keys}
        self._touched = {key for key, _, touched in topics if touched}
        for key, name, touched in topics:
            row = self._rows[key]
            row.set_words(name.text, language_of(name.language))
            row.set_mark(Mark.TICK if touched else Mark.NONE)
        self.retranslate()

    def set_current(self, key: str) -> None:
        """Show at which topic we are; "" is none."""
        for known, row in self._rows.items():
            row.setChecked(known == key)

    def rows(self) -> list[Button]:
        """Return the rows in order."""
        return list(self._rows.values())

    def retranslate(self) -> None:
        """Say anew what the tick means."""
        talked = self.language.text(M("Talked about"))
        for key, row in self._rows.items():
            row.setAccessibleDescription(talked if key in self._touched else "")
        self.setAccessibleName(self.language.text(M("Topics")))

    def _new_row(self) -> Button:
        row = Button(Kind.TOPIC, self)
        row.clicked.connect(self._on_clicked)
        self._column.addWidget(row)
        row.show()
        return row

    def _on_clicked(self) -> None:
        for key, row in self._rows.items():
            if row is self.sender():
                self.set_current(key)
                self.chosen.emit(key)
                return
