"""The program on a real display, in a process of its own; keys come from outside.

Usage: ``python -m tests.journeys.on_display PROFILE PASSPHRASE``. Opens the one
conversation of the profile in the real window, and from then on only tells what
can be seen: one line of JSON each time that something else has been painted, with
the moment at which it had been.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.bootstrap.program import build
from intake_app.ui.application import started_application
from intake_app.ui.conversation.room import Room
from tests.pages.office import Office
from tests.pages.talk import Talk
from tests.vault.cheap import CHEAP


class Teller(QObject):
    """Tells what can be seen in a window, each time it has been painted."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._talk = Talk(office)
        self._told: dict[str, object] = {}
        self._after = QTimer(self, singleShot=True, interval=0)
        self._after.timeout.connect(self.tell)
        office.root.page().room().saving.saved.connect(self._on_saved)
        QApplication.instance().installEventFilter(self)
        self.tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look once all that is due has been painted."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self._after.start()
        return False

    def tell(self) -> None:
        """Print what can be seen now, when it is something else than before."""
        at, seen = time.monotonic(), self._seen()
        if seen != self._told:
            self._told = seen
            sys.stdout.write(json.dumps(seen | {"at": at}) + "\n")
            sys.stdout.flush()

    def _on_saved(self, _at: object) -> None:
        """Tell that all is saved: nothing of it is painted within the minute that is shown."""
        self._after.start()

    def _seen(self) -> dict[str, object]:
        window = self._office.root
        seen: dict[str, object] = {
            "window": int(window.winId()),
            "is_active": window.isActiveWindow(),
            "title": window.windowTitle(),
            "is_covered": window.cover.is_covered,
        }
        room = window.page().current()
        if isinstance(room, Room) and room.step() is not None:
            node, value = self._talk.answer_in_sight()
            typed = self._talk.text_in_hand() if self._talk.is_typing() else None
            languages = list(room.live.languages)
            seen |= {"node": node, "value": value, "typed": typed, "languages": languages}
            seen["is_saved"] = room.saving.unsaved() == 0
        return seen


if __name__ == "__main__":
    application = started_application()
    laptop = Office(build(cost=CHEAP), Path(sys.argv[1]), sys.argv[2])
    laptop.start()
    laptop.go_on()
    teller = Teller(laptop)
    sys.exit(application.exec())
