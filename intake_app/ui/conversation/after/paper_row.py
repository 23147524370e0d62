"""Putting a paper for the person onto a stick or into a folder, and saying where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.ui.conversation.referral.paper import write_sheet
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.problems import ProblemBar
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.ui.surroundings import Surroundings

NAME = "notes.pdf"
"""The name proposed: it tells nothing of what is inside."""


class PaperRow(QWidget):
    """Asks for a place, writes the file there, and says what to do with it.

    Signals:
        made: It is written.
    """

    made = Signal()

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._make: Callable[[], bytes] | None = None
        self._told = MessageText(surroundings.language, None, parent=self)
        self._place = Text(parent=self)
        self.problem = ProblemBar(surroundings.language, self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for part in (self.problem, self._told, self._place):
            column.addWidget(part)
        self._told.hide()
        self._place.hide()

    def ask(self, make: Callable[[], bytes]) -> None:
        """Ask where the paper shall go, then make it there; `make` runs off this thread."""
        self._make = make
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the paper go?"),
            suffixes=(".pdf",),
            name=NAME,
        )
        self._surroundings.files.ask(request, self.window(), self._on_place)

    def _on_place(self, place: Path) -> None:
        make = self._make
        if make is not None:
            self._surroundings.run(
                lambda _progress: write_sheet(place, make()), self._on_made, self._on_not_made
            )

    def _on_made(self, place: object) -> None:
        self.problem.dismiss()
        self._told.set_message(M("The paper is ready. Print it, then delete the file."))
        self._place.say(isolated(str(place)))
        self._told.show()
        self._place.show()
        self.made.emit()

    def _on_not_made(self, error: Exception) -> None:
        self.problem.show_problem(error)
