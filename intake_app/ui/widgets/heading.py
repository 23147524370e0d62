"""The question itself, in two languages told apart by size alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n.direction import without_isolates
from intake_app.ui.style import SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.form import FormText


class TwoLanguageHeading(QWidget):
    """A question in its leading language and, smaller, in the others (two as a rule)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: list[Text] = []
        self._leading = ""
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_XS)

    def leading(self) -> str:
        """Return the question in its leading language."""
        return self._leading

    def show_labels(self, labels: Sequence[FormText]) -> None:
        """Show the wordings, leading language first."""
        while len(self._texts) < len(labels):
            size = TextSize.OTHER if self._texts else TextSize.LEADING
            text = Text(size, self)
            self._texts.append(text)
            self._column.addWidget(text)
        for index, text in enumerate(self._texts):
            text.setVisible(index < len(labels))
            if index < len(labels):
                text.show_form_text(labels[index])
        self._leading = without_isolates(labels[0].text) if labels else ""
        self.setAccessibleName(" / ".join(without_isolates(label.text) for label in labels))
