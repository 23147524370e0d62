import threading
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QObject, Slot

from intake_app.domain.errors import DiskFullError
from intake_app.domain.ports import Cancelled
from intake_app.ui.background import BackgroundTask, TaskRunner


@pytest.fixture
def runner(qapp):
    return TaskRunner()


class Listener(QObject):
    def __init__(self):
        super().__init__()
        self.heard, self.threads = [], set()

    @Slot(object)
    def on_result(self, result):
        self.heard.append(result)
        self.threads.add(threading.current_thread())

    @Slot(int, int)
    def on_progress(self, done, total):
        self.heard.append((done, total))
        self.threads.add(threading.current_thread())


def test_work_reports_on_the_thread_of_the_windows(runner, qtbot):
    def work(progress):
        progress.report(1, 2)
        return "made"

    task, listener = BackgroundTask(work), Listener()
    task.progressed.connect(listener.on_progress)
    task.succeeded.connect(listener.on_result)

    with qtbot.waitSignals([task.succeeded, task.finished], order="strict"):
        runner.start(task)

    assert listener.heard == [(1, 2), "made"]
    assert listener.threads == {threading.main_thread()}


def test_cancelled_work_says_so_and_nothing_else(runner, qtbot):
    def work(progress):
        progress.check_cancelled()

    task = BackgroundTask(work)
    task.cancel()

    with qtbot.assertNotEmitted(task.succeeded), qtbot.waitSignal(task.cancelled):
        runner.start(task)


def test_a_failure_reaches_whoever_listens(runner, qtbot):
    def work(_progress):
        raise OSError("disk full")

    task = BackgroundTask(work)
    with qtbot.waitSignal(task.failed) as heard:
        runner.start(task)

    assert isinstance(heard.args[0], OSError)


def test_a_future_of_another_thread_is_told_on_the_thread_of_the_windows(runner, qtbot):
    future, listener = Future(), Listener()
    watcher = runner.watch(future)
    watcher.succeeded.connect(listener.on_result)

    with qtbot.waitSignal(watcher.finished):
        threading.Thread(target=future.set_result, args=["saved"]).start()

    assert listener.heard == ["saved"]
    assert listener.threads == {threading.main_thread()}


def test_a_future_that_was_done_before_is_told_later(runner, qtbot):
    future, listener = Future(), Listener()
    future.set_result("saved")

    watcher = runner.watch(future)
    watcher.succeeded.connect(listener.on_result)
    at_once = list(listener.heard)
    with qtbot.waitSignal(watcher.finished):
        pass

    assert at_once == []
    assert listener.heard == ["saved"]


@pytest.mark.parametrize("end", ["fails", "is cancelled"])
def test_a_future_that_ends_badly_is_told_as_failed(runner, qtbot, end):
    future = Future()
    watcher = runner.watch(future)

    with qtbot.waitSignal(watcher.failed) as heard:
        if end == "fails":
            future.set_exception(OSError())
        else:
            future.cancel()

    assert isinstance(heard.args[0], OSError if end == "fails" else Cancelled)


class Disk:
    """Work that finds no room on a disk until there is some."""

    def __init__(self):
        self.is_full, self.tries = True, 0

    def __call__(self, _progress):
        self.tries += 1
        if self.is_full:
            raise DiskFullError
        return "kept"


def test_what_found_no_room_and_nobody_else_has_is_tried_until_it_is_kept(runner, qtbot):
    disk, told = Disk(), []
    task, listener = BackgroundTask(disk), Listener()
    task.failed.connect(told.append)
    task.waiting.connect(told.append)
    task.succeeded.connect(listener.on_result)

    runner.start(task, stands=lambda: False)
    qtbot.waitUntil(lambda: len(runner._again) == 1)
    runner.try_again()
    qtbot.waitUntil(lambda: len(runner._again) == 1 and disk.tries == 2)
    meanwhile = runner.keeping()
    disk.is_full = False
    runner.try_again()
    qtbot.waitUntil(lambda: runner.keeping() == 0)

    assert meanwhile == 1
    assert listener.heard == ["kept"]
    assert len(told) == 2  # that it failed, and that it is tried again: each once
    assert not runner._running


def test_what_found_no_room_is_left_to_the_screen_that_shows_it(runner, qtbot):
    disk = Disk()
    task = BackgroundTask(disk)

    with qtbot.waitSignal(task.failed):
        runner.start(task, stands=lambda: True)
    qtbot.waitUntil(lambda: runner.keeping() == 0)
    runner.try_again()

    assert disk.tries == 1
    assert not runner._running
