"""Drives the real program in a process of its own, for the tests of starts, ends and locks.

``python -m tests.ui.screens.shell.driven WHAT FOLDER``; WHAT is what the user does.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from intake_app.bootstrap.program import build
from intake_app.ui.application import NoticeWindow, run
from intake_app.ui.window import MainWindow
from tests.pages.first_run import FirstRunPage
from tests.pages.lock import LockPage
from tests.vault.cheap import CHEAP

WORDS = "calm river paper lamp"


@dataclass(frozen=True)
class Start:
    profile: Path
    locked: bool = False
    ready_fd: int | None = None
    language: str = "en"


def window():
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))


def set_up_and_leave():
    FirstRunPage(window()).set_up(pin="472918", office="Team A")
    window().close()


def unlock_and_lock():
    page = LockPage(window())
    page.unlock(WORDS)
    sys.stdout.write("open\n")
    sys.stdout.flush()
    page.press("Lock")


def close_notice():
    notice = next(w for w in QApplication.topLevelWidgets() if isinstance(w, NoticeWindow))
    notice.close()


def main(what, folder):
    program = build(cost=CHEAP)
    try:
        # The first is for the event loop to begin, the second for the window to be painted.
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, globals()[what]))
        return run(program, Start(profile=Path(folder)))
    finally:
        program.guard.close()


if __name__ == "__main__":
    application = QApplication(["intake"])
    sys.exit(main(*sys.argv[1:]))
