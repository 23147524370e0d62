"""Lists of the pages: rows of which one is open, and rows that end in what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import ListRow, SelectableRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that can be done about a row.

    Attributes:
        words: What stands on its button.
        name: What is done, for the page that is told of it.
        target: What it is done to, e.g. an id.
    """

    words: Message
    name: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The words of one row, in the language of the page.

    Attributes:
        is_caution: Whether the second line is a word of caution.
    """

    key: str
    lead: str
    title: str
    note: str = ""
    is_caution: bool = False
    actions: tuple[Action, ...] = ()


class OpenRows(QWidget):
    """Rows of which one is open beside them; new words keep the open row and the focus.

    Signals:
        opened: The key of the row that the worker opened.
    """

    opened = Signal(str)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = language
        self._rows: dict[str, SelectableRow] = {}
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_S)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; a line with a known key keeps its row."""
        if [line.key for line in lines] != list(self._rows):
            open_key = self.open_key()
            clear(self._column)
            self._rows = {}
            for line in lines:
                row = SelectableRow(self)
                row.clicked.connect(self._on_clicked)
                row.setChecked(line.key == open_key)
                self._column.addWidget(row)
                self._rows[line.key] = row
        for line in lines:
            row = self._rows[line.key]
            row.show_words(line.lead, line.title, line.note, self._switch.language)
            row.set_caution(line.is_caution)

    def open(self, key: str) -> None:
        """Show a row as the open one, without saying so."""
        if key in self._rows:
            self._rows[key].setChecked(True)

    def open_key(self) -> str:
        """Return the key of the open row, or ""."""
        return next((key for key, row in self._rows.items() if row.isChecked()), "")

    def rows(self) -> list[SelectableRow]:
        """Return the rows in reading order."""
        return list(self._rows.values())

    def _on_clicked(self) -> None:
        key = self.open_key()
        if key:
            self.opened.emit(key)


class ActionRows(QWidget):
    """Rows that end in what can be done about them.

    Signals:
        acted: The name of the action and what it is done to.
        more_asked: More rows are wanted.
    """

    acted = Signal(str, str)
    more_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = language
        self._rows: list[ListRow] = []
        self._actions: dict[MessageButton, Action] = {}
        self._goes_on_at: int | None = None
        self.more = MessageButton(language, M("Show more"), parent=self)
        self.more.hide()
        whole = QVBoxLayout(self)
        bare(whole, SPACE_M)
        self._column = QVBoxLayout()
        bare(self._column, SPACE_S)
        whole.addLayout(self._column)
        whole.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeading)
        self.more.clicked.connect(self._on_more)

    def show_lines(self, lines: Sequence[Line], *, more: bool = False) -> None:
        """Show these lines; the focus stays with the action that had it.

        Args:
            lines: What to show.
            more: Whether there are others that can be asked for.
        """
        focused = next((a for b, a in self._actions.items() if b.hasFocus()), None)
        clear(self._column)
        self._actions, self._rows = {}, []
        for line in lines:
            row = ListRow(self)
            row.show_words(line.lead, line.title, line.note, self._switch.language)
            for action in line.actions:
                button = MessageButton(self._switch, action.words)
                button.clicked.connect(self._on_clicked)
                row.add_button(button)
                self._actions[button] = action
            self._column.addWidget(row)
            self._rows.append(row)
        for button, action in self._actions.items():
            if focused is not None and _same(action, focused):
                button.setFocus()
        self._go_on(len(lines))
        self.more.setVisible(more)

    def rows(self) -> list[ListRow]:
        """Return the rows in reading order."""
        return list(self._rows)

    def buttons(self) -> list[MessageButton]:
        """Return the buttons of all rows in reading order."""
        return list(self._actions)

    def focus_on(self, name: str, target: str) -> None:
        """Put the focus on an action, if it is here."""
        for button, action in self._actions.items():
            if (action.name, action.target) == (name, target):
                button.setFocus()

    def _on_more(self) -> None:
        self._goes_on_at = len(self._rows)
        self.more_asked.emit()

    def _go_on(self, count: int) -> None:
        """Put the focus on the first of the rows that were asked for."""
        first, self._goes_on_at = self._goes_on_at, None
        if first is None or first >= count:
            return
        here = (b for b in self._actions if self._rows[first].isAncestorOf(b))
        (next(here, None) or self.more).setFocus()

    def _on_clicked(self) -> None:
        for button, action in self._actions.items():
            if button is self.sender():
                self.acted.emit(action.name, action.target)
                return


def reach_in_order(widgets: Sequence[QWidget]) -> None:
    """Let Tab go through `widgets` one after the other, wherever the first one stands.

    What is made after its page would else be reached last, after the Cover button.
    """
    for one, following in pairwise(widgets):
        QWidget.setTabOrder(one, following)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and put it away."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()  # later: it may be the one whose signal is being answered
        elif inner is not None:
            clear(inner)


def _same(one: Action, other: Action) -> bool:
    return (one.name, one.target) == (other.name, other.target)
