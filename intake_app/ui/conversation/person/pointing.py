"""The phrase bar, over anything in the conversation, by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from shiboken6 import isValid

from intake_app.ui.conversation.person.phrases import PHRASES_KEY, PhraseBar
from intake_app.ui.listening import Listening

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.ui.conversation.scene import Scene


class Pointing(QObject):
    """Lays the short sentences over what is in sight, and takes them off again."""

    def __init__(self, scene: Scene, parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self._bar: PhraseBar | None = None
        self._listening = Listening(scene.surroundings, scene.profile.recordings, self)
        shortcut = QShortcut(QKeySequence(PHRASES_KEY), parent)
        shortcut.activated.connect(self.point)

    def point(self) -> None:
        """Show the sentences; again, put them away."""
        stage = self._scene.stage
        if self._bar is not None and isValid(self._bar) and stage.has_laid(self._bar):
            self._on_closed()
        elif stage.current() is not None:
            offered = self._scene.surroundings.program.languages
            bar = PhraseBar(
                self._scene.language,
                self._scene.languages(),
                offered,
                stage,
                listening=self._listening,
            )
            bar.closed.connect(self._on_closed)
            self._bar = bar
            stage.lay_over(bar)

    def _on_closed(self) -> None:
        bar, self._bar = self._bar, None
        if bar is not None:
            self._scene.stage.take_off(bar)
