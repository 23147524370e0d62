"""The least that a window made with PySide6 costs: shown once, it tells of its first paint.

bench_bare_window.py --ready-fd N
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Window(QWidget):
    """An empty window."""

    def paintEvent(self, event) -> None:  # noqa: ANN001 - Qt's
        """Tell of the first painting when it is over, as the program's own window does."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, tell)


def tell() -> None:
    """Write one byte to whoever started us."""
    os.write(int(sys.argv[2]), b"!")


application = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 700)
window.show()
sys.exit(application.exec())
