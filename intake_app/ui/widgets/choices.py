"""A question answered by choosing, and the three ways of not answering it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from intake_app.services.words import NON_ANSWERS
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import scaled
from intake_app.ui.widgets.buttons import Seat
from intake_app.ui.widgets.choice_row import NARROW, ChoiceRow
from intake_app.ui.widgets.state_rows import StateRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from intake_app.domain.answer import AnswerState
    from intake_app.domain.form import FormText, OptionView

ONE_COLUMN: Final = 7
"""With more choices than this they stand in two columns, read down."""
ONE_LARGE_COLUMN: Final = 3
"""The same where rows are large."""

SECOND_DIGIT_MS: Final = 700
"""So long a first digit waits for a second where choices have two."""

_STATE_KEYS: Final = ("7", "8", "9")
_STATE_KEYS_BESIDE: Final = ("0", "-", "+")
"""Where the numbers are needed for choices; `=` does as `+`, which it shares a key with.

They choose beside few choices as well: a hand that learned them meets no dead key.
"""
_MOST_WITH_STATE_KEYS: Final = 6
_LEAST_COLUMN: Final = 300


class ChoiceList(QWidget):
    """Choices in two languages, and under them *rather not say*, *don't know*, *another time*.

    One choice or several; choosing again takes it back. A key chooses, and of one
    choice never takes back; Enter goes on. Beside many choices the three stand on
    one line, so that they stay in sight; they may stand apart (`foot`). It holds
    what it is told and emits what was chosen: what the answer means is not its
    business.

    Signals:
        chosen: The names chosen now, parted by blanks as in XForms; "" when taken back.
        state_chosen: The `AnswerState` chosen, or None when taken back.
        confirmed: Enter was pressed: go on.
    """

    chosen = Signal(str)
    state_chosen = Signal(object)
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None, *, large: bool = False) -> None:
        """Make an empty list; `large` rows are read across a table."""
        super().__init__(parent)
        self._large = large
        self._names: tuple[str, ...] = ()
        self._several = False
        self._rows: list[ChoiceRow] = []
        self._states: list[ChoiceRow] = []
        self._seats: dict[ChoiceRow, Seat] = {}
        self._columns = 0
        self._options_grid = QGridLayout()
        self._options_grid.setSpacing(SPACE_S)
        self.foot = StateRows(self)
        self._typed = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(SECOND_DIGIT_MS)
        self._typing.timeout.connect(self.settle)
        layout = QVBoxLayout(self)
        bare(layout, SPACE_M)
        layout.addLayout(self._options_grid)
        layout.addWidget(self.foot)

    def show_options(
        self,
        options: Sequence[OptionView],
        states: Sequence[tuple[FormText, ...]] = (),
        *,
        several: bool = False,
    ) -> None:
        """Show choices and, below, the rows that are no answer.

        The same choices again, in other languages or in another order of
        languages, keep what is chosen, the focus and the place.

        Args:
            options: The choices, with a label per language.
            states: Labels of the three rows (see `wording.state_labels`), or none at all.
            several: Whether more than one may be chosen.
        """
        names = tuple(option.name for option in options)
        if (names, several, len(states)) != (self._names, self._several, len(self._states)):
            self._build(names, len(states), several=several)
        for index, (row, option) in enumerate(zip(self._rows, options, strict=True)):
            row.show_labels(option.labels, str(index + 1))
        keys = _STATE_KEYS_BESIDE if self.has_many() else _STATE_KEYS
        for row, labels, key in zip(self._states, states, keys, strict=False):
            row.show_labels(labels, key)
        self.foot.set_beside(self._large or self.has_many())
        self._arrange()

    def has_many(self) -> bool:
        """Return whether there are so many choices that they need the keys of the three others."""
        return len(self._names) > _MOST_WITH_STATE_KEYS

    def set_answer(self, value: str, state: AnswerState | None = None) -> None:
        """Show an answer without saying so."""
        chosen = set(value.split())
        for name, row in zip(self._names, self._rows, strict=True):
            row.setChecked(name in chosen)
        for kind, row in zip(NON_ANSWERS, self._states, strict=False):
            row.setChecked(kind is state)

    def value(self) -> str:
        """Return the names chosen, in the order of the choices, parted by blanks."""
        pairs = zip(self._names, self._rows, strict=True)
        return " ".join(name for name, row in pairs if row.isChecked())

    def state(self) -> AnswerState | None:
        """Return which of the three rows is chosen, or None."""
        for kind, row in zip(NON_ANSWERS, self._states, strict=False):
            if row.isChecked():
                return kind
        return None

    def rows(self) -> list[ChoiceRow]:
        """Return all rows in reading order: choices, then the three others."""
        return [*self._rows, *self._states]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number, in the digits of any script; go on with Enter.

        Where there are ten choices or more, a digit that may be the first of two
        waits a moment for the second.
        """
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.settle()
            self.confirmed.emit()
            return
        typed = event.text() if len(event.text()) == 1 else ""
        key = str(unicodedata.digit(typed, typed)) if typed else ""
        key = "+" if key == "=" else key
        if not (key and self._take(key)):
            super().keyPressEvent(event)

    def settle(self) -> None:
        """Choose what a first digit alone stands for, if one is waiting for a second."""
        self._typing.stop()
        typed, self._typed = self._typed, ""
        if typed:
            self._choose(typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the number of columns that the width allows."""
        super().resizeEvent(event)
        self._arrange()

    # -- within ------------------------------------------------------------------

    def _build(self, names: tuple[str, ...], states: int, *, several: bool) -> None:
        for seat in self._seats.values():
            seat.hide()
            seat.deleteLater()
        # A row that is shown may be laid out at once: nothing may be left of those before.
        self._seats, self._rows, self._states = {}, [], []
        self._names, self._several = names, several
        rows = [self._new_row(set_apart=False) for _ in names]
        apart = [self._new_row(set_apart=True) for _ in range(states)]
        self._rows, self._states = rows, apart
        self.foot.take([(row, self._seats[row]) for row in apart])
        self.foot.raise_()  # who hears the screen is told of the choices first
        self._columns = 0

    def _new_row(self, *, set_apart: bool) -> ChoiceRow:
        row = ChoiceRow(set_apart=set_apart, large=self._large)
        seat = self._seats[row] = Seat(row, self.foot if set_apart else self)
        # Rows of "several" are tick boxes; a row that is no answer excludes all others.
        row.setAutoExclusive(set_apart or not self._several)
        row.clicked.connect(self._on_clicked)
        row.moved.connect(self._on_moved)
        seat.show()
        return row

    def _arrange(self) -> None:
        wide = self.width()
        columns = 1
        most = ONE_LARGE_COLUMN if self._large else ONE_COLUMN
        if len(self._rows) > most and wide >= 2 * scaled(_LEAST_COLUMN) + SPACE_S:
            columns = 2
        cell = (wide - SPACE_S * (columns - 1)) // columns
        for row in self._rows:
            row.stack(cell < scaled(NARROW))
        if columns == self._columns:
            return
        self._columns = columns
        down = -(-len(self._rows) // columns)
        for index, row in enumerate(self._rows):
            self._options_grid.addWidget(self._seats[row], index % down, index // down)
        for column in range(2):
            self._options_grid.setColumnStretch(column, 1 if column < columns else 0)

    def _take(self, key: str) -> bool:
        """Take a key; return whether it chooses, or may begin a number that does."""
        first, self._typed = self._typed, ""
        self._typing.stop()
        if first and self._choose(first + key):
            return True
        if first:
            self._choose(first)
        if any(len(digits) > 1 and digits[0] == key for digits in map(ChoiceRow.digit, self._rows)):
            self._typed = key
            self._typing.start()
            return True
        return self._choose(key)

    def _choose(self, digits: str) -> bool:
        row = next((row for row in self.rows() if row.digit() == digits), None)
        if row is None:
            beside = dict(zip(_STATE_KEYS_BESIDE, self._states, strict=False))
            row = beside.get(digits)
        if row is None:
            return False
        self._go_to(row)
        if self._several or not row.isChecked():
            row.click()
        return True

    def _on_clicked(self) -> None:
        clicked = self.sender()
        if clicked in self._states:
            for row in self.rows():
                if row is not clicked:
                    row.setChecked(False)
            self.state_chosen.emit(self.state())
            return
        for row in self.rows():
            if row is not clicked and (not self._several or row in self._states):
                row.setChecked(False)
        self.chosen.emit(self.value())

    def _on_moved(self, step: int) -> None:
        rows = self.rows()
        here = self.sender()
        if isinstance(here, ChoiceRow) and here in rows:
            self._go_to(rows[(rows.index(here) + step) % len(rows)])

    def _go_to(self, row: ChoiceRow) -> None:
        row.setFocus(Qt.FocusReason.TabFocusReason)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(row, 0, SPACE_M)
