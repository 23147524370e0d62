"""The conversation's screens in a window, over a real profile."""

from __future__ import annotations

from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from intake_app.domain.ids import NodeRef
from intake_app.store import ballast
from intake_app.ui.background import TaskRunner
from intake_app.ui.conversation.flow import ConversationFlow
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.problems import ProblemBar
from intake_app.ui.surroundings import Surroundings
from tests.pages.chooser import ChosenBefore
from tests.pages.finish import FinishPage
from tests.pages.interpreting import InterpretingPage
from tests.pages.opening import OpeningPage
from tests.pages.pause import PausePage
from tests.pages.room import RoomPage
from tests.services.conftest import (  # noqa: F401 - fixtures
    desk,
    guarded,
    opening,
    program,
    shelter,
    worker,
)
from tests.ui.screens.conversation.interpreters import interpreter
from tests.ui.widgets.gallery_words import catalog_from_sources

CATALOGS = cache(catalog_from_sources)


@pytest.fixture(autouse=True)
def _small_ballast(monkeypatch):
    monkeypatch.setattr(ballast, "BALLAST_BYTES", 64 << 10)


@pytest.fixture
def language(look):
    """Give the language of the moment, with the catalogues of `translations/`."""
    yield LanguageSwitch("en", load=CATALOGS)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def surroundings(program, language, qtbot):  # noqa: F811 - a fixture
    """Give what every screen is given."""
    problems = ProblemBar(language)
    qtbot.addWidget(problems)
    runner = TaskRunner()
    yield Surroundings(
        program=program, language=language, tasks=runner, files=ChosenBefore(), problems=problems
    )
    runner._pool.waitForDone()


class Conversation:
    """The flow in a window, and what became of it in the profile."""

    def __init__(self, window, flow, profile):
        self.window = window
        self.flow = flow
        self.profile = profile
        self.opening = OpeningPage(window)
        self.room = RoomPage(window)
        self.pause = PausePage(window)
        self.finish = FinishPage(window)

    def begin(self):
        """Start at the first question of the opening."""
        self.flow.begin()
        self.opening.wait_for("Can we talk safely here, now?")

    def stored(self):
        """Return what is on the disk of the only conversation: value or state by question."""
        (line,) = self.profile.conversations.lines()
        contents = self.profile._place.read_interview(line.interview.id)
        return {
            node.rpartition("/")[2]: answer.value or answer.state
            for node, answer in contents.answers.items()
        }

    def events(self):
        """Return the journal of the only conversation."""
        (line,) = self.profile.conversations.lines()
        return self.profile._place.read_interview(line.interview.id).events

    def live(self):
        """Return the conversation as the room has it."""
        return self.flow.current().live

    def live_room(self):
        """Return the conversation, also while something lies over the room."""
        return self.flow.room().live

    def go_to(self, name):
        """Bring the question that the form calls `name` on the screen."""
        room = self.flow.current()
        node = NodeRef(self.live().node_named(name))
        room._go_to(room._route.found(node))
        QApplication.processEvents()


@pytest.fixture
def talk(surroundings, worker, qtbot):  # noqa: F811 - a fixture
    """Give the flow in a window that has the focus, nothing begun yet."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(surroundings.problems)
    flow = ConversationFlow(surroundings, worker, window)
    column.addWidget(flow)
    window.resize(1366, 690)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield Conversation(window, flow, worker)
    qtbot.waitUntil(lambda: not surroundings.tasks._running)
    surroundings.tasks._pool.waitForDone()


@pytest.fixture
def room(talk, worker):  # noqa: F811 - a fixture
    """Give the room of a conversation in English and Tigrinya that has just begun."""
    live = worker.conversations.begin(opening())
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    return talk


@pytest.fixture
def with_interpreter(talk, worker):  # noqa: F811 - a fixture
    """Give the room of a conversation with an interpreter beside us."""
    live = worker.conversations.begin(opening(participants=(interpreter(),)))
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    talk.aid = InterpretingPage(talk.window)
    return talk
