"""What the camera sees, kept in memory only, and closed at once when it must be.

What looks through it is the same extra of the program that plays recordings: where it is
not installed, or the computer has no camera, that is said, and pictures are opened as files
(docs/decisions/0014).
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImageWriter

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

LONGEST_SIDE: Final = 1280
_PAUSE_MS: Final = 200


class Eye(Protocol):
    """What sees."""

    def is_there(self) -> bool:
        """Return whether there is a camera."""

    def look(self, seen: Callable[[QImage], None]) -> None:
        """Open the camera and call `seen` with each picture, until `close`."""

    def close(self) -> None:
        """Close the camera: its light is off when this returns."""


class NoEye:
    """Stands where the extra is not installed."""

    def is_there(self) -> bool:
        """Return that it is not."""
        return False

    def look(self, seen: Callable[[QImage], None]) -> None:
        """See nothing."""

    def close(self) -> None:
        """Do nothing: it is closed."""


def find_eye() -> Eye:
    """Return what sees on this computer; the one place that asks for the extra."""
    try:
        from intake_app.ui.camera_qt import QtEye  # noqa: PLC0415 - an extra; seldom needed
    except ImportError:
        return NoEye()
    return QtEye()


class Camera(QObject):
    """The camera of the program: one looks through it at a time.

    Signals:
        seen: A `QImage`, to be shown.
        picture: The bytes of a PNG, to be read; the next comes after `go_on` only.
        closed: It is closed, whoever asked for it.
    """

    seen = Signal(object)
    picture = Signal(bytes)
    closed = Signal()

    def __init__(self, find: Callable[[], Eye] = find_eye) -> None:
        """Make a closed one; `find` is asked when somebody first wants to look."""
        super().__init__()
        self._find = find
        self._eye: Eye | None = None
        self._is_wanted = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_over)
        self.is_open = False

    def is_installed(self) -> bool:
        """Whether the extra is there; cheap, where `is_there` loads what looks for cameras."""
        return self._eye is not None or find_spec("PySide6.QtMultimedia") is not None

    def is_there(self) -> bool:
        """Whether there is a camera that can be used; asked anew: they come and go."""
        return self._found().is_there()

    def open(self) -> None:
        """Look until `close`."""
        if not self.is_open:
            self.is_open = self._is_wanted = True
            self._found().look(self._on_seen)

    def go_on(self) -> None:
        """Ask for the next picture to read, a little later."""
        if self.is_open:
            self._pause.start()

    def close(self) -> None:
        """See nothing any more."""
        if self.is_open:
            self.is_open = self._is_wanted = False
            self._pause.stop()
            self._found().close()
            self.closed.emit()

    def _found(self) -> Eye:
        if self._eye is None:
            self._eye = self._find()
        return self._eye

    def _on_pause_over(self) -> None:
        self._is_wanted = True

    def _on_seen(self, image: QImage) -> None:
        if not self.is_open:
            return
        self.seen.emit(image)
        if self._is_wanted:
            self._is_wanted = False
            self.picture.emit(_png(image))


def _png(image: QImage) -> bytes:
    small = image
    if max(image.width(), image.height()) > LONGEST_SIDE:
        small = image.scaled(
            LONGEST_SIDE,
            LONGEST_SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    grey = small.convertToFormat(small.Format.Format_Grayscale8)
    QImageWriter(buffer, QByteArray(b"png")).write(grey)
    return bytes(buffer.data().data())
