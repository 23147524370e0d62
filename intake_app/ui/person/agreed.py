"""What was agreed, to be changed at any time; the latest change can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.consent import Choice, ConsentItem
from intake_app.domain.message import M
from intake_app.services.words import ITEMS
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.segmented import YesNoNotYet
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.ui.language import LanguageSwitch

CHANGEABLE: Final = (
    ConsentItem.CONTACT,
    ConsentItem.PHOTO,
    ConsentItem.RECORDING,
    ConsentItem.STATISTICS,
)
"""What is agreed apart from the conversation itself; not keeping it is erasing it."""


class AgreedCard(QWidget):
    """Opens with a press; every change is the person's latest word, and none is lost.

    Signals:
        changed: The item and the person's word on it now.
    """

    changed = Signal(object, object)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: dict[ConsentItem, Choice] = {}
        self._before: tuple[ConsentItem, Choice] | None = None
        self.open_button = MessageButton(language, M("Change what was agreed"), parent=self)
        self.form = QWidget(self)
        self.rows = {item: YesNoNotYet(language, self.form) for item in CHANGEABLE}
        self.undo = MessageButton(language, M("Undo"), parent=self.form)
        about = M("As the person says it now. What was said before stays in the record.")
        inner = QVBoxLayout(self.form)
        bare(inner, SPACE_S)
        inner.addWidget(MessageText(language, about, parent=self.form, token=Token.SOFT_INK))
        for item, row in self.rows.items():
            row.set_title(ITEMS[item])
            row.answered.connect(self._on_answered)
            inner.addWidget(row)
        inner.addWidget(self.undo, alignment=Qt.AlignmentFlag.AlignLeading)
        card = Card(self)
        card.column.setSpacing(SPACE_M)
        title = M("What we agreed")
        card.column.addWidget(MessageText(language, title, TextSize.CHOICE, card, bold=True))
        card.column.addWidget(self.open_button, alignment=Qt.AlignmentFlag.AlignLeading)
        card.column.addWidget(self.form)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(card)
        self.open_button.clicked.connect(self._on_open)
        self.undo.clicked.connect(self._on_undo)
        self.close_again()

    def show_words(self, words: Mapping[ConsentItem, Choice]) -> None:
        """Show the person's latest word on each thing."""
        self._words = dict(words)
        for item, row in self.rows.items():
            row.set_answer(words.get(item, Choice.NOT_YET))

    def close_again(self) -> None:
        """Begin anew for another person: nothing of the one before can be undone."""
        self._before = None
        self.open_button.show()
        self.form.hide()
        self.undo.hide()

    def _on_open(self) -> None:
        self.open_button.hide()
        self.form.show()
        self.rows[CHANGEABLE[0]].segments().buttons()[0].setFocus()

    def _on_answered(self, choice: object) -> None:
        item = next(item for item, row in self.rows.items() if row is self.sender())
        word = choice if isinstance(choice, Choice) else Choice.NOT_YET
        self._before = item, self._words.get(item, Choice.NOT_YET)
        self.undo.show()
        self.changed.emit(item, word)

    def _on_undo(self) -> None:
        if self._before is None:
            return
        (item, word), self._before = self._before, None
        self.rows[item].segments().buttons()[0].setFocus()
        self.undo.hide()
        self.changed.emit(item, word)
