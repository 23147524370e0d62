"""A question answered by choosing, and the three ways of not answering it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from intake_app.domain.form import FormText
from intake_app.services.words import NON_ANSWERS, STATES
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import scaled
from intake_app.ui.widgets.buttons import Seat
from intake_app.ui.widgets.choice_row import NARROW, ChoiceRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from intake_app.domain.answer import AnswerState
    from intake_app.domain.form import OptionView
    from intake_app.i18n.catalog import Catalog

ONE_COLUMN: Final = 7
"""With more choices than this they stand in two columns, read down."""
ONE_LARGE_COLUMN: Final = 3
"""The same where rows are large."""

_STATE_KEYS: Final = ("7", "8", "9")
_STATE_KEYS_BESIDE: Final = ("0", "-", "+")
"""Where the numbers are needed for choices; `=` does as `+`, which it shares a key with."""
_MOST_WITH_STATE_KEYS: Final = 6
_LEAST_STATE: Final = 190
_LAST_KEY: Final = 9
_LEAST_COLUMN: Final = 300


class ChoiceList(QWidget):
    """Choices in two languages, and under them *rather not say*, *don't know*, *another time*.

    One choice or several; choosing again takes it back. A key chooses, and of one
    choice never takes back; Enter goes on. Beside many choices the three stand on
    one line, so that they stay in sight. It holds what it is told and emits what
    was chosen: what the answer means is not its business.

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
        self._state_columns = 0
        self._states_grid = QGridLayout()
        self._states_grid.setSpacing(SPACE_S)
        layout = QVBoxLayout(self)
        bare(layout, SPACE_M)
        layout.addLayout(self._options_grid)
        layout.addLayout(self._states_grid)

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
            states: Labels of the three rows (see `state_labels`), or none at all.
            several: Whether more than one may be chosen.
        """
        names = tuple(option.name for option in options)
        if (names, several, len(states)) != (self._names, self._several, len(self._states)):
            self._build(names, len(states), several=several)
        for index, (row, option) in enumerate(zip(self._rows, options, strict=True)):
            row.show_labels(option.labels, str(index + 1) if index < _LAST_KEY else "")
        keys = _STATE_KEYS_BESIDE if self._has_many() else _STATE_KEYS
        for row, labels, key in zip(self._states, states, keys, strict=False):
            row.show_labels(labels, key)
        self._arrange()

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
        """Choose by number, in the digits of any script; go on with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.confirmed.emit()
            return
        typed = event.text() if len(event.text()) == 1 else ""
        key = str(unicodedata.digit(typed, typed)) if typed else ""
        key = "+" if key == "=" else key
        for row in self.rows():
            if key and row.digit() == key:
                self._go_to(row)
                if self._several or not row.isChecked():
                    row.click()
                return
        super().keyPressEvent(event)

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
        self._columns = self._state_columns = 0

    def _has_many(self) -> bool:
        return len(self._names) > _MOST_WITH_STATE_KEYS

    def _new_row(self, *, set_apart: bool) -> ChoiceRow:
        row = ChoiceRow(set_apart=set_apart, large=self._large)
        seat = self._seats[row] = Seat(row, self)
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
        self._arrange_states(wide)
        if columns == self._columns:
            return
        self._columns = columns
        down = -(-len(self._rows) // columns)
        for index, row in enumerate(self._rows):
            self._options_grid.addWidget(self._seats[row], index % down, index // down)
        for column in range(2):
            self._options_grid.setColumnStretch(column, 1 if column < columns else 0)

    def _arrange_states(self, wide: int) -> None:
        """Set the three on one line beside many choices, where it is wide enough for them."""
        across = max(1, len(self._states))
        need = across * scaled(_LEAST_STATE) + (across - 1) * SPACE_S
        beside = self._large or self._has_many()
        columns = across if beside and wide >= need else 1
        cell = (wide - SPACE_S * (columns - 1)) // columns
        for row in self._states:
            row.stack(cell < scaled(NARROW))
        if columns == self._state_columns:
            return
        self._state_columns = columns
        for index, row in enumerate(self._states):
            self._states_grid.addWidget(self._seats[row], index // columns, index % columns)
        for column in range(across):
            self._states_grid.setColumnStretch(column, 1 if column < columns else 0)

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


def state_labels(catalogs: Sequence[Catalog]) -> tuple[tuple[FormText, ...], ...]:
    """Return the labels of the three rows that are no answer, in the languages given."""
    return tuple(tuple(_label(catalog, state) for catalog in catalogs) for state in NON_ANSWERS)


def _label(catalog: Catalog, state: AnswerState) -> FormText:
    message = STATES[state]
    text = catalog.text(message)
    translated = text != message.msgid or catalog.tag.split("-")[0] == "en"
    return FormText(
        asked=catalog.tag,
        language=catalog.tag if translated else "en",
        text=text,
        reviewed=catalog.language.review.is_checked,
    )
