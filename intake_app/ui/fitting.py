"""How large the window is, so that all of it is on the display, its frame included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_SIZE: Final = (1366, 700)


def take_usual_size(window: QWidget) -> None:
    """Make a window that is not shown yet as large as usual, or as the display."""
    room = window.screen().availableGeometry()
    window.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))


def fit_with_frame(window: QWidget) -> None:
    """Fill the display where the window does not fit into it with its frame.

    The frame is known once the window is shown. Without this, the foot of the
    window, Cover and all, may lie below the edge of a small display.
    """
    room, framed = window.screen().availableGeometry(), window.frameGeometry()
    if framed.width() > room.width() or framed.height() > room.height():
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
