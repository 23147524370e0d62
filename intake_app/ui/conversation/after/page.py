"""What the pages after the questions share: a head with the number, a column, ways back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.ui.conversation.frame import WIDE, Frame
from intake_app.ui.half_typed import HalfTyped
from intake_app.ui.shell.rows import clear

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLayout

    from intake_app.domain.case import Case
    from intake_app.domain.message import Message
    from intake_app.ui.conversation.scene import Scene


class AfterPage(Frame):
    """A page about one person; reads what it shows off the screen's thread.

    Attributes:
        spoken: The languages of the person's talks: the worker's, then the person's.
        half_typed: Keeps what is typed into the fields that the page has it follow.

    Signals:
        question_asked: A question of a form shall be gone to: form id, node ("": the first).
        share_asked: Look for a service, or share with one.
    """

    help_topic = "after"

    question_asked = Signal(str, str)
    share_asked = Signal()

    def __init__(self, scene: Scene, case: Case, title: Message) -> None:
        """Make the page.

        Args:
            scene: The conversation it belongs to, or the profile alone.
            case: Whom it is about.
            title: What stands in its head.
        """
        super().__init__(scene.language, title, scene.stage)
        self.scene = scene
        self.case = case
        self.profile = scene.profile
        self.spoken = scene.languages()
        self.header.set_code(case.code)
        footer = self.footer
        footer.show_only(footer.back_button, footer.pause_button, footer.finish_button)
        if scene.room is None:
            self.without_ways_out(may_go_on=False)
        self.page = self.add_page(widest=WIDE)
        words = scene.profile.conversations.half_typed
        self.half_typed = HalfTyped(scene.surroundings, words, self)
        self.half_typed.begin(case.id)
        scene.language.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read anew what is shown."""
        raise NotImplementedError

    def start(self) -> None:
        """Put the focus where nothing happens by mistake."""
        self.footer.back_button.setFocus()

    def read(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Read something off this thread."""
        self.scene.surroundings.run(lambda _progress: work(), then)

    def write(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Write something off this thread; what was not kept is not shown as if it were."""
        run = self.scene.surroundings.run
        run(lambda _progress: work(), then, self._on_not_written, keeps=True)

    def _on_not_written(self, error: Exception) -> None:
        self.scene.surroundings.problems.show_problem(error)
        self.refresh()

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages of the page: the worker's, then the person's."""
        worker = self.language.language.tag
        return tuple(dict.fromkeys((worker, *self.spoken[-1:])))

    @staticmethod
    def emptied(layout: QLayout) -> None:
        """Take everything out of a layout that is filled anew."""
        clear(layout)
