"""What worried somebody about who interpreted: for the lead, folded away, never shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from intake_app.domain.message import M
from intake_app.ui.conversation.interpreting.concern import CONCERNS
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.widgets.buttons import Mark, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class ConcernsCard(Retranslating):
    """A button that folds the worries out; not there at all where there are none."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self.button = MessageButton(language, M("For you alone"), parent=self)
        self.button.set_mark(Mark.OPENS)
        self._card = Card(self)
        about = M("About somebody who interpreted. It is not shared.")
        self._card.column.addWidget(MessageText(language, about, parent=self._card, bold=True))
        self._lines: list[MessageText] = []
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._card)
        self.button.clicked.connect(self._on_clicked)
        self.show_concerns(())

    def show_concerns(self, concerns: Sequence[str]) -> None:
        """Take what was noted, each a line of codes; folded away until it is asked for."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        codes = dict.fromkeys(code for concern in concerns for code in concern.split())
        known = [CONCERNS[code] for code in codes if code in CONCERNS]
        self._lines = [MessageText(self.language, what, parent=self._card) for what in known]
        for line in self._lines:
            self._card.column.addWidget(line)
        self._card.hide()
        self.setVisible(bool(known))

    def retranslate(self) -> None:
        """Nothing to do: the parts say themselves anew."""

    def _on_clicked(self) -> None:
        self._card.setVisible(self._card.isHidden())
