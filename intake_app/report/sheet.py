"""Rows on A4 pages: broken into lines, then into pages, then drawn.

Needs a `QGuiApplication`; runs on any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication

from intake_app.i18n.languages import Direction
from intake_app.report.embedding import load_shipped_fonts
from intake_app.report.paper import PAGE_HEIGHT, PAGE_WIDTH, Paper
from intake_app.report.shaped_text import shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from intake_app.report.rows import Row, Text
    from intake_app.report.shaped_text import Line

MARGIN: Final = 56.0
GUTTER: Final = 24.0
HEAD_GAP: Final = 20.0
FOOT_GAP: Final = 14.0
RULE_GAP: Final = 8.0
BAR_SHARE: Final = 0.6
MAX_COLUMNS: Final = 3
SHORT_TEXT: Final = 3
"""Lines up to which a text is not parted by the end of a page."""
WIDTH: Final = PAGE_WIDTH - 2 * MARGIN


def prepare() -> None:
    """Make ready to set text.

    Raises:
        RuntimeError: There is no `QGuiApplication`.
    """
    if QGuiApplication.instance() is None:
        raise RuntimeError("setting text needs a QGuiApplication")
    load_shipped_fonts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a document is made of.

    Attributes:
        rows: The body, in reading order.
        foot: What stands at the foot of every page.
        head: Gives the head of a page from its number and the number of pages.
        direction: From which side the columns begin.
        tag: BCP 47 tag of the document's first language.
    """

    rows: Sequence[Row]
    foot: Sequence[Row]
    head: Callable[[int, int], Row]
    direction: Direction
    tag: str

    def pdf(self) -> bytes:
        """Return the PDF.

        Raises:
            RuntimeError: There is no `QGuiApplication`.
        """
        prepare()
        foot = [self._set(row) for row in self.foot]
        foot_height = sum(row.height for row in foot)
        head_height = self._set(self.head(1, 1)).height + RULE_GAP
        top = PAGE_HEIGHT - MARGIN - head_height - HEAD_GAP
        bottom = MARGIN + foot_height + FOOT_GAP
        pages = list(_paged([self._set(row) for row in self.rows], top - bottom))
        paper = Paper(self.tag)
        for number, page in enumerate(pages, start=1):
            head = self._set(self.head(number, len(pages)))
            head.draw(paper, PAGE_HEIGHT - MARGIN)
            paper.rule(MARGIN, WIDTH, PAGE_HEIGHT - MARGIN - head_height)
            _draw(paper, page, top)
            paper.rule(MARGIN, WIDTH, MARGIN + foot_height + RULE_GAP)
            _draw(paper, foot, MARGIN + foot_height)
            paper.end_page()
        return paper.content()

    def _set(self, row: Row) -> SetRow:
        """Return a row with its texts broken into lines."""
        count = max(1, len(row.cells))
        width = (WIDTH - GUTTER * (count - 1)) / count
        cells: list[SetCell] = []
        for index, text in enumerate(row.cells):
            place = count - 1 - index if self.direction is Direction.RIGHT_TO_LEFT else index
            if text is not None:
                left = MARGIN + place * (width + GUTTER)
                cells.append(SetCell(text=text, left=left, lines=shaped(text, width)))
        begins_right = self.direction is Direction.RIGHT_TO_LEFT
        bar_left = MARGIN + (WIDTH * (1 - BAR_SHARE) if begins_right else 0)
        return SetRow(cells=tuple(cells), row=row, bar_left=bar_left)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCell:
    """A text broken into lines, and how far from the left edge of the paper it stands."""

    text: Text
    left: float
    lines: tuple[Line, ...]

    @property
    def height(self) -> float:
        """In points."""
        return sum(line.height for line in self.lines)

    @property
    def least(self) -> float:
        """The height of as many lines as must stand together, in points."""
        together = len(self.lines) if len(self.lines) <= SHORT_TEXT else 2
        return sum(line.height for line in self.lines[:together])

    @property
    def base(self) -> float:
        """From its top edge down to the line its first letters stand on, in points."""
        return self.lines[0].base if self.lines else 0.0

    def split(self, room: float) -> tuple[SetCell, SetCell]:
        """Return the lines that fit into `room`, at least one, and the rest."""
        count, used = 0, 0.0
        for line in self.lines:
            used += line.height
            if used > room and count > 0:
                break
            count += 1
        return self._with(self.lines[:count]), self._with(self.lines[count:])

    def _with(self, lines: tuple[Line, ...]) -> SetCell:
        return SetCell(text=self.text, left=self.left, lines=lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRow:
    """A row broken into lines."""

    cells: tuple[SetCell, ...]
    row: Row
    bar_left: float = MARGIN

    @property
    def height(self) -> float:
        """In points, without the gap above."""
        if self.row.bar:
            return self.row.bar
        return max((self._drop(cell) + cell.height for cell in self.cells), default=0.0)

    @property
    def least(self) -> float:
        """How much of it must stand together: two lines, or all of a short text."""
        if self.row.bar:
            return self.row.bar
        return max((self._drop(cell) + cell.least for cell in self.cells), default=0.0)

    @property
    def gap(self) -> float:
        """What stands free above it: its own gap, and room for its hairline."""
        return self.row.gap + (RULE_GAP if self.row.rule else 0)

    def split(self, room: float) -> tuple[SetRow, SetRow]:
        """Return the part that fits into `room`, a line at least, and the rest."""
        parts = [cell.split(room - self._drop(cell)) for cell in self.cells]
        return (
            SetRow(cells=tuple(fits for fits, _ in parts), row=self.row),
            SetRow(cells=tuple(rest for _, rest in parts), row=self.row),
        )

    def draw(self, paper: Paper, top: float) -> None:
        """Draw it with its top edge at `top` points above the foot of the page."""
        if self.row.bar:
            paper.bar(self.bar_left, WIDTH * BAR_SHARE, top - self.row.bar, self.row.bar)
        for cell in self.cells:
            paper.text(cell.text, cell.lines, cell.left, top - self._drop(cell))

    def _drop(self, cell: SetCell) -> float:
        """Return how far a cell moves down so that all first lines stand on one level."""
        return max(other.base for other in self.cells) - cell.base


def _paged(rows: Sequence[SetRow], room: float) -> Iterator[list[SetRow]]:
    """Give the rows of each page; a row goes on where it has to, not where it may stay whole."""
    page: list[SetRow] = []
    used = 0.0
    waiting = list(rows)
    while waiting:
        row = waiting[0]
        left = room - used - (row.gap if page else 0.0)
        if page and _least(waiting) > left:
            yield page
            page, used = [], 0.0
        elif row.height <= left:
            page.append(waiting.pop(0))
            used = room - left + row.height
        else:
            fits, waiting[0] = row.split(left)
            yield [*page, fits]
            page, used = [], 0.0
    if page:
        yield page


def _least(rows: Sequence[SetRow]) -> float:
    """Return the room that the first row needs, with what it must not be parted from."""
    height = 0.0
    for row in rows:
        height += (row.gap if height else 0.0) + row.least
        if not row.row.keeps_next or row.least < row.height:
            break
    return height


def _draw(paper: Paper, rows: Sequence[SetRow], top: float) -> None:
    for number, row in enumerate(rows):
        if number > 0:
            top -= row.gap
            if row.row.rule:
                paper.rule(MARGIN, WIDTH, top + RULE_GAP)
        row.draw(paper, top)
        top -= row.height
