"""A page that scrolls over something that stays in sight, as long as there is room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.ui.style import SPACE_M, bare
from intake_app.ui.typography import RESCALED, scaled
from intake_app.ui.widgets.page import ScrollPage

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

_LOW: Final = 320


class FootedPage(QWidget):
    """A column that scrolls, and a foot under it.

    Where letters are large or the window is low, the foot scrolls with the rest:
    nothing is cut, and the page keeps most of the height.
    """

    def __init__(
        self, foot: QWidget, parent: QWidget | None = None, *, trailing: int = SPACE_M
    ) -> None:
        super().__init__(parent)
        self._foot = foot
        self._page = ScrollPage(self, widest=10_000)
        self._page.set_margins(0, 0, trailing, 0)
        self.column = QVBoxLayout()
        bare(self.column)
        self._page.column.addLayout(self.column)
        self._page.column.addStretch(1)
        self._whole = QVBoxLayout(self)
        bare(self._whole, SPACE_M)
        self._whole.addWidget(self._page, 1)
        self._whole.addWidget(foot)
        self._scrolls_with = False

    def show_through(self) -> None:
        """Let the ground of what is behind be seen."""
        for part in (self._page.viewport(), self._page.widget()):
            if part is not None:
                part.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the place of the foot."""
        super().resizeEvent(event)
        self._place_foot()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._place_foot()
        super().changeEvent(event)

    def _place_foot(self) -> None:
        low = self.height() < scaled(_LOW)
        if low == self._scrolls_with:
            return
        self._scrolls_with = low
        (self._page.column if low else self._whole).addWidget(self._foot)
