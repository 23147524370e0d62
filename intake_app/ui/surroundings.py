"""What every screen is given: the program, the language, background work, files, problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from intake_app.ui.background import BackgroundTask
from intake_app.ui.camera import Camera
from intake_app.ui.sound import Sound

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.ports import Progress
    from intake_app.services.program import Program
    from intake_app.ui.background import TaskRunner
    from intake_app.ui.files import FileChooser
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.problems import ProblemBar


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What every screen is given.

    Attributes:
        program: Every service that works without an open profile.
        language: The language of the interface, switched for all screens at once.
        tasks: Runs what may take more than a moment, off this thread.
        files: Asks for files and folders; tests put another one in its place.
        problems: The bar at the top of the window; errors are shown there unless
            a screen has a better place beside the thing itself.
        sound: Plays recorded voices; silent at once on Cover.
        camera: Sees codes that are held before it; closed at once on Cover.
    """

    program: Program
    language: LanguageSwitch
    tasks: TaskRunner
    files: FileChooser
    problems: ProblemBar
    sound: Sound = field(default_factory=Sound)
    camera: Camera = field(default_factory=Camera)

    def run(
        self,
        work: Callable[[Progress], object],
        then: Callable[[object], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        keeps: bool = False,
        stands: Callable[[], bool] | None = None,
    ) -> BackgroundTask:
        """Run `work` off this thread and return the running task.

        Args:
            work: A plain function; services block, so they are called in here.
            then: Called on this thread with what it returned. A bound method of
                a QObject: it is not called when that object is gone by then.
            failed: The same for what it raised; the problem bar when None.
            keeps: Whether it stores what somebody said: a lock waits for that, and
                on a full disk it is tried again when nobody else has the words any more.
            stands: Whether somebody has: a screen that shows them and gives them once
                more. When None, as long as the widget of `then` is there.
        """
        task = BackgroundTask(work)
        task.succeeded.connect(then)
        task.failed.connect(failed or self.problems.show_problem)
        if keeps:
            task.waiting.connect(self.problems.show_problem)
            stands = stands or partial(_is_there, getattr(then, "__self__", None))
        self.tasks.start(task, stands=stands)
        return task


def _is_there(receiver: object) -> bool:
    """Return whether a widget is there and is not about to go: taken out of its stack."""
    if not isinstance(receiver, QWidget) or not isValid(receiver):
        return False
    part: QWidget | None = receiver
    while part is not None:
        above = part.parentWidget()
        if isinstance(above, QStackedWidget) and above.indexOf(part) < 0:
            return False
        part = above
    return True
