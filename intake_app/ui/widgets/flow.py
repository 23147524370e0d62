"""A layout that breaks its row when there is no more room, in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QStyle, QWidget

from intake_app.ui.style import SPACE_S
from intake_app.ui.widgets.buttons import Seat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_NEVER: Final = 1_000_000


class FlowLayout(QLayout):
    """Sets its items side by side from the leading edge, on as many rows as it takes.

    Buttons on one row are as high as the highest of them: a script with taller
    letters makes no button stand out.

    With `trailing` the rows begin at the trailing edge instead: the items keep
    their order and stand together at the end of the line. What is added after
    `part` stands at the trailing end of its row.
    """

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = SPACE_S, trailing: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._parted_at = 0 if trailing else _NEVER
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def part(self) -> None:
        """Let everything added from now on stand at the trailing end of its row."""
        self._parted_at = len(self._items)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's spelling
        """Add an item at the end (called by `addWidget`)."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's spelling
        """Return the item at `index`, or None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's spelling
        """Take out and return the item at `index`, or None beyond the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's spelling
        """Return that no room beyond the need is asked for."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that fewer columns need more rows."""
        return True

    def invalidate(self) -> None:
        """Forget what was measured: Qt calls this whenever something in it changes."""
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows in `width`; Qt asks for the same again and again."""
        height = self._heights.get(width)
        if height is None:
            rows = self._rows(width)
            heights = [max(self._size(item, width).height() for item in row) for row in rows]
            height = sum(heights) + self.spacing() * max(0, len(rows) - 1)
            self._heights[width] = height
        return height

    def sizeHint(self) -> QSize:
        """Return the size of everything on one row."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width + self.spacing() * max(0, len(shown) - 1), height)

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's spelling
        """Return the size of the largest item: more is broken into rows."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's spelling
        """Put every item in its place within `rect`."""
        super().setGeometry(rect)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        top = rect.top()
        rows = self._rows(rect.width())
        for row in rows:
            sizes = [self._size(item, rect.width()) for item in row]
            _level(row, sizes)
            height = max(size.height() for size in sizes)
            if len(rows) == 1:
                height = max(height, rect.height())
            left = rect.left()
            spare = rect.width() - sum(size.width() for size in sizes)
            spare -= self.spacing() * (len(row) - 1)
            for item, size in zip(row, sizes, strict=True):
                if self._items.index(item) >= self._parted_at:
                    left, spare = left + spare, 0
                place = QRect(QPoint(left, top + (height - size.height()) // 2), size)
                item.setGeometry(QStyle.visualRect(direction, rect, place))
                left += size.width() + self.spacing()
            top += height + self.spacing()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _size(self, item: QLayoutItem, width: int) -> QSize:
        size = item.sizeHint()
        if size.width() <= width:
            return size
        height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
        return QSize(width, height)

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = self._size(item, width).width()
            if rows and used + self.spacing() + wide <= width:
                rows[-1].append(item)
                used += self.spacing() + wide
            else:
                rows.append([item])
                used = wide
        return rows


def _level(row: Iterable[QLayoutItem], sizes: Sequence[QSize]) -> None:
    pairs = zip(row, sizes, strict=True)
    buttons = [size for item, size in pairs if isinstance(item.widget(), QAbstractButton | Seat)]
    for size in buttons:
        size.setHeight(max(button.height() for button in buttons))


def fill(layout: QLayout, widgets: Iterable[QWidget]) -> None:
    """Add widgets to a layout, in order."""
    for widget in widgets:
        layout.addWidget(widget)
