"""The keys that work everywhere, whatever window or field has the focus: Cover and help."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from intake_app.ui.shell.idle import TOUCHES

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.ui.shell.idle import Idle

_KEYS: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}
)
DOUBLE_S: Final = 0.5
"""Within this time a second Esc means Cover (screens, "What a stranger may see")."""


class EventWatch(QObject):
    """The application's one event filter: whatever it asks is asked of every event there is."""

    def __init__(self, keys: CoverKeys, idle: Idle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._idle = idle

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let most events pass at once; keys and touches are shown to who waits for them."""
        del watched
        kind = event.type()
        if kind in TOUCHES:
            self._idle.touched()
        return kind in _KEYS and self._keys.hear(event)


class CoverKeys(QObject):
    """Hears F9, Esc pressed twice, and F1, before any widget does.

    Install it on the application. F9 is kept from the widgets: several buttons
    carry it as their shortcut, and none may be the one that is asked.

    Signals:
        asked: Cover, now.
        help_asked: F1 was pressed.
    """

    asked = Signal()
    help_asked = Signal()

    def __init__(
        self, parent: QObject | None = None, *, now: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._pressed_at: float | None = None
        self._is_down = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take F9 and F1 away; watch Esc go by."""
        del watched
        return self.hear(event)

    def hear(self, event: QEvent) -> bool:
        """Hear an event before its widget does; return whether it is kept from it."""
        if isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_F9:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()  # no shortcut then; the key itself comes next
                elif event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                    self.asked.emit()
                return True
            if event.key() == Qt.Key.Key_F1:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                elif event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                    self.help_asked.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._watch_escape(event)
        return False

    def _watch_escape(self, event: QKeyEvent) -> None:
        """Count presses; one press passes by once for every widget it is offered to."""
        if event.isAutoRepeat():
            return
        if event.type() == QEvent.Type.KeyRelease:
            self._is_down = False
        elif event.type() == QEvent.Type.KeyPress and not self._is_down:
            self._is_down = True
            now, before = self._now(), self._pressed_at
            self._pressed_at = now
            if before is not None and now - before <= DOUBLE_S:
                self._pressed_at = None
                self.asked.emit()
