"""Columns side by side, one under the other where there is no room, and texts in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.form import FormText
from intake_app.i18n.languages import language as language_of
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_XS, bare
from intake_app.ui.typography import RESCALED, TextSize, scaled
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.rights import Pack


class Columns(QWidget):
    """Widgets beside each other while there is room for all of them."""

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        """Begin without columns.

        Args:
            least: The width below which they stand under each other, at 100 %.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._least = least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        bare(self._row, SPACE_L)

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Put one more column at the end."""
        self._row.addWidget(widget, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the columns under each other when it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._arrange()
        super().changeEvent(event)

    def _arrange(self) -> None:
        narrow = self.width() < scaled(self._least)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)


class BothTexts(QWidget):
    """One thing in the leading language and, softer, in the other."""

    def __init__(
        self,
        texts: Sequence[FormText],
        parent: QWidget | None = None,
        *,
        size: TextSize = TextSize.BASE,
        bold: bool = False,
        token: Token = Token.INK,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        bare(column, SPACE_XS)
        for index, each in enumerate(texts):
            shade = Token.SOFT_INK if index else token
            text = Text(size, self, bold=bold and not index, token=shade)
            text.say(each.text, language_of(each.language))
            column.addWidget(text)


def pack_texts(packs: Sequence[Pack], words: Sequence[str]) -> list[FormText]:
    """Return words of country packs, one for each pack, each wording once."""
    found = [
        FormText(asked=pack.language, language=pack.language, text=text)
        for pack, text in zip(packs, words, strict=True)
    ]
    return list({(text.language, text.text): text for text in found}.values())
