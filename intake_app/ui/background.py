"""Long work, off the user interface's thread, and the store's answers back on it.

The work itself is an ordinary function in `services`: it knows `Progress`, not
Qt. Connect a task's signals before starting it, and to bound methods of
QObjects: Qt delivers those on the receiver's own thread and drops them when
the receiver is gone. A lambda is called all the same, on a widget that is not.
"""

from __future__ import annotations

import logging
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot

from intake_app.domain.errors import DiskFullError
from intake_app.domain.ports import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from intake_app.domain.ports import Progress

log = logging.getLogger(__name__)

RETRY_MS: Final = 5000
"""How soon what found no room on the disk is tried again."""


class BackgroundTask(QObject):
    """One piece of work, its progress, and its one outcome.

    Signals:
        progressed: Steps done and steps in all.
        succeeded: The work returned; carries what it returned.
        failed: The work raised; carries the exception. When it is tried again, not
            once more for the same want of room.
        cancelled: The work stopped because the user asked.
        finished: Always last, whatever the outcome.
        waiting: It found no room and is tried again (`TaskRunner.start`); carries the error.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    waiting = Signal(object)

    def __init__(self, work: Callable[[Progress], object]) -> None:
        super().__init__()  # no parent: a closing window must not free a running task
        self._work = work
        self._stop = Event()
        self.error: Exception | None = None
        self.is_waiting = False

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Pass progress on to whoever listens (see `Progress`)."""
        self.progressed.emit(done, total)

    def check_cancelled(self) -> None:
        """Raise `Cancelled` once `cancel` has been called (see `Progress`)."""
        if self._stop.is_set():
            raise Cancelled

    def let_go(self) -> None:
        """Forget the work, once it is done, on the thread of the windows.

        It may be the last to hold a page, and a page must not go on a worker thread.
        """
        self._work = _done

    def run(self) -> None:
        """Do the work and emit its outcome. Runs on a worker thread."""
        self.error = None
        try:
            result = self._work(self)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001 - the thread's last line: all go to `failed`
            log.info("task failed: %s", type(error).__name__)
            self.error = error
            if not (self.is_waiting and isinstance(error, DiskFullError)):
                self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            self.finished.emit()


def _done(_progress: Progress) -> None:
    """Stand where the work stood."""


class FutureWatcher(QObject):
    """Tells the user interface's thread what became of a future of another thread.

    The outcome always comes later, from the event loop, also when the future
    was done before: there is time to connect the signals.

    Signals:
        succeeded: The future's result.
        failed: The exception it ended with.
        finished: Always last.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()
    _done = Signal()

    def __init__(self, future: Future[object]) -> None:
        super().__init__()  # no parent: a closing window must not free a waiting watcher
        self._future = future
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        future.add_done_callback(self._tell)

    def _tell(self, _future: Future[object]) -> None:
        self._done.emit()  # on the future's own thread: the signal carries it over

    @Slot()
    def _on_done(self) -> None:
        if self._future.cancelled():
            self.failed.emit(Cancelled())
        elif (error := self._future.exception()) is not None:
            self.failed.emit(error)
        else:
            self.succeeded.emit(self._future.result())
        self.finished.emit()


class TaskRunner(QObject):
    """Starts tasks, watches futures, and keeps both alive until they finish."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: set[QObject] = set()
        self._keeping: dict[QObject, Callable[[], bool]] = {}
        self._failed: list[BackgroundTask] = []
        self._again: list[BackgroundTask] = []
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self.try_again)
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._on_look)

    def start(self, task: BackgroundTask, *, stands: Callable[[], bool] | None = None) -> None:
        """Run `task` on a worker thread.

        Args:
            task: What is to be done.
            stands: Given when it stores what somebody said. Says, should there be no
                room, whether the words still stand on a screen that will give them
                once more. If not, this is the last that has them, and tries until
                they are kept.
        """
        self._running.add(task)
        if stands is not None:
            self._keeping[task] = stands
        task.finished.connect(self._forget)
        self._pool.start(task.run)

    @Slot()
    def try_again(self) -> None:
        """Do once more, now, what found no room and nobody else has any more."""
        again, self._again = self._again, []
        if not again:
            self._retry.stop()
        for task in again:
            self._pool.start(task.run)

    def watch(self, future: Future[object]) -> FutureWatcher:
        """Return a watcher of `future`; connect to it before going back to the event loop."""
        watcher = FutureWatcher(future)
        self._running.add(watcher)
        watcher.finished.connect(self._forget)
        return watcher

    def keeping(self) -> int:
        """Return how many tasks are still about to store what somebody said."""
        return len(self._keeping)

    @Slot()
    def _forget(self) -> None:
        task = self.sender()
        if isinstance(task, BackgroundTask):
            if task in self._keeping and isinstance(task.error, DiskFullError):
                self._failed.append(task)
                self._look.start()  # later: a screen that is being put away is gone by then
                return
            task.let_go()
        self._running.discard(task)
        self._keeping.pop(task, None)

    @Slot()
    def _on_look(self) -> None:
        failed, self._failed = self._failed, []
        for task in failed:
            if self._keeping[task]():
                task.let_go()
                self._running.discard(task)
                del self._keeping[task]
            else:
                self._again.append(task)
                self._retry.start()
                if not task.is_waiting:
                    task.is_waiting = True
                    task.waiting.emit(task.error)
