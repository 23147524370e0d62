"""Cards for whoever interprets: what we agree on before, and a word for them after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, Mark, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.message import Message
    from intake_app.i18n.texts import PageText
    from intake_app.ui.language import LanguageSwitch


class InterpreterCard(QWidget):
    """A button that folds a card out, in the languages of the conversation; never in the way."""

    def __init__(
        self,
        language: LanguageSwitch,
        title: Message,
        text_of: Callable[[str], PageText],
        parent: QWidget | None = None,
        *,
        kind: Kind = Kind.PLAIN,
    ) -> None:
        """Make the card, folded away.

        Args:
            language: The language of the moment.
            title: What the button says.
            text_of: Gives the card's text in a language.
            parent: Qt's owner.
            kind: What the button looks like.
        """
        super().__init__(parent)
        self._text_of = text_of
        self._tags: tuple[str, ...] = (language.language.tag,)
        self._lines: list[Text] = []
        self.button = MessageButton(language, title, kind, self)
        self.button.set_mark(Mark.OPENS)
        self._card = Card(self)
        self._caution = CautionChip(language, self._card)
        self._card.column.addWidget(self._caution)
        self._card.hide()
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._card)
        self.button.clicked.connect(self._on_clicked)

    def show_in(self, tags: Sequence[str]) -> None:
        """Show it in these languages, each once, leading one first."""
        self._tags = tuple(dict.fromkeys(tags))
        if not self._card.isHidden():
            self._fill()

    def said(self) -> str:
        """Return what the card says; nothing while it is folded away."""
        return "" if self._card.isHidden() else "\n".join(line.said() for line in self._lines)

    def _on_clicked(self) -> None:
        if self._card.isHidden():
            self._fill()
        self._card.setVisible(self._card.isHidden())

    def _fill(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        pages = {page.language: page for page in map(self._text_of, self._tags)}
        draft = any(not page.reviewed for page in pages.values())
        self._caution.show_caution(M("Wording to be checked") if draft else None)
        for page in pages.values():
            known = language_of(page.language)
            for index, paragraph in enumerate((page.title, *page.paragraphs)):
                size = TextSize.CHOICE if index == 0 else TextSize.BASE
                line = Text(size, self._card, token=Token.INK, bold=index == 0)
                line.say(paragraph, known)
                line.stand_at_own_side()
                self._card.column.addWidget(line)
                self._lines.append(line)
