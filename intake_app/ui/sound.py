"""Playing recorded voices: from memory, one at a time, silent at once when it must be.

What plays them is an extra of the program (docs/decisions/0012): where it is not
installed, or the computer has nothing to hear it from, `Sound.lack` says so in one
sentence, and everything else works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from intake_app.domain.message import M

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.message import Message

NOT_INSTALLED: Final = M("The part that plays recordings is not installed on this computer.")
NO_DEVICE: Final = M("This computer has nothing to hear recordings from: plug in an earpiece.")


class Speaker(Protocol):
    """What makes a recording heard."""

    def lack(self) -> Message | None:
        """Return why nothing can be heard, or None."""

    def play(self, sound: bytes, ended: Callable[[], None]) -> None:
        """Play a recording; call `ended` once at its end, or when it cannot be played."""

    def silence(self) -> None:
        """Be silent now and forget the recording; `ended` is not called."""


class NoSpeaker:
    """Stands where the extra is not installed."""

    def lack(self) -> Message | None:
        """Return that it is not."""
        return NOT_INSTALLED

    def play(self, sound: bytes, ended: Callable[[], None]) -> None:  # noqa: ARG002 - as `Speaker`
        """Play nothing: it is over at once."""
        ended()

    def silence(self) -> None:
        """Do nothing: it is silent."""


def find_speaker() -> Speaker:
    """Return what plays recordings on this computer; the one place that asks for the extra."""
    try:
        from intake_app.ui.sound_qt import QtSpeaker  # noqa: PLC0415 - an extra; seldom needed
    except ImportError:
        return NoSpeaker()
    return QtSpeaker()


class Sound(QObject):
    """The one voice of the program. A new one ends the one before.

    It is silent as soon as another program has the keys.

    Signals:
        began: The place, in what was given to `play`, of the recording that begins.
        ended: Nothing is heard any more: all was played, or it was silenced.
    """

    began = Signal(int)
    ended = Signal()

    def __init__(
        self, find: Callable[[], Speaker] = find_speaker, parent: QObject | None = None
    ) -> None:
        """Make a silent voice; `find` is called when the first recording could be played."""
        super().__init__(parent)
        self._find = find
        self._speaker: Speaker | None = None
        self._waiting: list[bytes] = []
        self._at = -1
        self.turn = 0
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state)
            application.aboutToQuit.connect(self.silence)

    @property
    def is_heard(self) -> bool:
        """Whether something is being played."""
        return self._at >= 0

    def lack(self) -> Message | None:
        """Return why nothing can be heard on this computer, or None."""
        return self._found().lack()

    def play(self, sounds: Sequence[bytes]) -> None:
        """Play recordings one after the other."""
        self.silence()
        self._waiting = list(sounds)
        self._go_on(self.turn)

    def silence(self) -> None:
        """Be silent now; what was asked for and has not begun will not begin.

        `turn` counts this: whoever fetches recordings compares it before `play`.
        """
        self.turn += 1
        self._waiting = []
        if self._at >= 0:
            self._at = -1
            self._found().silence()
            self.ended.emit()

    # -- within --------------------------------------------------------------------

    def _found(self) -> Speaker:
        if self._speaker is None:
            self._speaker = self._find()
        return self._speaker

    def _go_on(self, turn: int) -> None:
        if turn != self.turn:
            return
        if not self._waiting:
            was_heard, self._at = self._at >= 0, -1
            if was_heard:
                self.ended.emit()
            return
        self._at += 1
        self.began.emit(self._at)
        self._found().play(self._waiting.pop(0), lambda: self._go_on(turn))

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self.silence()
