"""Writing what waits onto a stick: how far it is, stopping it, and what lies there then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.message import M
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.shell.answering import OntoStick
from intake_app.ui.style import SPACE_M
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.background import BackgroundTask
    from intake_app.ui.surroundings import Surroundings


class SendingAnswers(OntoStick):
    """Answers, questions and notices that wait, and the way onto a stick.

    Signals:
        begun: Where they are written to, from the moment it is known.
        done: Writing has ended: all of it, stopped, or the stick was pulled out.
    """

    begun = Signal(object)
    done = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        language = surroundings.language
        super().__init__(language, parent)
        self._surroundings = surroundings
        self._profile = profile
        self._task: BackgroundTask | None = None
        self._progress = QWidget(self)
        self._step = MessageText(language, None, parent=self._progress)
        self.stop = MessageButton(language, M("Stop"), parent=self._progress)
        row = FlowLayout(self._progress, spacing=SPACE_M)
        row.addWidget(self._step)
        row.addWidget(self.stop)
        column = self.layout()
        if column is not None:
            column.addWidget(self._progress)
        self._progress.hide()
        self.stop.clicked.connect(self._on_stop)
        self.send_asked.connect(self._on_send_asked)
        self.place_asked.connect(self._on_place_asked)

    def show_waiting(self, count: int, stick: Path | None) -> None:
        """Say how many answers wait, unless they are being written now."""
        if self._task is None:
            super().show_waiting(count, stick)

    def _on_place_asked(self) -> None:
        request = FileRequest(
            pick=Pick.FOLDER, title=M("Where to write the answers"), start=self._stick
        )
        self._surroundings.files.ask(request, self.window(), self._on_send_asked)

    def _on_send_asked(self, path: object) -> None:
        if self._task is not None:
            return
        folder = cast("Path", path)
        self._stick = folder
        self.begun.emit(folder)
        self._set_busy(busy=True)
        self._show_progress(0, 0)
        work = partial(_send, self._profile, folder)
        self._task = self._surroundings.run(work, self._on_sent, self._on_failed)
        self._task.progressed.connect(self._show_progress)
        self._task.cancelled.connect(self._on_cancelled)

    def _show_progress(self, done: int, total: int) -> None:
        self._step.set_message(
            M("Writing {done} of {total}…", done=done, total=total) if total else M("Writing…")
        )

    def _set_busy(self, *, busy: bool) -> None:
        """Work, or not; the focus waits on Stop and goes back, for it must not fall on Cover."""
        ways = (self.send, self.elsewhere)
        held = self.stop.hasFocus() or any(way.hasFocus() for way in ways)
        self._progress.setVisible(busy)
        if busy and held:
            self.stop.setFocus()
        for way in ways:
            way.setEnabled(not busy)
        if not busy:
            self._task = None
            if held:
                self.send.setFocus()

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_sent(self, count: object) -> None:
        self._set_busy(busy=False)
        self.show_sent(cast("int", count))
        self.done.emit()

    def _on_cancelled(self) -> None:
        self._set_busy(busy=False)
        self._words.set_message(M("Stopped. What was written before is on the stick."))
        self.done.emit()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self._surroundings.problems.show_problem(error)
        self.done.emit()


def _send(profile: OpenProfile, folder: Path, progress: Progress) -> int:
    count = profile.inbox.send_answers(folder, progress)
    profile.sticks.make_ready(folder)
    return count
