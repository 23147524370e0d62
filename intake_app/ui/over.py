"""A page that lies over a widget, is as large as it, and goes without a trace."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from intake_app.ui.kept_focus import KeptFocus


class Over(QObject):
    """Lays one page over a widget; what lies below is hidden from screen readers, too."""

    def __init__(self, page: QWidget, ground: QWidget) -> None:
        """Do nothing yet.

        Args:
            page: What is laid over; a child of `ground`.
            ground: What it lies over, all of it.
        """
        super().__init__(page)
        self._page = page
        self._ground = ground
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self._kept: KeptFocus | None = None
        ground.installEventFilter(self)

    def lay(self, focus: QWidget) -> None:
        """Show the page with the focus on a part of it."""
        page, ground = self._page, self._ground
        self._focus = ground.window().focusWidget()
        page.setGeometry(ground.rect())
        page.show()
        page.raise_()
        # As a menu takes it: a field then keeps what is selected in it.
        focus.setFocus(Qt.FocusReason.PopupFocusReason)
        self._hidden = [
            child
            for child in ground.children()
            if isinstance(child, QWidget) and child is not page and not child.isHidden()
        ]
        for child in self._hidden:
            child.hide()
        self._kept = KeptFocus(page, ground)

    def take_off(self) -> None:
        """Put the page away, and give the focus back to where it was, selection included."""
        self._ground.removeEventFilter(self)
        if self._kept is not None:
            self._kept.let_go()
            self._focus = self._kept.wanted or self._focus
        for child in self._hidden:
            if isValid(child):
                child.show()
        self._page.hide()
        self._page.deleteLater()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what it lies over."""
        if watched is self._ground and event.type() == QEvent.Type.Resize:
            self._page.setGeometry(self._ground.rect())
        return super().eventFilter(watched, event)
