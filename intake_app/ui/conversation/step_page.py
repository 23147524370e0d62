"""What every page in the middle of the room has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.ui.conversation.wording import catalogs_of, without_doubles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLineEdit

    from intake_app.domain.form import QuestionView
    from intake_app.domain.ids import NodeRef
    from intake_app.i18n.catalog import Catalog
    from intake_app.services.interview import LiveInterview
    from intake_app.ui.conversation.acting import Acting
    from intake_app.ui.conversation.interpreting.aids import Aids
    from intake_app.ui.conversation.steps import Step
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.widgets.state_rows import StateRows
    from intake_app.ui.widgets.text_answer import TextAnswer

    FieldBeside = tuple[str, QLineEdit | TextAnswer, Callable[[], None]]
    """A name of its own, the field, and what shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What a page works with: the conversation, and what can be done to it."""

    language: LanguageSwitch
    live: LiveInterview
    acting: Acting
    aids: Aids

    def tags(self) -> tuple[str, ...]:
        """Return the languages on the screen, each once, leading one first."""
        between = (self.live.relay,) if self.live.relay else ()
        return tuple(dict.fromkeys((*self.live.languages, *between)))

    def catalogs(self) -> list[Catalog]:
        """Return the program's own words in these languages."""
        return catalogs_of(self.language, self.tags())

    def view(self, node: NodeRef) -> QuestionView:
        """Return a question as it is shown: no wording stands there twice."""
        return without_doubles(self.live.question_in(node, self.tags()))

    def number(self, node: NodeRef) -> str:
        """Return what a question is called by when it is read aloud: topic and place, "2.3"."""
        return self.live.number(node)


class StepPage(QWidget):
    """A page in the middle of the room, for one step or for no step.

    A page connects its own signals to `Talk.acting`, whose `done` makes the room
    show the step anew. It reads what it shows from `Talk` in `show_step`.

    Signals:
        undo_asked: Take the latest act back.
        confirmed: Enter was pressed: go on.
        passed: Go to the next topic.
    """

    undo_asked = Signal()
    confirmed = Signal()
    passed = Signal()

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk = talk

    def show_step(self, step: Step | None) -> None:
        """Show the step as it is now; what is being typed stays."""

    def set_hints_open(self, is_open: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show hints and guidance, or not."""

    def asked(self) -> str:
        """Return what the page asks, to be spoken when it comes into sight."""
        return ""

    def foot(self) -> StateRows | None:
        """Return what stands at the foot of the room and does not scroll, or None."""
        return None

    def settle(self) -> None:
        """Make answers of what is typed."""

    def finish(self) -> None:
        """Make answers of what is typed, and notes of what is half-typed beside: one goes on."""
        self.settle()

    def fields_beside(self) -> Sequence[FieldBeside]:
        """Return the fields beside the questions in which something may be half-typed."""
        return ()

    def take_focus(self) -> None:
        """Put the focus where one answers."""
        self.setFocus()

    def press(self, event: QKeyEvent) -> None:
        """Take a key that was pressed elsewhere on the screen."""
        event.ignore()
