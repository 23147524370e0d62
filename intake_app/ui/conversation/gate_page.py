"""The gate before a topic that may hurt: what comes, and that it can be left out.

Yes opens it; that needs Enter or Next like every answer. Every other answer
leaves the topic at once: the person need not look at it any longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.answer import AnswerState
from intake_app.domain.form import OptionView, QuestionKind
from intake_app.domain.message import M
from intake_app.i18n.direction import without_isolates
from intake_app.services.words import STATES
from intake_app.ui.conversation.question import Hints
from intake_app.ui.conversation.step_page import StepPage
from intake_app.ui.conversation.wording import in_languages
from intake_app.ui.style import SPACE_M, bare
from intake_app.ui.widgets.buttons import LinkButton
from intake_app.ui.widgets.choices import ChoiceList
from intake_app.ui.widgets.heading import TwoLanguageHeading

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.form import QuestionView
    from intake_app.domain.ids import NodeRef
    from intake_app.ui.conversation.step_page import Talk
    from intake_app.ui.conversation.steps import Step

OPENS: Final = "yes"
_LATER: Final = AnswerState.ANOTHER_TIME.value
_LEAVE_OUT: Final = AnswerState.DECLINED.value


def is_gate(view: QuestionView) -> bool:
    """Return whether a question is shown as a gate: its form says so, and "yes" is a choice."""
    names = [option.name for option in view.options]
    return view.gate and view.kind is QuestionKind.SELECT_ONE and OPENS in names


class GatePage(StepPage):
    """One gate: yes, another time, what else the form offers, or leave it out."""

    def __init__(self, talk: Talk, node: NodeRef, parent: QWidget | None = None) -> None:
        super().__init__(talk, parent)
        self._node = node
        self._heading = TwoLanguageHeading(self)
        self._hints = Hints(talk.language, self)
        self.choices = ChoiceList(self)
        self.undo_link = LinkButton(talk.language, M("Undo"), self)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        for part in (self._heading, self._hints, self.choices):
            column.addWidget(part)
        column.addWidget(self.undo_link, alignment=Qt.AlignmentFlag.AlignLeading)
        self.choices.chosen.connect(self._on_chosen)
        self.choices.confirmed.connect(self.confirmed)
        self.undo_link.clicked.connect(self.undo_asked)

    def show_step(self, step: Step | None) -> None:
        """Show the gate in the languages of the moment, and what was answered before."""
        if step is None:
            return
        view = self.talk.view(self._node)
        self._heading.show_labels(view.labels)
        self._hints.show_texts(view)
        self.choices.show_options(self._options(view))
        self.choices.set_answer(view.value or (view.state or ""))
        named = " / ".join(without_isolates(label.text) for label in view.labels)
        self.choices.setAccessibleName(named)
        self.undo_link.setVisible(self.talk.acting.can_undo)

    def set_hints_open(self, is_open: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show hints and guidance, or not."""
        self._hints.set_open(is_open)

    def take_focus(self) -> None:
        """Put the focus on what is chosen, or on yes."""
        rows = self.choices.rows()
        chosen = next((row for row in rows if row.isChecked()), rows[0])
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def press(self, event: QKeyEvent) -> None:
        """Choose by a number key that was pressed elsewhere on the page."""
        self.choices.keyPressEvent(event)

    def settle(self) -> None:
        """Choose what a digit alone stands for."""
        self.choices.settle()

    def _options(self, view: QuestionView) -> list[OptionView]:
        catalogs = self.talk.catalogs()
        opens, *others = sorted(view.options, key=lambda option: option.name != OPENS)
        later = in_languages(catalogs, STATES[AnswerState.ANOTHER_TIME])
        # Translators: the person would rather not be asked about this topic at all.
        leave_out = in_languages(catalogs, M("Leave it out"))
        return [
            opens,
            OptionView(name=_LATER, labels=later),
            *others,
            OptionView(name=_LEAVE_OUT, labels=leave_out),
        ]

    def _on_chosen(self, name: str) -> None:
        acting = self.talk.acting
        if name == _LATER:
            acting.put_off(self._node)
        elif name == _LEAVE_OUT:
            acting.leave_open(self._node, AnswerState.DECLINED)
        else:
            acting.answer(self._node, name, "")
        if name not in {OPENS, ""}:
            self.passed.emit()
