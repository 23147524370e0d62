"""How long nobody has touched the computer, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from time import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

_MINUTE_MS: Final = 60_000
TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
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
        look: How often it looks whether the computer slept.
        slept: So much more time than that has passed: it did, and the program locks for real.
        grace: How long an answer that is being saved is waited for before it is called unsaved.
    """

    hide: int = 4 * _MINUTE_MS
    lock: int = 20 * _MINUTE_MS
    covered: int = 5 * _MINUTE_MS
    unsaved: int = 5 * _MINUTE_MS
    again: int = 5_000
    look: int = 2_000
    slept: int = 30_000
    grace: int = 300


class Idle(QObject):
    """Tells when nobody has touched keys, mouse or screen for a while.

    Install it on the application. Nothing is kept from anyone.

    Signals:
        quiet: For `Delays.hide`.
        gone: For `Delays.lock`, or the computer slept: timers stand still meanwhile.
    """

    quiet = Signal()
    gone = Signal()

    def __init__(
        self, delays: Delays, parent: QObject | None = None, *, now: Callable[[], float] = time
    ) -> None:
        super().__init__(parent)
        self._delays = delays
        self._now = now
        self._looked_at = 0.0
        self._look = QTimer(self, interval=delays.look)
        self._look.timeout.connect(self._on_look)
        self._quiet = QTimer(self, singleShot=True, interval=delays.hide)
        self._gone = QTimer(self, singleShot=True, interval=delays.lock)
        self._quiet.timeout.connect(self.quiet)
        self._gone.timeout.connect(self.gone)

    def start(self) -> None:
        """Begin to count, from now."""
        self._quiet.start()
        self._gone.start()
        if not self._look.isActive():
            self._looked_at = self._now()
            self._look.start()

    def stop(self) -> None:
        """Count no more."""
        for timer in (self._quiet, self._gone, self._look):
            timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count from the start again when somebody is there."""
        del watched
        if event.type() in TOUCHES:
            self.touched()
        return False

    def touched(self) -> None:
        """Count from the start again, if it counts at all."""
        if self._gone.isActive():
            self.start()

    def _on_look(self) -> None:
        before, self._looked_at = self._looked_at, self._now()
        if (self._looked_at - before) * 1000 > self._delays.look + self._delays.slept:
            self.gone.emit()
