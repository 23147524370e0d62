"""What is not on the disk yet: watched until it is, tried again, never forgotten.

An answer stands on the screen at once and on the disk a moment later. When the
disk is full it is tried again every five seconds, in the order in which things
were said; when storing fails otherwise, the screen goes back to what is true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.errors import DiskFullError
from intake_app.services.acts import Saved
from intake_app.ui.background import RETRY_MS

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.services.acts import Pending
    from intake_app.services.interview import LiveInterview
    from intake_app.ui.background import TaskRunner


class Saving(QObject):
    """Watches every act of one conversation until it is committed.

    Signals:
        saved: The moment of the latest commit; all acts so far are on the disk.
        not_saved: An act could not be stored for want of room; it is tried again.
        reverted: An act could not be stored and was taken off; carries the error.
    """

    saved = Signal(object)
    not_saved = Signal()
    reverted = Signal(object)

    def __init__(
        self, tasks: TaskRunner, live: LiveInterview, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._live = live
        self._waiting: dict[QObject, Pending] = {}
        self._failed: list[Pending] = []
        self.latest: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(RETRY_MS)
        self._timer.timeout.connect(self.retry)

    def keep(self, pending: Pending) -> None:
        """Watch an act until it is on the disk."""
        watcher = self._tasks.watch(pending.saved)  # type: ignore[arg-type] # Future is invariant
        self._waiting[watcher] = pending
        watcher.succeeded.connect(self._on_saved)
        watcher.failed.connect(self._on_failed)

    def unsaved(self) -> int:
        """Return how many acts are not on the disk yet."""
        return len(self._waiting) + len(self._failed)

    def is_failing(self) -> bool:
        """Return whether something could not be stored and is being tried again."""
        return bool(self._failed)

    def retry(self) -> None:
        """Try all that failed again, in order.

        What was said after it waits for it (`services.acts`), so nothing is
        overtaken and nothing is stored twice.
        """
        if self._waiting:
            return
        failed, self._failed = self._failed, []
        if not failed:
            self._timer.stop()
        for pending in failed:
            self.keep(self._live.retry(pending))

    def stop(self) -> None:
        """Try nothing again: the conversation is put away."""
        self._timer.stop()

    # -- within ------------------------------------------------------------------

    def _on_saved(self, saved: object) -> None:
        if self._take() is None:
            return
        if isinstance(saved, Saved):
            self.latest = saved.at
        if not self._failed:
            self._timer.stop()
            if not self._waiting and self.latest is not None:
                self.saved.emit(self.latest)

    def _on_failed(self, error: Exception) -> None:
        pending = self._take()
        if pending is None:
            return
        if isinstance(error, DiskFullError):
            self._failed.append(pending)
            self._timer.start()
            self.not_saved.emit()
        else:
            self._live.revert(pending)
            self.reverted.emit(error)

    def _take(self) -> Pending | None:
        return self._waiting.pop(self.sender(), None)
