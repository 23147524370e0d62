"""An eye for tests: sees what it is told, as no computer of tests has a camera."""

from __future__ import annotations

from PySide6.QtGui import QImage


class OpenEye:
    """In place of a camera (`ui.camera.Eye`)."""

    def __init__(self):
        self.has_camera = True
        self._seen = None

    @property
    def is_looking(self):
        return self._seen is not None

    def is_there(self):
        return self.has_camera

    def look(self, seen):
        self._seen = seen

    def close(self):
        self._seen = None

    def see(self, image):
        """Let the camera see a picture."""
        if self._seen is not None:
            self._seen(image)


def image_of(picture):
    """Return a picture of Pillow's as one of Qt's."""
    grey = picture.convert("L")
    data = grey.tobytes()
    form = QImage.Format.Format_Grayscale8
    return QImage(data, grey.width, grey.height, grey.width, form).copy()
