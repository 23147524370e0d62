"""The extra that plays recordings (`audio`): Qt's own player, out of memory only.

The only module that imports QtMultimedia. Nothing is written to a file on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QUrl
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer

from intake_app.ui.sound import NO_DEVICE

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.message import Message

_OVER = frozenset({QMediaPlayer.MediaStatus.EndOfMedia, QMediaPlayer.MediaStatus.InvalidMedia})


def has_output() -> bool:
    """Return whether this computer has anything to hear sound from."""
    return not QMediaDevices.defaultAudioOutput().isNull()


class QtSpeaker(QObject):
    """Plays one recording at a time (`ui.sound.Speaker`)."""

    def __init__(self, has_device: Callable[[], bool] = has_output) -> None:
        """Make a silent one; `has_device` says whether something could be heard."""
        super().__init__()
        self._has_device = has_device
        self._ended: Callable[[], None] | None = None
        self._buffer = QBuffer(self)
        self._player: QMediaPlayer | None = None

    def lack(self) -> Message | None:
        """Return why nothing can be heard, or None; asked anew each time: earpieces come and go."""
        return None if self._has_device() else NO_DEVICE

    def play(self, sound: bytes, ended: Callable[[], None]) -> None:
        """Play a recording; call `ended` at its end, or when it cannot be played."""
        self.silence()
        self._ended = ended
        self._buffer.setData(QByteArray(sound))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        player = self._made()
        player.setSourceDevice(self._buffer)
        player.play()

    def silence(self) -> None:
        """Be silent now and forget the recording."""
        self._ended = None
        player, self._player = self._player, None
        if player is not None:
            player.mediaStatusChanged.disconnect(self._on_status)
            player.stop()
            player.setSource(QUrl())
            player.deleteLater()
        self._buffer.close()
        self._buffer.setData(QByteArray())

    def position(self) -> int:
        """Return how many milliseconds of the recording were played."""
        return self._player.position() if self._player is not None else 0

    def _made(self) -> QMediaPlayer:
        """Return a new player: one that was stopped may still have frames of the last one."""
        self._player = player = QMediaPlayer(self)
        player.setAudioOutput(QAudioOutput(player))
        # Queued: a player is not to be stopped out of what it is telling just now.
        player.mediaStatusChanged.connect(self._on_status, Qt.ConnectionType.QueuedConnection)
        return player

    def _on_status(self, _status: QMediaPlayer.MediaStatus) -> None:
        if self._player is None or self._player.mediaStatus() not in _OVER:
            return  # told of one that was silenced meanwhile
        ended = self._ended
        self.silence()
        if ended is not None:
            ended()
