"""The window and the display: all of it is in sight, Cover at its foot included."""

import pytest
from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QWidget

from intake_app.ui.fitting import fit_with_frame, take_usual_size


class Framed(QWidget):
    """A window with a frame as a window manager draws one; offscreen there is none."""

    frame = QMargins()

    def frameGeometry(self):  # noqa: N802 - Qt's name
        return self.geometry().marginsAdded(self.frame)


@pytest.fixture
def window(qtbot):
    """Give a window as large as the display."""
    widget = Framed()
    qtbot.addWidget(widget)
    take_usual_size(widget)
    room = widget.screen().availableGeometry()
    widget.resize(room.width(), room.height())
    return widget


def test_a_window_that_its_frame_pushes_off_the_display_fills_the_display(window):
    window.frame = QMargins(1, 20, 1, 1)

    fit_with_frame(window)

    assert window.windowState() & Qt.WindowState.WindowMaximized


def test_a_window_that_fits_stays_as_it_is(window):
    fit_with_frame(window)

    assert not window.windowState() & Qt.WindowState.WindowMaximized
