"""The aids of the room: a button, keys, and how questions are shown because of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from intake_app.domain.case import INTERPRETING, Presence
from intake_app.domain.message import M
from intake_app.ui.widgets.buttons import MessageButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.case import Participant
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.widgets.bars import RoomHeader

BETTER: Final = M("Say it better")
BETTER_KEY: Final = "Ctrl+B"
WORDS_KEY: Final = "F4"
ALOUD_KEY: Final = "F6"


class Aids(QObject):
    """What the room offers to whoever interprets; `part.Interpreting` carries it out.

    Signals:
        better_asked: The wording in sight shall be corrected.
        words_asked: The glossary shall be looked into.
        taken_back: The form's own wording shall stand again; carries the node.
        aloud_changed: Questions are shown for reading aloud now, or not any more.
    """

    better_asked = Signal()
    words_asked = Signal()
    taken_back = Signal(str)
    aloud_changed = Signal()

    def __init__(self, language: LanguageSwitch, header: RoomHeader, room: QWidget) -> None:
        super().__init__(room)
        self._is_aloud = False
        self.better = MessageButton(language, BETTER, parent=header)
        self.better.show_key(BETTER_KEY)
        header.add_button(self.better)
        self.better.clicked.connect(self.better_asked)
        for keys, slot in (
            (BETTER_KEY, self.better_asked),
            ("F5", self.better_asked),
            (WORDS_KEY, self.words_asked),
            (ALOUD_KEY, self.toggle_aloud),
        ):
            QShortcut(QKeySequence(keys), room).activated.connect(slot)

    @property
    def is_aloud(self) -> bool:
        """Whether questions are shown for reading them aloud, e.g. on the phone."""
        return self._is_aloud

    def toggle_aloud(self) -> None:
        """Show questions for reading aloud, or as usual."""
        self.set_aloud(not self._is_aloud)

    def set_aloud(self, is_aloud: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show questions for reading aloud or not."""
        if is_aloud != self._is_aloud:
            self._is_aloud = is_aloud
            self.aloud_changed.emit()

    def follow(self, people: Sequence[Participant]) -> None:
        """Read aloud where the words go by phone: at the start, and with whoever comes."""
        self.set_aloud(
            any(p.role in INTERPRETING and p.presence is Presence.BY_PHONE for p in people)
        )
