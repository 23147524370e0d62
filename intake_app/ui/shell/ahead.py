"""What is done ahead of time, so that nobody has to wait for it later."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from intake_app.ui.surroundings import Surroundings


class Ahead(QObject):
    """Loads modules while the passphrase is typed, and warms a guard child after it."""

    def __init__(self, surroundings: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self.is_ready = False

    def load(self) -> None:
        """Load what opening a profile needs; it takes long."""
        profiles = self._surroundings.program.profiles
        self._surroundings.run(lambda _: profiles.prepare(), self._on_loaded)

    def warm(self) -> None:
        """Start the child that will open packets."""
        guard = self._surroundings.program.guard
        self._surroundings.run(lambda _: guard.prepare("packet.open"), self._on_done)

    def _on_loaded(self, _: object) -> None:
        # The classes of widgets are made on the thread that draws, and only there.
        import_module("intake_app.ui.shell.home")
        self.is_ready = True

    def _on_done(self, _: object) -> None:
        """Do nothing: it was done ahead of time."""
