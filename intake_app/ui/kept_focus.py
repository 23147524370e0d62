"""The keys stay with the page that lies over another one, whatever comes up below it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class KeptFocus(QObject):
    """Gives the focus back to a page when something hidden below it takes it.

    What was asked for before the page was laid may arrive under it, and puts the
    focus where one begins: no key may act on what nobody sees.

    Attributes:
        wanted: What last took the focus below; it is where the focus goes afterwards.
    """

    def __init__(self, page: QWidget, ground: QWidget) -> None:
        """Watch from now on, until `let_go`.

        Args:
            page: What has the keys; a child of `ground`.
            ground: What else may not have them.
        """
        super().__init__(page)
        self._page = page
        self._ground = ground
        self._is_kept = True
        self.wanted: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def let_go(self) -> None:
        """Watch no longer."""
        self._is_kept = False

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        page = self._page
        if not self._is_kept or new is None or new is page or page.isAncestorOf(new):
            return
        # What can be seen was laid over the page in its turn, and has the keys now.
        if self._ground.isAncestorOf(new) and not new.isVisible():
            self.wanted = new
            part: QWidget | None = page.focusWidget()
            keeper = page if part is None else part
            keeper.setFocus(Qt.FocusReason.PopupFocusReason)
