"""The ways on after the questions, as one row of buttons."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from intake_app.domain.message import M
from intake_app.services.forms import PLAN_FORM, REFERRAL_FORM
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.typography import RESCALED, is_large
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QEvent

    from intake_app.domain.case import Case
    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch


class Way(StrEnum):
    """Where one can go on to."""

    QUESTIONS = "questions"
    OFFICE = "office"
    PLAN = "plan"
    RIGHTS = "rights"
    OPTIONS = "options"
    SUMMARY = "summary"
    COPY = "copy"
    CORRECT = "correct"


_WORDS: Final[Mapping[Way, Message]] = {
    # Translators: buttons; any of them may be read by someone who glances over.
    Way.QUESTIONS: M("Needs and safety"),
    Way.OFFICE: M("What an office asks"),
    Way.PLAN: M("Plan"),
    Way.RIGHTS: M("Rights and my days"),
    Way.OPTIONS: M("What is possible"),
    Way.SUMMARY: M("Summary"),
    Way.COPY: M("Something to take along"),
    Way.CORRECT: M("Something is wrong"),
}
_FIRST_TALK: Final = M("Back to the first talk")
_FOR_ADULTS: Final = (Way.QUESTIONS, Way.OFFICE, Way.PLAN, Way.OPTIONS, Way.SUMMARY)


class AfterDoors(QWidget):
    """One button for each way; which there are depends on who it is about.

    Signals:
        asked: The `Way` that was chosen.
    """

    asked = Signal(str)

    def __init__(
        self,
        language: LanguageSwitch,
        parent: QWidget | None = None,
        *,
        kind: Kind = Kind.PLAIN,
        stacked: bool = False,
    ) -> None:
        """Make the buttons.

        Args:
            language: The language of the moment.
            parent: Qt's owner.
            kind: What they look like.
            stacked: Whether they stand in a column or two, all equally wide.
        """
        super().__init__(parent)
        self.buttons: dict[Way, MessageButton] = {}
        self._grid = QGridLayout(self) if stacked else None
        row = self._grid if self._grid is not None else FlowLayout(self)
        bare(row, SPACE_S)
        for way, words in _WORDS.items():
            button = MessageButton(language, words, kind, self)
            button.clicked.connect(partial(self._ask, way))
            row.addWidget(button)
            self.buttons[way] = button
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._arrange()

    def show_for(self, case: Case, form_id: str = "") -> None:
        """Show the ways there are for a person.

        Args:
            case: Whoever is or may be under 18 is offered rights and days, and to correct
                what is written.
            form_id: The form of the talk that is going on, if one is.
        """
        for way in _FOR_ADULTS:
            self.buttons[way].setVisible(not case.age.is_protected)
        is_second = form_id in {PLAN_FORM, REFERRAL_FORM}
        self.buttons[Way.QUESTIONS].set_message(_FIRST_TALK if is_second else _WORDS[Way.QUESTIONS])

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        super().changeEvent(event)
        if event.type() in RESCALED:
            self._arrange()

    def _arrange(self) -> None:
        if self._grid is None:
            return
        columns = 1 if is_large() else 2
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    def _ask(self, way: Way) -> None:
        self.asked.emit(way.value)
