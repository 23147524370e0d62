"""The thread that owns the store's only connection (architecture §3).

Jobs run one after another, in the order they were given. Long jobs are
generators; between two of their steps every waiting job goes first, so that an
answer overtakes them.
"""

from __future__ import annotations

import functools
import threading
from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, Self, TypeVar

from intake_app.domain.errors import StoreError
from intake_app.domain.message import M
from intake_app.domain.ports import Cancelled
from intake_app.store.opening import OpeningReport, OpenStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from intake_app.domain.ports import Clock, Units
    from intake_app.domain.secret import Secret
    from intake_app.store.migrate import Migration

T = TypeVar("T")


class StoreThread:
    """The store of one profile in use (`domain.ports.StoreWorker`); made by `open`.

    When the disk fails, the next job opens the store anew before it begins.

    Attributes:
        opened: What was found when it was opened, last.
    """

    def __init__(self, opening: Callable[[], OpenStore]) -> None:
        self._opening = opening
        self._store: OpenStore | None = None
        self._wake = threading.Condition()
        self._jobs: deque[Callable[[], None]] = deque()
        self._long: deque[_LongJob] = deque()
        self._is_closing = False
        is_open: Future[OpeningReport] = Future()
        self._thread = threading.Thread(target=self._live, args=(is_open,), name="store")
        self._thread.start()
        self.opened = is_open.result()

    @classmethod
    def open(  # noqa: PLR0913 - the parts of a profile
        cls,
        folder: Path,
        *,
        key: Secret,
        anchor_key: Secret,
        clock: Clock,
        create: bool = False,
        migrations: Sequence[Migration] | None = None,
    ) -> Self:
        """Open the store of the profile in `folder` on a thread of its own.

        Args:
            folder: The profile folder.
            key: Raw key and salt, 32 + 16 bytes.
            anchor_key: The key of the head anchor.
            clock: Where audit entries get their time.
            create: Whether to make a store when there never was one.
            migrations: What brings an older store up to date; those of this
                version of the program when None.

        Raises:
            ProfileBusyError: The store is open already.
            StoreTooNewError: A later version of the program wrote it.
            StoreDamagedError: It is missing or cannot be read; see
                `intake_app.store.errors` for the kinds.
            FolderReadOnlyError: The folder cannot be written to.
            StoreError: It cannot be opened otherwise.
        """
        return cls(
            functools.partial(
                OpenStore,
                folder,
                key=key,
                anchor_key=anchor_key,
                clock=clock,
                create=create,
                migrations=migrations,
            )
        )

    def submit(self, job: Callable[[Units], T]) -> Future[T]:
        """Queue `job`; the future gives its result or its exception.

        Raises:
            StoreError: The store is closed.
        """
        return self._queue(lambda store: job(store.units))

    def run(self, job: Callable[[Units], T]) -> T:
        """Run `job` on the store's thread and return what it returned.

        Raises:
            RuntimeError: Called from a job, which would wait for itself.
            StoreError: The store is closed.
        """
        return self._result(self.submit(job))

    def submit_long(self, job: Callable[[Units], Iterator[None]]) -> Future[None]:
        """Queue a job that yields every few milliseconds, outside any unit.

        Each of its units stands alone: other jobs run between them.

        Raises:
            StoreError: The store is closed.
        """
        long = _LongJob(job)
        with self._wake:
            self._refuse_when_closed()
            self._long.append(long)
            self._wake.notify()
        return long.future

    def checkpoint(self) -> None:
        """Move everything out of the WAL: when a conversation ends or something is sealed.

        Raises:
            DiskFullError: No room; nothing is lost.
            StoreError: The disk failed, or the store is closed.
        """
        self._result(self._queue(OpenStore.settle))

    def close(self) -> None:
        """Do what is queued, settle, close the connection and end the thread.

        Long jobs that are not done get `Cancelled`. Again is no error.
        """
        with self._wake:
            self._is_closing = True
            self._wake.notify()
        self._thread.join()

    def _queue(self, job: Callable[[OpenStore], T]) -> Future[T]:
        future: Future[T] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = job(self._usable())
            except BaseException as error:  # noqa: BLE001 - a job's errors are its caller's
                future.set_exception(error)
            else:
                future.set_result(result)

        with self._wake:
            self._refuse_when_closed()
            self._jobs.append(work)
            self._wake.notify()
        return future

    def _result(self, future: Future[T]) -> T:
        if threading.current_thread() is self._thread:
            raise RuntimeError("a job must not wait for another")
        return future.result()

    def _refuse_when_closed(self) -> None:
        if self._is_closing:
            raise StoreError(M("The profile is locked; this was not stored."))

    # -- on the store's thread ----------------------------------------------------

    def _live(self, is_open: Future[OpeningReport]) -> None:
        try:
            self._store = self._opening()
        except BaseException as error:  # noqa: BLE001 - raised again where the store is opened
            is_open.set_exception(error)
            return
        is_open.set_result(self._store.report)
        try:
            self._serve()
        finally:
            for long in self._long:
                long.cancel()
            if self._store is not None:
                self._store.close()

    def _serve(self) -> None:
        while True:
            with self._wake:
                while not (self._jobs or self._long or self._is_closing):
                    self._wake.wait()
                job = self._jobs.popleft() if self._jobs else None
                if job is None and self._is_closing:
                    return
            if job is not None:
                job()
            elif not self._long[0].step(self._usable):
                self._long.popleft()
            else:
                self._long.rotate(-1)

    def _usable(self) -> OpenStore:
        """Return the store, opened anew when the disk has failed under it.

        Raises:
            StoreError: It cannot be opened; the next job tries again.
        """
        if self._store is not None and self._store.units.is_suspect:
            self._store.close()
            self._store = None
        if self._store is None:
            self._store = self._opening()
            self.opened = self._store.report
        return self._store


class _LongJob:
    """A generator job and its future; steps on the store's thread."""

    def __init__(self, job: Callable[[Units], Iterator[None]]) -> None:
        self.future: Future[None] = Future()
        self._job = job
        self._steps: Iterator[None] | None = None

    def step(self, usable: Callable[[], OpenStore]) -> bool:
        """Do one step; return whether there may be more."""
        try:
            units = usable().units
            if self._steps is None:
                if not self.future.set_running_or_notify_cancel():
                    return False
                self._steps = self._job(units)
            next(self._steps)
            if units.is_open:
                raise RuntimeError("a long job must not yield within a unit")  # noqa: TRY301 - as if by the job
        except StopIteration:
            self.future.set_result(None)
        except BaseException as error:  # noqa: BLE001 - a job's errors are its caller's
            self._drop()
            self.future.set_exception(error)
        else:
            return True
        return False

    def cancel(self) -> None:
        """Stop before the end; what its units committed stays."""
        self._drop()
        if self.future.running() or self.future.set_running_or_notify_cancel():
            self.future.set_exception(Cancelled())

    def _drop(self) -> None:
        close = getattr(self._steps, "close", None)
        if close is not None:
            close()
