"""Where the screens of a conversation stand: one in sight, and what is laid over it for a while."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from intake_app.ui.half_typed import HalfTyped
from intake_app.ui.style import bare
from intake_app.ui.widgets.text_answer import finish_composing

if TYPE_CHECKING:
    from intake_app.ui.conversation.frame import Frame

WAYS: Final = (
    "cover_asked",
    "pause_asked",
    "finish_asked",
    "turn_asked",
    "phrases_asked",
)
"""Signals of a screen that lead to the same place from every screen."""


@runtime_checkable
class Settling(Protocol):
    """A screen on which something is typed that nobody has confirmed."""

    def settle(self) -> None:
        """Have what is typed kept."""


@runtime_checkable
class Starting(Protocol):
    """A screen that knows where one begins on it."""

    def start(self) -> None:
        """Put the focus there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    page: QWidget
    below: QWidget
    focus: QWidget | None


class Stage(QWidget):
    """Shows one screen; others are laid over it and taken off again.

    A screen that has one of the signals of `WAYS` need not be connected: the
    stage passes it on as its own.

    Signals:
        cover_asked, pause_asked, finish_asked, turn_asked, phrases_asked: Of whichever
            screen is in sight.
        changed: Another screen is in sight.
    """

    cover_asked = Signal()
    pause_asked = Signal()
    finish_asked = Signal()
    turn_asked = Signal()
    phrases_asked = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: QWidget | None = None
        self._laid: list[_Laid] = []
        self._stack = QStackedWidget(self)
        self._stack.currentChanged.connect(self.changed)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._stack)

    def current(self) -> QWidget | None:
        """Return the screen in sight."""
        return self._stack.currentWidget()

    def settle(self) -> None:
        """Have kept what is typed on any screen that is there, and in any window of its own."""
        screens: list[object] = [self._stack.widget(i) for i in range(self._stack.count())]
        for screen in (*screens, *self.children()):
            if isinstance(screen, Settling):
                screen.settle()
        for form in self.findChildren(HalfTyped):
            form.settle()

    def show_screen(self, screen: QWidget) -> None:
        """Show a screen; all others but the one that is kept are put away for good.

        What is typed there is kept first, half-composed words included.
        """
        for index in range(self._stack.count()):
            leaving = self._stack.widget(index)
            if leaving is not None and leaving is not screen:
                finish_composing(leaving)
        self.settle()
        self._add(screen)
        self._stack.setCurrentWidget(screen)
        self._laid = []
        for index in reversed(range(self._stack.count())):
            other = self._stack.widget(index)
            if other not in {screen, self._kept}:
                self._drop(other)

    def keep(self, screen: QWidget | None) -> None:
        """Keep one screen while others are shown (None: none); the one before is put away."""
        before, self._kept = self._kept, screen
        if before is not None and before is not screen:
            self._drop(before)

    def lay_over(self, page: Frame) -> None:
        """Lay a page over whatever is in sight, until `take_off`; it gets the focus."""
        below = self._stack.currentWidget()
        if below is None:
            self.show_screen(page)
        else:
            self._laid.append(_Laid(page=page, below=below, focus=below.focusWidget()))
            self._add(page)
            self._stack.setCurrentWidget(page)
        page.start()

    def holds(self, screen: QWidget | None) -> bool:
        """Return whether a screen is still here, in sight or below something."""
        is_there = screen is not None and isValid(screen)
        return is_there and screen is not None and self._stack.indexOf(screen) >= 0

    def has_laid(self, page: QWidget | None) -> bool:
        """Return whether a page is laid over something."""
        return page is not None and any(laid.page is page for laid in self._laid)

    def take_off(self, page: QWidget) -> None:
        """Take a page off that was laid over; the focus goes back to where it was.

        One that is gone already is no error; one with others over it takes them along.
        """
        here = next((i for i, laid in enumerate(self._laid) if laid.page is page), None)
        if here is None:
            return
        gone, self._laid = self._laid[here:], self._laid[:here]
        bottom = gone[0]
        self._stack.setCurrentWidget(bottom.below)
        for laid in gone:
            self._drop(laid.page)
        focus, below = bottom.focus, bottom.below
        if focus is not None and isValid(focus) and focus.isVisibleTo(below):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(below, Starting):  # it shows something else meanwhile
            below.start()

    def clear(self) -> None:
        """Put everything away."""
        self._kept, self._laid = None, []
        while self._stack.count():
            self._drop(self._stack.widget(0))

    # -- within ------------------------------------------------------------------

    def _add(self, screen: QWidget) -> None:
        if self._stack.indexOf(screen) >= 0:
            return
        self._stack.addWidget(screen)
        for way in WAYS:
            signal = getattr(screen, way, None)
            if isinstance(signal, SignalInstance):
                signal.connect(getattr(self, way))

    def _drop(self, screen: QWidget | None) -> None:
        if screen is not None and self._stack.indexOf(screen) >= 0:
            for form in screen.findChildren(HalfTyped):
                form.settle()
            self._stack.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
