"""Told by the system: the computer goes to sleep, the lid is closed, the session is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtDBus import QDBusConnection

_LOGIND: Final = "org.freedesktop.login1"
_MANAGER: Final = f"{_LOGIND}.Manager"
_SESSION: Final = f"{_LOGIND}.Session"


class SessionWatch(QObject):
    """Hears systemd-logind (org.freedesktop.login1) where there is one; elsewhere it is silent.

    A closed lid suspends a laptop, so it is heard as sleep. What is heard of any
    session counts: to lock once too often is no harm.

    Signals:
        leaving: Whoever sits here is about to be somebody else, or nobody.
    """

    leaving = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        heard: Sequence[tuple[str, str, str]] = (
            (_MANAGER, "PrepareForSleep", "_on_sleep(bool)"),
            (_SESSION, "Lock", "_on_left()"),
        )
        for interface, name, slot in heard:
            bus.connect(  # type: ignore[call-overload]  # stubs say bytes; it takes SLOT
                "", "", interface, name, self, SLOT(slot)
            )

    @Slot(bool)
    def _on_sleep(self, begins: bool) -> None:  # noqa: FBT001 - the signal's one argument
        if begins:
            self.leaving.emit()

    @Slot()
    def _on_left(self) -> None:
        self.leaving.emit()
