"""The rows that are no answer: beside one another where there is room, else one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.typography import scaled
from intake_app.ui.widgets.choice_row import NARROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from intake_app.ui.widgets.buttons import Seat
    from intake_app.ui.widgets.choice_row import ChoiceRow

_LEAST: Final = 190
_LEAST_IN_A_FOOT: Final = 132


class StateRows(QWidget):
    """Sets rows out in its width; what they mean is the business of the list they belong to.

    It may be taken out of its list and set at the foot of a screen, where it does
    not scroll (`set_foot`); the list goes on working.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seats: list[tuple[ChoiceRow, Seat]] = []
        self._is_beside = self._is_foot = False
        self._columns = 0
        self._grid = QGridLayout(self)
        bare(self._grid, SPACE_S)
        self.hide()

    def take(self, rows: Sequence[tuple[ChoiceRow, Seat]]) -> None:
        """Show these rows, each in its seat, in place of those before."""
        self._seats = list(rows)
        self._columns = 0
        for row, _ in self._seats if self._is_foot else ():
            row.keep_low()
        self.setVisible(bool(rows))

    def set_beside(self, beside: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Set the rows beside one another, where it is wide enough."""
        self._is_beside = beside
        self.arrange()

    def set_foot(self, is_foot: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Stand at the foot of a screen: as low as can be, in two languages at most."""
        self._is_foot = is_foot
        for row, _ in self._seats if is_foot else ():
            row.keep_low()
        self.arrange()

    def arrange(self) -> None:
        """Find the number of columns that the width allows."""
        wide, across = self.width(), max(1, len(self._seats))
        least = scaled(_LEAST_IN_A_FOOT if self._is_foot else _LEAST)
        fits = wide >= across * least + (across - 1) * SPACE_S
        columns = across if fits and (self._is_beside or self._is_foot) else 1
        cell = (wide - SPACE_S * (columns - 1)) // columns
        for row, _ in self._seats:
            row.stack(cell < scaled(NARROW))
        if columns == self._columns:
            return
        self._columns = columns
        for index, (_, seat) in enumerate(self._seats):
            self._grid.addWidget(seat, index // columns, index % columns)
        for column in range(across):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.arrange()
