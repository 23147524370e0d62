"""The question itself, in two languages told apart by size alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n.direction import without_isolates
from intake_app.ui.style import SPACE_XL, SPACE_XS, bare
from intake_app.ui.typography import RESCALED, TextSize, is_large, scaled
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.form import FormText

_SIZES: Final = (TextSize.LEADING, TextSize.OTHER)
_LOW_SIZES: Final = (TextSize.CHOICE, TextSize.BASE)
_TALLEST: Final = 110
"""The height at scale 1 from which a heading in large text leaves its answers no room."""
_SCROLL_BAR: Final = 2 * SPACE_XL
"""Width that a bar beside the page may take or give: the size must not follow that."""


class TwoLanguageHeading(QWidget):
    """A question in its leading language and, smaller, in the others (two as a rule).

    In large text a long one is drawn no larger than its choices, so that they
    are in sight below it: nobody should have to look for how to answer.
    """

    def __init__(self, parent: QWidget | None = None, *, quiet: bool = False) -> None:
        """Make an empty heading; a `quiet` one says a second thing, below another."""
        super().__init__(parent)
        self._sizes = _LOW_SIZES if quiet else _SIZES
        self._texts: list[Text] = []
        self._leading = ""
        self._is_low = False
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_XS)

    def leading(self) -> str:
        """Return the question in its leading language."""
        return self._leading

    def show_labels(self, labels: Sequence[FormText]) -> None:
        """Show the wordings, leading language first."""
        while len(self._texts) < len(labels):
            text = Text(self._sizes[bool(self._texts)], self)
            self._texts.append(text)
            self._column.addWidget(text)
        for index, text in enumerate(self._texts):
            text.setVisible(index < len(labels))
            if index < len(labels):
                text.show_form_text(labels[index])
        self._leading = without_isolates(labels[0].text) if labels else ""
        self.setAccessibleName(" / ".join(without_isolates(label.text) for label in labels))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        super().changeEvent(event)
        if event.type() in RESCALED:
            self._fit()

    def _fit(self) -> None:
        shown = [text for text in self._texts if not text.isHidden()]
        wide = self.width() - (_SCROLL_BAR if self._is_low else 0)
        tall = sum(t.height_at(self._sizes[i > 0], wide) for i, t in enumerate(shown))
        self._is_low = is_large() and tall > scaled(_TALLEST)
        for index, text in enumerate(shown):
            text.set_size((_LOW_SIZES if self._is_low else self._sizes)[index > 0])
