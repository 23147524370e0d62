"""The large ways at the foot of the person's side."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, bare
from intake_app.ui.widgets.buttons import Button, Kind

SIDE: Final = 2 * SPACE_XL
"""How far the person's side keeps from the edge."""


class PersonFoot(QWidget):
    """Stop, Break and going on, large; Cover at the right, in both directions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.stop = Button(Kind.PERSON, self)
        self.pause = Button(Kind.PERSON, self)
        self.onward = Button(Kind.PERSON, self)
        self.cover = Button(Kind.COVER, self)
        self.cover.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pause.setAccessibleDescription("F8")
        self.cover.setAccessibleDescription("F9")
        ways = QHBoxLayout()
        bare(ways, SPACE_M)
        for button in (self.stop, self.pause, self.onward):
            ways.addWidget(button, 1)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setSpacing(SPACE_XL)
        self._outer.addLayout(ways, 1)
        self._outer.addWidget(self.cover, alignment=Qt.AlignmentFlag.AlignBottom)
        self._keep_corner()

    def changeEvent(self, event: QEvent) -> None:
        """Keep Cover at the right when the direction of writing changes."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._keep_corner()
        super().changeEvent(event)

    def _keep_corner(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._outer.setDirection(
            QBoxLayout.Direction.RightToLeft if mirrored else QBoxLayout.Direction.LeftToRight
        )
        self._outer.setContentsMargins(SIDE, SPACE_M, SPACE_L, SPACE_S + SPACE_M)
