"""What stands in the middle of the room: questions, a repeat, or the end of the topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.ui.conversation.asking import Told
from intake_app.ui.conversation.question import QuestionCard, TwoTexts
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.heading import TwoLanguageHeading
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.answer import Basis, Event
    from intake_app.domain.form import FormText, QuestionView, RepeatView
    from intake_app.domain.ids import NodeRef
    from intake_app.i18n.catalog import Catalog
    from intake_app.ui.language import LanguageSwitch


class QuestionPage(QWidget):
    """One question, or the few that the form shows together.

    Signals: as of `QuestionCard`, for whichever question it is.
    """

    answered = Signal(str, str, str)
    left_open = Signal(str, object)
    basis_chosen = Signal(str, object)
    noted = Signal(str, str, str)
    undo_asked = Signal()
    confirmed = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        views: Sequence[QuestionView],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._switch = language
        self._within = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        self._within.hide()
        self._title = TwoTexts(self, token=Token.SOFT_INK)
        self.cards: dict[NodeRef, QuestionCard] = {}
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(self._within)
        column.addWidget(self._title)
        for view in views:
            card = QuestionCard(language, view, self)
            card.answered.connect(self.answered)
            card.left_open.connect(self.left_open)
            card.basis_chosen.connect(self.basis_chosen)
            card.noted.connect(self.noted)
            card.undo_asked.connect(self.undo_asked)
            card.confirmed.connect(self.confirmed)
            column.addWidget(card)
            self.cards[view.node] = card

    def show_within(self, within: tuple[RepeatView, int] | None) -> None:
        """Say which one of a repeat the questions are about."""
        self._within.setVisible(within is not None)
        if within is not None:
            self._within.say(_instance_name(within[0], within[1], self._switch))

    def show_title(self, labels: Sequence[FormText]) -> None:
        """Show the title of questions that stand together."""
        self._title.show_texts(labels)

    def show_question(
        self,
        view: QuestionView,
        catalogs: Sequence[Catalog],
        basis: Basis,
        notes: Sequence[Event],
    ) -> None:
        """Show one of the questions as it is now."""
        self.cards[view.node].show_question(view, catalogs, basis, notes)

    def set_hints_open(self, is_open: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show hints and guidance, or not."""
        for card in self.cards.values():
            card.set_hints_open(is_open)

    def set_undo(self, possible: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Offer to take the latest act back, or not."""
        for card in self.cards.values():
            card.set_undo(possible)

    def settle(self) -> None:
        """Make answers of what is typed."""
        for card in self.cards.values():
            card.settle()

    def take_focus(self) -> None:
        """Put the focus where the first question is answered."""
        next(iter(self.cards.values())).take_focus()

    def press(self, event: QKeyEvent) -> None:
        """Take a number key that was pressed elsewhere on the page."""
        next(iter(self.cards.values())).press(event)


class RepeatPage(QWidget):
    """The ones of a repeat: open one, take one out, add one more.

    Signals:
        added: One more is wanted; carries the repeat's node.
        removed: One shall be taken out; carries its node. `undo_asked` brings it back.
        opened: One shall be shown; carries its node.
        undo_asked: Take the latest act back.
        confirmed: Enter was pressed: go on.
    """

    added = Signal(str)
    removed = Signal(str)
    opened = Signal(str)
    undo_asked = Signal()
    confirmed = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = language
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

    def show_repeat(self, repeat: RepeatView) -> None:
        """Show the ones there are now."""
        self._repeat = repeat
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

    def set_undo(self, possible: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Offer to take the latest act back, or not."""
        self.undo_link.setVisible(possible)

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
        name = _instance_name(repeat, number, self._switch)
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
            self.added.emit(self._repeat.node)

    def _on_open(self) -> None:
        self.opened.emit(self._node_of_sender())

    def _on_remove(self) -> None:
        self.removed.emit(self._node_of_sender())

    def _node_of_sender(self) -> str:
        button = self.sender()
        return str(button.property("node")) if isinstance(button, Button) else ""


class EndPage(QWidget):
    """No question: between topics, after the last one, after a pause."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        title = M("No question now")
        column.addWidget(MessageText(language, title, TextSize.LEADING, self))
        told = Told(
            language,
            [
                M("Choose a topic at the side whenever you both want to go on."),
                M("Or finish gently: what was said stays as it is."),
            ],
            self,
            size=TextSize.CHOICE,
            token=Token.SOFT_INK,
        )
        column.addWidget(told)

    def take_focus(self) -> None:
        """Take the focus away from where something could be chosen."""
        self.setFocus()


class UnsavedBar(QWidget):
    """Asks before going on while the last answer is not on the disk.

    Signals:
        gone_on: Go on all the same; it is tried again all the time.
    """

    gone_on = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = CautionChip(language, self)
        self._chip.show_caution(
            M(
                "The last answer is not saved yet: the disk is full. Make room, for instance by "
                "emptying the bin. It is tried again every few seconds."
            )
        )
        self._go_on = MessageButton(language, M("Go on all the same"), parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_XL, SPACE_S, SPACE_XL, SPACE_S)
        row.setSpacing(SPACE_M)
        row.addWidget(self._chip, 1)
        row.addWidget(self._go_on)
        self._go_on.clicked.connect(self.gone_on)
        self.hide()

    def take_focus(self) -> None:
        """Put the focus on going on all the same."""
        self._go_on.setFocus(Qt.FocusReason.TabFocusReason)


def _instance_name(repeat: RepeatView, number: int, language: LanguageSwitch) -> str:
    label = repeat.labels[0].text if repeat.labels else ""
    return f"{label} {language.catalog.formats.number(number)}".strip()
