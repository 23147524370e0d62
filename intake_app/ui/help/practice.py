"""The practice conversation: the real screens over a profile that is thrown away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.i18n.texts import practice_steps
from intake_app.ui.conversation.flow import ConversationFlow
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, bare
from intake_app.ui.typography import RESCALED, TextSize, is_large
from intake_app.ui.widgets.bars import Bar
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QEvent

    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.surroundings import Surroundings


class PracticeStrip(Bar):
    """What happens next in the practice, and what to try; over the screens themselves.

    Signals:
        ended: The practice is over.
    """

    ended = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._step = 0
        self.title = MessageText(
            language,
            M("Practice with invented people. Nothing is kept."),
            TextSize.NOTE,
            self,
            bold=True,
        )
        self.happens = Text(parent=self)
        self.attempt = Text(parent=self, bold=True)
        self.back = MessageButton(language, M("Back"), Kind.PLAIN, self)
        self.forward = MessageButton(language, M("Next step"), parent=self)
        self.end = MessageButton(language, M("End the practice"), parent=self)
        words = QVBoxLayout()
        bare(words, SPACE_S)
        for text in (self.title, self.happens, self.attempt):
            words.addWidget(text)
        ways = FlowLayout(spacing=SPACE_S, trailing=True)
        for button in (self.back, self.forward, self.end):
            ways.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(SPACE_XL, SPACE_S, SPACE_L, SPACE_S)
        self._row.setSpacing(SPACE_M)
        self._row.addLayout(words, 3)
        self._row.addLayout(ways, 2)
        self._stand()
        self.back.clicked.connect(self._on_back)
        self.forward.clicked.connect(self._on_forward)
        self.end.clicked.connect(self.ended)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Give the words the whole width where text is large."""
        if event.type() in RESCALED:
            self._stand()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say the step anew."""
        tag = self._language.language.tag
        steps = practice_steps(tag)
        happens, attempt = steps[self._step]
        language = language_of(tag)
        self.happens.say(happens, language)
        self.attempt.say(attempt, language)
        self.back.setEnabled(self._step > 0)
        self.forward.setVisible(self._step < len(steps) - 1)

    def _stand(self) -> None:
        way = QBoxLayout.Direction.TopToBottom if is_large() else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self.title.setVisible(not is_large())  # the button that ends it names it, too
        for text in (self.happens, self.attempt):  # the screen below is what is practised
            text.set_size(TextSize.NOTE if is_large() else TextSize.BASE)

    def _on_back(self) -> None:
        self._step = max(0, self._step - 1)
        self.retranslate()

    def _on_forward(self) -> None:
        self._step += 1
        self.retranslate()


class PracticeScreen(QWidget):
    """The strip over a conversation of its own."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.strip = PracticeStrip(surroundings.language, self)
        self.flow = ConversationFlow(surroundings, profile, self)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self.strip)
        column.addWidget(self.flow, 1)

    def open_urgent(self, key: str) -> None:
        """Open the card of this key over whatever is in sight."""
        self.flow.open_urgent(key)

    def current(self) -> QWidget | None:
        """Return the screen in sight."""
        return self.flow.current()


class Practising(QObject):
    """Begins a practice on a window's stack, and throws it away again.

    Signals:
        left: It is over; show what was there before.
        cover_asked: Hide everything behind the neutral page.
    """

    left = Signal()
    cover_asked = Signal()

    def __init__(
        self, surroundings: Surroundings, stack: QStackedWidget, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._stack = stack
        self._profile: OpenProfile | None = None
        self._is_beginning = False
        self.screen: PracticeScreen | None = None

    def begin(self, beside: Path) -> None:
        """Make a profile beside the real one and begin a conversation in it."""
        if self.screen is not None or self._is_beginning:
            return
        self._is_beginning = True
        profiles = self._surroundings.program.profiles
        tag = self._surroundings.language.language.tag
        make = partial(profiles.begin_practice, beside, language=tag)
        self._surroundings.run(lambda _progress: make(), self._on_begun, self._on_failed)

    def end(self) -> None:
        """Throw everything of the practice away; blocks for some milliseconds."""
        screen, self.screen = self.screen, None
        profile, self._profile = self._profile, None
        if screen is not None:
            room = screen.flow.room()
            if room is not None:
                room.saving.stop()
            self._stack.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
        if profile is not None:
            self._surroundings.program.profiles.end_practice(profile)

    def _on_begun(self, profile: object) -> None:
        self._is_beginning = False
        self._profile = cast("OpenProfile", profile)
        screen = PracticeScreen(self._surroundings, self._profile, self._stack)
        self.screen = screen
        screen.strip.ended.connect(self._on_left)
        screen.flow.left.connect(self._on_left)
        screen.flow.cover_asked.connect(self.cover_asked)
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        screen.flow.begin()

    def _on_failed(self, error: Exception) -> None:
        self._is_beginning = False
        self._surroundings.problems.show_problem(error)

    def _on_left(self) -> None:
        self.end()
        self.left.emit()
