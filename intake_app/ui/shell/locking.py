"""The way back from the cover, and the real lock (screens, "Locking")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtDBus import QDBusConnection

from intake_app.ui.shell.session import SessionWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.cover import Cover
    from intake_app.ui.shell.idle import Delays
    from intake_app.ui.surroundings import Surroundings


class Locking(QObject):
    """Lifts the cover for the right PIN; locks for real when it must.

    A lock that nobody asked for waits a while for answers to be saved, under cover.

    Signals:
        locked: The successor has taken over. The real one ends the process first.
    """

    locked = Signal()

    def __init__(
        self, surroundings: Surroundings, cover: Cover, delays: Delays, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._cover = cover
        self._profile: OpenProfile | None = None
        self._unsaved: Callable[[], int] | None = None
        self._session: SessionWatch | None = None
        self.is_under_way = False
        self._covered = QTimer(self, singleShot=True, interval=delays.covered)
        self._patience = QTimer(self, singleShot=True, interval=delays.unsaved)
        self._again = QTimer(self, interval=delays.again)
        self._covered.timeout.connect(self.lock_when_saved)
        self._patience.timeout.connect(self.lock)
        self._again.timeout.connect(self._on_again)
        cover.covering.connect(surroundings.sound.silence)
        cover.covering.connect(surroundings.camera.close)
        cover.covered.connect(self._on_covered)
        cover.lifted.connect(self._on_lifted)
        cover.escaped.connect(self._on_escaped)
        cover.pin_entered.connect(self._on_pin)

    def watch(self, profile: OpenProfile, unsaved: Callable[[], int]) -> None:
        """Guard an open profile from now on.

        Args:
            profile: What is closed by a lock.
            unsaved: Says how many answers are not saved yet.
        """
        self._profile = profile
        self._unsaved = unsaved
        if self._session is None:
            self.hear(QDBusConnection.systemBus())

    def hear(self, bus: QDBusConnection) -> None:
        """Lock when the system says on `bus` that the computer or the session is left."""
        self._session = SessionWatch(bus, self)
        self._session.leaving.connect(self.lock_when_saved)

    def lock(self) -> None:
        """Lock now, behind the cover."""
        profile = self._profile
        if profile is None or self.is_under_way:
            return
        self.is_under_way = True
        self._stop()
        self._cover.put_up()
        successors = self._surroundings.program.successors
        tag = self._surroundings.language.language.tag
        self._surroundings.run(
            lambda _: successors.lock(profile, language=tag), self._on_locked, self._on_failed
        )

    def lock_when_saved(self) -> None:
        """Cover now, and lock as soon as every answer is saved, or when waiting is no use."""
        if self._profile is None or self.is_under_way:
            return
        self._cover.put_up()
        if self._unsaved is not None and self._unsaved() > 0:
            if not self._patience.isActive():
                self._patience.start()
                self._again.start()
        else:
            self.lock()

    def _on_again(self) -> None:
        self.lock_when_saved()

    def _on_covered(self) -> None:
        if self._profile is not None:
            self._covered.start()

    def _on_lifted(self) -> None:
        self._stop()

    def _on_escaped(self) -> None:
        """Lift what hides nothing; without a PIN only the passphrase leads back."""
        if self._profile is None:
            self._cover.lift()
        elif self._profile.pin is None:
            self.lock_when_saved()

    def _on_pin(self, digits: str) -> None:
        if self._profile is None:
            self._cover.lift()
            return
        pin = self._profile.pin
        if pin is not None and not self.is_under_way and pin.check(digits):
            self._cover.lift()
            return
        self._cover.wrong_pin()
        if pin is None or pin.tries_left == 0:
            self.lock_when_saved()

    def _on_locked(self, _: object) -> None:
        self.locked.emit()

    def _on_failed(self, error: Exception) -> None:
        """Stay covered and say why under the cover; it is tried again after a while."""
        self.is_under_way = False
        self._surroundings.problems.show_problem(error)
        self._covered.start()

    def _stop(self) -> None:
        for timer in (self._covered, self._patience, self._again):
            timer.stop()
