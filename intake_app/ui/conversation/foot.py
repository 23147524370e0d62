"""The foot of the room: the rows that are no answer stay in sight however long the choices are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.ui.style import CONTENT_WIDTH, SPACE_L, SPACE_S, SPACE_XL, set_margins
from intake_app.ui.typography import RESCALED, scaled

if TYPE_CHECKING:
    from intake_app.ui.widgets.state_rows import StateRows


class Foot(QWidget):
    """Holds the three rows of the question above it; as wide as the question, never scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: StateRows | None = None
        self._leading = 0
        self._line = QHBoxLayout(self)
        self._line.addStretch(1)
        self._set_margins()
        self.hide()

    def set_leading(self, leading: int) -> None:
        """Begin so many pixels in, where the page's own column begins."""
        self._leading = leading
        self._set_margins()

    def show_rows(self, rows: StateRows | None) -> None:
        """Show these rows, which may have stood elsewhere; they stay until `clear`."""
        if rows is None or rows is self._rows:
            return
        self.clear()
        self._rows = rows
        self._line.insertWidget(0, rows, 100)
        rows.setMaximumWidth(scaled(CONTENT_WIDTH))
        rows.set_foot(True)
        rows.show()
        self.show()

    def clear(self) -> None:
        """Let the rows go: their question is not in sight any more."""
        rows, self._rows = self._rows, None
        if rows is not None:
            self._line.removeWidget(rows)
            rows.hide()
            rows.deleteLater()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text scale and the direction of writing."""
        if event.type() in RESCALED and self._rows is not None:
            self._rows.setMaximumWidth(scaled(CONTENT_WIDTH))
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._set_margins()
        super().changeEvent(event)

    def _set_margins(self) -> None:
        direction = self.layoutDirection()
        set_margins(
            self._line,
            direction,
            leading=SPACE_XL + self._leading,
            trailing=SPACE_L,
            top=SPACE_S,
            bottom=SPACE_S,
        )
