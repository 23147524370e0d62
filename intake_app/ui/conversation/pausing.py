"""The calm page at every moment: asked for, or because nobody touched anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from intake_app.services.child_help import child_help
from intake_app.ui.conversation.opening.ends import Safeguarding
from intake_app.ui.conversation.pause import CalmPage

if TYPE_CHECKING:
    from intake_app.services.child_help import ChildHelp
    from intake_app.ui.conversation.scene import Scene


class Pausing(QObject):
    """Pause and what leads on from it, and the page that hides a question left alone.

    Signals:
        help_asked: Show what to do at once.
    """

    help_asked = Signal()

    def __init__(self, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._hiding: CalmPage | None = None
        self._help: Safeguarding | None = None

    def pause(self) -> None:
        """Put the question away at once; it does not come back by itself.

        Before the first question nothing is kept yet that a pause could stand
        in: the calm page is laid over what has been answered so far.
        """
        scene, room = self._scene, self._scene.room
        if room is None:
            self.hide_question()
            return
        scene.settle()  # before the question is put away: it may have an answer now
        room.rest()
        room.keep(room.live.pause())
        page = CalmPage(scene.language, scene.languages(), scene.stage)
        page.topic_asked.connect(self._on_topic)
        page.help_asked.connect(self._on_help)
        scene.stage.show_screen(page)
        page.start()

    def hide_question(self) -> None:
        """Lay the calm page over the screen; one key, or `show_question`, takes it off."""
        scene = self._scene
        if scene.stage.current() is None or scene.stage.has_laid(self._hiding):
            return
        scene.settle()
        page = CalmPage(scene.language, scene.languages(), scene.stage)
        page.set_ways(False)
        page.woken.connect(self.show_question)
        self._hiding = page
        scene.stage.lay_over(page)

    def show_question(self) -> None:
        """Take the calm page of `hide_question` off again."""
        page, self._hiding = self._hiding, None
        if page is not None:
            self._scene.stage.take_off(page)

    # -- within ------------------------------------------------------------------

    def _on_topic(self) -> None:
        room = self._scene.room
        if room is not None:
            room.keep(room.live.resume())
            self._scene.back_to_room()

    def _on_help(self) -> None:
        scene, room = self._scene, self._scene.room
        if room is None or not room.live.case.age.is_protected:
            self.help_asked.emit()
            return
        card = Safeguarding(scene.language, scene.stage, may_go_on=False)
        card.left.connect(self._on_helped)
        card.back_asked.connect(self._on_helped)
        self._help = card
        scene.stage.lay_over(card)
        profile = scene.profile
        scene.surroundings.run(lambda _progress: child_help(profile), self._on_child_help)

    def _on_child_help(self, found: object) -> None:
        if self._help is not None and self._scene.stage.has_laid(self._help):
            self._help.show_help(cast("ChildHelp", found))

    def _on_helped(self) -> None:
        if self._help is not None:
            self._scene.stage.take_off(self._help)
            self._help = None
