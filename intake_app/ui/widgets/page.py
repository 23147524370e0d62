"""A page that scrolls: no text is ever cut because a window is small."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from intake_app.ui.style import (
    CONTENT_WIDTH,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    bare,
    set_margins,
)
from intake_app.ui.typography import RESCALED, scaled


class ScrollPage(QScrollArea):
    """Scrolls its `column` up and down; the column is no wider than reads well."""

    def __init__(self, parent: QWidget | None = None, *, widest: int = CONTENT_WIDTH) -> None:
        super().__init__(parent)
        self._widest = widest
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = self._body = QWidget()
        row = self._row = QHBoxLayout(body)
        self._inner = QWidget(body)
        self.column = QVBoxLayout(self._inner)
        bare(self.column, SPACE_S)
        row.addWidget(self._inner, 100)
        row.addStretch(1)
        self._inner.setMaximumWidth(scaled(self._widest))
        self.setWidget(body)
        self.set_margins(SPACE_L, SPACE_M, SPACE_XL, SPACE_M)

    def see_through(self) -> None:
        """Let the ground of what it stands on show, e.g. of a card."""
        self.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)

    def set_margins(self, leading: int, top: int, trailing: int, bottom: int) -> None:
        """Set the room around the column."""
        self._margins = (leading, top, trailing, bottom)
        self._set_margins()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._inner.setMaximumWidth(scaled(self._widest))
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._set_margins()
        super().changeEvent(event)

    def _set_margins(self) -> None:
        leading, top, trailing, bottom = self._margins
        set_margins(
            self._row,
            self.layoutDirection(),
            leading=leading,
            top=top,
            trailing=trailing,
            bottom=bottom,
        )


def laid_out_anew(part: QWidget) -> None:
    """Lay out `part` now; until then what holds it is told how high it was before."""
    layout = part.layout()
    if layout is not None:
        layout.activate()


def come_into_sight(part: QWidget) -> None:
    """Scroll the page that `part` stands on until it is seen, once it has its new place."""
    QTimer.singleShot(0, part, partial(_scroll_to, part))


def _scroll_to(part: QWidget) -> None:
    # What holds what was laid out anew hears of it from the inside outwards.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    above = part.parentWidget()
    while above is not None and not isinstance(above, ScrollPage):
        above = above.parentWidget()
    if above is not None and part.isVisible():
        above.ensureWidgetVisible(part)
        focus = QApplication.focusWidget()
        if focus is not None and part.isAncestorOf(focus):
            above.ensureWidgetVisible(focus)  # of what is too high for the page
