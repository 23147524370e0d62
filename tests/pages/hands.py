"""What the hands of a person do: every key and every click, counted as Qt sees them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

_DOWN = frozenset(
    {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress}
)
_UP = frozenset({QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease})


class Hands(QObject):
    """Counts from the moment it is made until `rest`.

    A key goes down once, however many widgets hear of it: the first of them to
    hear counts, and the next key counts once this one is up again. What an input
    method hands over counts as one key for each letter.

    Attributes:
        count: Keys and clicks so far.
    """

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self._is_down = False
        QApplication.instance().installEventFilter(self)

    def rest(self) -> int:
        """Stop counting, and return the count."""
        QApplication.instance().removeEventFilter(self)
        return self.count

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count, and let everything through."""
        if event.type() in _DOWN and not self._is_down:
            self._is_down = True
            self.count += 1
        elif event.type() in _UP:
            self._is_down = False
        elif event.type() == QEvent.Type.InputMethod:
            self.count += len(event.commitString())
        return False
