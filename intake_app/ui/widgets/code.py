"""A square code that a camera reads: dark on white, whatever the colours of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.ui.typography import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_MARGIN: Final = 4
"""Modules of empty margin on every side (ISO/IEC 18004, 9.1)."""
_MODULE: Final = 4


class SquareCode(QWidget):
    """Shows the modules of a code; nothing until it has any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Sequence[bool]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_modules(self, rows: Sequence[Sequence[bool]]) -> None:
        """Show a code, row by row, true where it is dark."""
        self._rows = rows
        self.setVisible(bool(rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a side of whole pixels for each module, so that its edges are sharp."""
        side = (len(self._rows) + 2 * _MARGIN) * scaled(_MODULE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a code that is cut cannot be read."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the modules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), "white")
        side = scaled(_MODULE)
        for y, row in enumerate(self._rows):
            for x, is_dark in enumerate(row):
                if is_dark:
                    place = QRect((x + _MARGIN) * side, (y + _MARGIN) * side, side, side)
                    painter.fillRect(place, "black")
        painter.end()
