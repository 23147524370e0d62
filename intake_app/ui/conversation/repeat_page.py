"""The ones of a repeat: open one, take one out, add one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.ids import NodeRef
from intake_app.domain.message import M
from intake_app.ui.conversation.step_page import StepPage
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.heading import TwoLanguageHeading
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from intake_app.domain.form import RepeatView
    from intake_app.ui.conversation.step_page import Talk
    from intake_app.ui.conversation.steps import Step
    from intake_app.ui.language import LanguageSwitch


class RepeatPage(StepPage):
    """The ones of a repeat: open one, take one out, add one more."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(talk, parent)
        self._switch = language = talk.language
        self._repeat: RepeatView | None = None
        self._rows: list[QWidget] = []
        self._heading = TwoLanguageHeading(self)
        self._list = QVBoxLayout()
        bare(self._list, SPACE_S)
        self.add_button = MessageButton(language, M("Add one more"), parent=self)
        self.undo_link = LinkButton(language, M("Undo"), self)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(self._heading)
        column.addLayout(self._list)
        column.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.undo_link, alignment=Qt.AlignmentFlag.AlignLeading)
        self.add_button.clicked.connect(self._on_add)
        self.undo_link.clicked.connect(self.undo_asked)

    def show_step(self, step: Step | None) -> None:
        """Show the ones there are now."""
        repeat = step.repeat if step is not None else None
        if repeat is None:
            return
        self._repeat = repeat
        self.undo_link.setVisible(self.talk.acting.can_undo)
        self._heading.show_labels(tuple(dict.fromkeys(repeat.labels)))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [
            self._row(repeat, number, node) for number, node in enumerate(repeat.instances, 1)
        ]
        for row in self._rows:
            self._list.addWidget(row)
        self.add_button.setVisible(repeat.can_add)
        first = M("Add one more") if repeat.instances else M("Add one")
        self.add_button.set_message(first)

    def take_focus(self) -> None:
        """Put the focus on adding one."""
        self.add_button.setFocus(Qt.FocusReason.TabFocusReason)

    def rows(self) -> list[QWidget]:
        """Return a row for each one, in order."""
        return list(self._rows)

    def _row(self, repeat: RepeatView, number: int, node: NodeRef) -> QWidget:
        row = Card(self)
        line = QHBoxLayout()
        bare(line, SPACE_M)
        name = instance_name(repeat, number, self._switch)
        text = Text(TextSize.CHOICE, row)
        text.say(name)
        line.addWidget(text, 1)
        for message, slot in ((M("Open"), self._on_open), (M("Take out"), self._on_remove)):
            if slot == self._on_remove and not repeat.can_remove:
                continue
            button = MessageButton(self._switch, message, parent=row)
            button.set_about(name)
            button.setProperty("node", node)
            button.clicked.connect(slot)
            line.addWidget(button)
        row.column.addLayout(line)
        row.column.setContentsMargins(SPACE_L, SPACE_S, SPACE_M, SPACE_S)
        return row

    def _on_add(self) -> None:
        if self._repeat is not None:
            self.talk.acting.add_repeat(self._repeat.node)

    def _on_open(self) -> None:
        self.talk.acting.led.emit(self._node_of_sender())

    def _on_remove(self) -> None:
        self.talk.acting.remove_repeat(self._node_of_sender())

    def _node_of_sender(self) -> NodeRef:
        button = self.sender()
        return NodeRef(str(button.property("node")) if isinstance(button, Button) else "")


def instance_name(repeat: RepeatView, number: int, language: LanguageSwitch) -> str:
    """Return how one of a repeat is called, e.g. "Someone who comes along 2"."""
    label = repeat.labels[0].text if repeat.labels else ""
    return f"{label} {language.catalog.formats.number(number)}".strip()
