"""Short texts beside a question: those that are kept, and a field for one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n.languages import language as language_of
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.text import MessageText, Text
from intake_app.ui.widgets.text_answer import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.answer import Event
    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch


class Notes(QWidget):
    """Texts of one kind beside a question; the field opens when it is asked for.

    Signals:
        kept: The text and the language it is in.
    """

    kept = Signal(str, str)

    def __init__(
        self,
        language: LanguageSwitch,
        name: Message,
        keep: Message,
        parent: QWidget | None = None,
        *,
        title: Message | None = None,
    ) -> None:
        """Make an empty place for texts.

        Args:
            language: The language of the moment.
            name: What the field is for.
            keep: The words of the button that keeps a text.
            parent: Qt's owner.
            title: What stands above the kept texts, if anything.
        """
        super().__init__(parent)
        self._switch = language
        self._name = name
        self._kept: list[Text] = []
        self._is_telling = False
        self._title = MessageText(language, title, parent=self, token=Token.SOFT_INK)
        self.field = TextAnswer(self, lines=2)
        self._keep = MessageButton(language, keep, parent=self)
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_XS)
        self._column.addWidget(self._title)
        self._column.addWidget(self.field)
        self._column.addWidget(self._keep, alignment=Qt.AlignmentFlag.AlignLeading)
        self._title.hide()
        self._keep.clicked.connect(self._on_keep)
        language.changed.connect(self.retranslate)
        self._close()
        self.retranslate()

    def show_notes(self, notes: Sequence[Event]) -> None:
        """Show the texts that are kept, oldest first."""
        while len(self._kept) < len(notes):
            text = Text(TextSize.BASE, self, token=Token.SOFT_INK)
            self._column.insertWidget(1 + len(self._kept), text)
            self._kept.append(text)
        for index, text in enumerate(self._kept):
            text.setVisible(index < len(notes))
            if index < len(notes):
                note = notes[index]
                text.say(note.value, language_of(note.language) if note.language else None)
        self._title.setVisible(bool(notes) and bool(self._title.said()))

    def appear(self) -> None:
        """Open the field for what stands in it already; the focus stays where it is."""
        self.field.show()
        self._keep.show()

    def open(self) -> None:
        """Open the field."""
        self.appear()
        self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def set_language(self, tag: str) -> None:
        """Write in this language, unless something is typed."""
        if not self.field.text():
            self.field.set_language(tag)

    def is_unsettled(self) -> bool:
        """Return whether a text is typed and not kept."""
        return bool(self.field.text().strip())

    def settle(self) -> None:
        """Keep what is typed."""
        text = self.field.text().strip()
        if text and not self._is_telling:
            self._is_telling = True  # who hears of it may ask to have all kept
            self.kept.emit(text, self.field.tag)
            self._is_telling = False
            self.field.clear()
            self._close()

    def retranslate(self) -> None:
        """Name the field anew."""
        name = self._switch.text(self._name)
        self.field.set_name(name, name)

    def _close(self) -> None:
        self.field.hide()
        self._keep.hide()

    def _on_keep(self) -> None:
        self.settle()
        self._close()
