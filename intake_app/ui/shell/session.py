"""Told by the system: the computer goes to sleep, the lid is closed, somebody else sits here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtDBus import QDBusConnection

_LOGIND: Final = "org.freedesktop.login1"
_MANAGER: Final = f"{_LOGIND}.Manager"
_SESSION: Final = f"{_LOGIND}.Session"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_CHANGES: Final = "sa{sv}as"
_OUR_SESSION: Final = "/org/freedesktop/login1/session/auto"
"""Logind answers under this path for the session of whoever asks."""


class SessionWatch(QObject):
    """Hears systemd-logind (org.freedesktop.login1) where there is one; elsewhere it is silent.

    A closed lid suspends a laptop, so it is heard as sleep. That a session is to
    be locked counts whichever session it is: to lock once too often is no harm.
    That a session changed only makes us ask about our own, which may be in front
    while another comes and goes.

    Signals:
        leaving: Whoever sits here is about to be somebody else, or nobody.
    """

    leaving = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        heard: Sequence[tuple[str, str, str]] = (
            (_MANAGER, "PrepareForSleep", "_on_sleep(bool)"),
            (_SESSION, "Lock", "_on_left()"),
        )
        for interface, name, slot in heard:
            bus.connect(  # type: ignore[call-overload]  # stubs say bytes; it takes SLOT
                "", "", interface, name, self, SLOT(slot)
            )
        changed, of = "PropertiesChanged", [_SESSION]  # its first argument names the interface
        bus.connect(  # type: ignore[call-overload]  # as above
            "", "", _PROPERTIES, changed, of, _CHANGES, self, SLOT("_on_changed()")
        )

    @Slot(bool)
    def _on_sleep(self, begins: bool) -> None:  # noqa: FBT001 - the signal's one argument
        if begins:
            self.leaving.emit()

    @Slot()
    def _on_left(self) -> None:
        self.leaving.emit()

    @Slot()
    def _on_changed(self) -> None:
        """Ask whether our session is still the one in front: another user's may be now."""
        question = QDBusMessage.createMethodCall(_LOGIND, _OUR_SESSION, _PROPERTIES, "Get")
        question.setArguments([_SESSION, "Active"])
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(question), self)
        watcher.finished.connect(self._on_answered)

    @Slot(QDBusPendingCallWatcher)
    def _on_answered(self, watcher: QDBusPendingCallWatcher) -> None:
        answer = watcher.reply()
        watcher.deleteLater()
        if answer.type() is QDBusMessage.MessageType.ReplyMessage:
            is_active = answer.arguments()[0].variant()
            if is_active is False:
                self.leaving.emit()
