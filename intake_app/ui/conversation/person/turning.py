"""The screen turned to the person: on this display, or on a second one where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from intake_app.i18n import texts
from intake_app.ui.conversation.person.page import PersonPage
from intake_app.ui.conversation.person.question import QuestionSource
from intake_app.ui.conversation.person.wordless import Instead, NoWords, is_written
from intake_app.ui.conversation.room import Room
from intake_app.ui.listening import Listening, Voice
from intake_app.ui.style import bare

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

    from intake_app.ui.conversation.person.sheet import Source
    from intake_app.ui.conversation.scene import Scene

_TITLE = "Intake"


@runtime_checkable
class Turnable(Protocol):
    """A screen that has something for the person to read and answer themselves."""

    def for_person(self) -> Source:
        """Return what the person is shown."""


class PersonWindow(QWidget):
    """The person's side on a display of its own; the keys stay with the worker."""

    def __init__(self, page: PersonPage, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(_TITLE)
        self.page = page
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(page)

    def settle(self) -> None:
        """Have kept what is written there."""
        self.page.settle()

    def show_on(self, screen: QScreen) -> None:
        """Fill a display."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.page.show()


class Turning(QObject):
    """Turns the screen to the person and back.

    Nothing is turned that the person could not read: where their language has no
    words yet, the worker is told so and of what can be done instead.

    With one display the person's side lies over the worker's. With a second one
    it has that display, follows the screen in sight, and says that there is no
    question while the worker has something else before them.
    """

    def __init__(self, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._page: PersonPage | None = None
        self._window: PersonWindow | None = None
        self._screen: QWidget | None = None
        self._told: NoWords | None = None
        self._listening = Listening(scene.surroundings, scene.profile.recordings, self)

    def turn(self) -> None:
        """Turn the screen to the person, or back; a covered one is uncovered."""
        screen = innermost(self._scene.stage.current())
        window = self._window
        if window is not None and window.page.is_covered:
            window.page.uncover()
        elif window is not None and screen is self._screen:
            self.turn_back()
        elif screen is not None and (source := self._source_of(screen)) is not None:
            tag = source.sheet().language
            if is_written(self._scene.language, tag):
                self._show(screen, source)
            else:
                source.deleteLater()
                self._tell(screen, tag)

    def turn_back(self) -> None:
        """Let only the worker's side be in sight."""
        page, self._page = self._page, None
        window, self._window = self._window, None
        self._watch(None)
        if page is not None and isValid(page):
            page.finish_writing()
        if window is not None and isValid(window):
            window.hide()
            window.deleteLater()
        elif page is not None and isValid(page):
            self._scene.stage.take_off(page)

    def cover(self) -> None:
        """Cover the person's display; the one that is turned goes when a screen is shown."""
        if self._window is not None:
            self._window.page.cover()

    def window(self) -> PersonWindow | None:
        """Return the window on the second display, if there is one."""
        return self._window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show a question on the second display only while the worker has it before them."""
        window = self._window
        if event.type() == QEvent.Type.Close and watched is self._scene.stage.window():
            self.turn_back()  # a window of its own would outlive the one it belongs to
            return False
        if watched is self._screen and window is not None and isValid(window):
            if event.type() == QEvent.Type.Hide:
                window.page.rest(True)
            elif event.type() == QEvent.Type.Show:
                window.page.rest(False)
        return super().eventFilter(watched, event)

    # -- within ------------------------------------------------------------------

    def _source_of(self, screen: QWidget) -> Source | None:
        if isinstance(screen, Room):
            screen.settle()
            return QuestionSource(self._scene.language, screen)
        return screen.for_person() if isinstance(screen, Turnable) else None

    def _tell(self, screen: QWidget, tag: str) -> None:
        """Say that there are no words, over the screen that was to be turned."""
        scene = self._scene
        is_room = isinstance(screen, Room)
        known = screen.live.form_languages if isinstance(screen, Room) else ()
        others = [t for t in known if t != tag and is_written(scene.language, t)]
        sentences = [Voice(language=tag, words=words) for _, words in texts.phrases(tag).rows]
        instead = Instead(
            tag=tag,
            others=others,
            is_question=is_room,
            is_recorded=any(self._listening.has(voice) for voice in sentences),
        )
        self._told = told = NoWords(scene.language, instead, scene.stage)
        told.closed.connect(self._on_told)
        told.aloud_asked.connect(self._on_aloud)
        told.language_chosen.connect(self._on_language)
        scene.stage.lay_over(told)

    def _on_told(self) -> None:
        told, self._told = self._told, None
        if told is not None and isValid(told):
            self._scene.stage.take_off(told)

    def _on_aloud(self) -> None:
        self._on_told()
        if self._scene.room is not None:
            self._scene.room.aids.set_aloud(True)

    def _on_language(self, tag: str) -> None:
        self._on_told()
        if self._scene.room is not None:
            self._scene.room.languages.chosen.emit(tag)
            self.turn()

    def _on_changed(self) -> None:
        """Take the person's side away when it follows to a language without words."""
        page, screen = self._page, self._screen
        if page is None or not isValid(page) or screen is None or self._window is None:
            return
        tag = page.source().sheet().language
        if not is_written(self._scene.language, tag):
            self.turn_back()
            self._tell(screen, tag)

    def _show(self, screen: QWidget, source: Source) -> None:
        stage = self._scene.stage
        source.changed.connect(self._on_changed)
        if self._window is not None:
            self._window.page.use(source)
            self._window.page.rest(False)
            self._watch(screen)
            return
        self._page = page = PersonPage(
            self._scene.language, source, stage, listening=self._listening
        )
        page.turned_back.connect(self.turn_back)
        display = other_display(stage.window())
        if display is None:
            stage.lay_over(page)
            return
        page.cover_asked.connect(stage.cover_asked)
        page.pause_asked.connect(stage.pause_asked)
        page.finish_asked.connect(stage.finish_asked)
        self._window = PersonWindow(page, stage)
        self._watch(screen)
        stage.window().installEventFilter(self)
        self._window.show_on(display)
        stage.window().activateWindow()  # what is typed is still the worker's

    def _watch(self, screen: QWidget | None) -> None:
        old, self._screen = self._screen, screen
        if old is not None and isValid(old):
            old.removeEventFilter(self)
        if screen is not None:
            screen.installEventFilter(self)


def innermost(screen: QWidget | None) -> QWidget | None:
    """Return the screen in sight where several stand on one another."""
    while isinstance(screen, QStackedWidget):
        screen = screen.currentWidget()
    return screen


def other_display(window: QWidget) -> QScreen | None:
    """Return a display that the window does not stand on, or None when there is only one."""
    here = window.screen()
    return next((s for s in QGuiApplication.screens() if s is not here), None)
