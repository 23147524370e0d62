"""The real window and the real room, put on an offscreen screen to be measured."""

from __future__ import annotations

import contextlib
import gc
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from bench_engine import fresh
from bench_office import LEAST_COST, PASSPHRASE, adult
from intake_app.bootstrap.program import build
from intake_app.bootstrap.world import SystemClock
from intake_app.services.interview import LiveInterview
from intake_app.store.thread import StoreThread
from intake_app.ui.application import started_application
from intake_app.ui.conversation.room import Room
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.window import MainWindow
from intake_app.vault.vault import unlock_vault
from intake_app.xforms.definition import FormDefinition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake_app.services.program import Program

SIZE = (1366, 700)
PATIENCE_S = 30.0


@contextlib.contextmanager
def open_window(program: Program) -> Iterator[MainWindow]:
    """Give the window of the program, shown and empty."""
    qInstallMessageHandler(_say_nothing)
    started_application()
    window = MainWindow(program, LanguageSwitch("en"))
    window.resize(*SIZE)
    window.show()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


@contextlib.contextmanager
def open_room(source: bytes) -> Iterator[tuple[MainWindow, Room]]:
    """Give the window with the room in it, on a conversation with the form `source`."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as ends:
        program = build(cost=LEAST_COST)
        ends.callback(program.guard.close)
        folder = Path(name) / "profile"
        profile = program.profiles.create(folder, PASSPHRASE, language="en")
        begun = profile.conversations.begin(adult())
        profile.close()
        vault = unlock_vault(folder, PASSPHRASE)
        store = StoreThread.open(
            folder, key=vault.store_key, anchor_key=vault.anchor_key, clock=SystemClock()
        )
        ends.callback(store.close)
        live = LiveInterview(
            case=begun.case,
            interview=begun.interview,
            session=fresh(FormDefinition.from_json(source)),
            store=store,
            cipher=vault.cipher,
            clock=SystemClock(),
        )
        window = ends.enter_context(open_window(program))
        room = Room(window.surroundings, live, window)
        room.resize(*SIZE)
        room.show()
        settle()
        gc.freeze()  # as the flow of a conversation does it
        ends.callback(gc.unfreeze)
        yield window, room


def _say_nothing(*_: object) -> None:
    """Qt's offscreen platform says of each window what it cannot do."""


def settle() -> None:
    """Let everything that waits be laid out, painted and deleted, as a running loop does."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Handle events until `is_so`.

    Raises:
        TimeoutError: It never was.
    """
    begin = time.perf_counter()
    while not is_so():  # resting, so that the processor's time is that of the program
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() - begin > PATIENCE_S:
            raise TimeoutError


def unlock_and_paint(program: Program, folder: Path) -> tuple[float, float]:
    """Unlock with the real window; return clock and processor milliseconds until Today stands."""
    with open_window(program) as window:
        window.ask_passphrase(folder, None)
        settle()
        wait_until(lambda: window.ahead.is_ready)  # while the passphrase is typed
        entered: list[bool] = []
        window.entered.connect(lambda: entered.append(True))
        begin, used = time.perf_counter(), time.process_time()
        window.page().form.typed.emit(PASSPHRASE.reveal().decode())
        wait_until(lambda: bool(entered) and bool(window.page().today.rows.rows()))
        settle()
        return (time.perf_counter() - begin) * 1000, (time.process_time() - used) * 1000
