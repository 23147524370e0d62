"""How long nobody has touched the computer, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_MINUTE_MS: Final = 60_000
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
_PRESSES: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """When what happens by itself, in milliseconds (screens, "Locking").

    Attributes:
        hide: Idle for so long, the question in the room is hidden.
        lock: Idle for so long, the program locks for real.
        covered: Covered for so long, the program locks for real.
        unsaved: How long a lock that nobody asked for waits for answers to be saved.
        again: How often it looks whether they are.
    """

    hide: int = 4 * _MINUTE_MS
    lock: int = 20 * _MINUTE_MS
    covered: int = 5 * _MINUTE_MS
    unsaved: int = 5 * _MINUTE_MS
    again: int = 5_000


class Idle(QObject):
    """Tells when nobody has touched keys, mouse or screen for a while.

    Install it on the application.

    Attributes:
        awaits_return: The next key or click only says that somebody is back; it
            is kept from the widgets, so that it answers nothing by accident.

    Signals:
        quiet: For `Delays.hide`.
        gone: For `Delays.lock`.
        back: Somebody pressed a key or a button; only while that is awaited.
    """

    quiet = Signal()
    gone = Signal()
    back = Signal()

    def __init__(self, delays: Delays, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.awaits_return = False
        self._quiet = QTimer(self, singleShot=True, interval=delays.hide)
        self._gone = QTimer(self, singleShot=True, interval=delays.lock)
        self._quiet.timeout.connect(self.quiet)
        self._gone.timeout.connect(self.gone)

    def start(self) -> None:
        """Begin to count, from now."""
        self._quiet.start()
        self._gone.start()

    def stop(self) -> None:
        """Count no more."""
        self._quiet.stop()
        self._gone.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count from the start again when somebody is there."""
        del watched
        kind = event.type()
        if kind in _TOUCHES and self._gone.isActive():
            self.start()
        if not self.awaits_return:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut then; the key itself comes next
            return True
        if kind in _PRESSES:
            self.awaits_return = False
            self.back.emit()
            return True
        return False
