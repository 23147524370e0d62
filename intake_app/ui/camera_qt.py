"""The extra that looks through a camera (`audio`): Qt's own, picture by picture in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoSink

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
    from PySide6.QtMultimedia import QVideoFrame


class QtEye(QObject):
    """Sees through the camera that the system names first (`ui.camera.Eye`)."""

    def __init__(self) -> None:
        super().__init__()
        self.sink = QVideoSink(self)
        self._seen: Callable[[QImage], None] | None = None
        self._session: QMediaCaptureSession | None = None
        self._camera: QCamera | None = None
        self.sink.videoFrameChanged.connect(self._on_frame)

    def is_there(self) -> bool:
        """Return whether the system knows a camera."""
        return bool(QMediaDevices.videoInputs())

    def look(self, seen: Callable[[QImage], None]) -> None:
        """Open the camera; `seen` gets each picture until `close`."""
        self.close()
        self._seen = seen
        self._camera = QCamera(QMediaDevices.defaultVideoInput(), self)
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self.sink)
        self._camera.start()

    def close(self) -> None:
        """Close the camera and forget what it saw."""
        self._seen = None
        camera, session, self._camera, self._session = self._camera, self._session, None, None
        if camera is not None and session is not None:
            camera.stop()
            session.deleteLater()
            camera.deleteLater()

    def _on_frame(self, frame: QVideoFrame) -> None:
        if self._seen is not None and frame.isValid():
            image = frame.toImage()
            if not image.isNull():
                self._seen(image)
