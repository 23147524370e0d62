"""What is half-typed beside the questions, followed from one question to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from intake_app.ui.conversation.step_page import StepPage
from intake_app.ui.half_typed import HalfTyped

if TYPE_CHECKING:
    from intake_app.ui.conversation.room import Room
    from intake_app.ui.conversation.scene import Scene


class HalfNoted(QObject):
    """Follows the notes of each page that comes into the room."""

    def __init__(self, scene: Scene, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._page: object = None
        self._typed = HalfTyped(scene.surroundings, scene.profile.conversations.half_typed, room)
        room.step_shown.connect(self._on_step)
        self._on_step()
        self._typed.begin(room.live.case.id)

    def _on_step(self) -> None:
        page, talk = self._room.page(), self._room.live.interview.id
        if isinstance(page, StepPage) and page is not self._page:
            self._typed.settle()  # what stands on the page before, which goes now
            self._page = page
            for name, field, appear in page.fields_beside():
                self._typed.follow(f"{talk} {name}", field, appear=appear)
