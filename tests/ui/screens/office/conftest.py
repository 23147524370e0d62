"""The pages of the office over two real offices, and someone who chooses files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.ui.background import TaskRunner
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.problems import ProblemBar
from intake_app.ui.shell.inbox import InboxPage
from intake_app.ui.surroundings import Surroundings
from tests.pages.chooser import ChosenBefore
from tests.pages.inbox import InboxView
from tests.services.conftest import (  # noqa: F401 - fixtures
    desk,
    guarded,
    opening,
    program,
    share,
    shelter,
    stick,
    worker,
)
from tests.ui.widgets.gallery_words import catalog_from_sources


@pytest.fixture
def language(look):
    """Give the language of the moment, with the catalogues of `translations/`."""
    yield LanguageSwitch("en", load=catalog_from_sources)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def surroundings(program, language, qtbot):  # noqa: F811 - a fixture
    """Give what every page is given; files are chosen by the test."""
    problems = ProblemBar(language)
    qtbot.addWidget(problems)
    runner = TaskRunner()
    yield Surroundings(
        program=program, language=language, tasks=runner, files=ChosenBefore(), problems=problems
    )
    runner._pool.waitForDone()


@pytest.fixture
def opened(surroundings, qtbot, worker, desk):  # noqa: F811 - the offices close after the page
    """Give the way to open a page and to wait until it has read what it shows."""
    runner = surroundings.tasks

    def open_page(kind, profile):
        page = kind(surroundings, profile)
        qtbot.addWidget(page)
        page.resize(1366, 690)
        with qtbot.waitExposed(page):
            page.show()
        page.refresh()
        settle()
        return page

    def settle():
        qtbot.waitUntil(lambda: not runner._running)
        for _ in range(4):  # a page that was written anew is laid out from the inside outwards
            QApplication.processEvents()

    open_page.settle = settle
    yield open_page
    runner._pool.waitForDone()


@pytest.fixture
def sent(worker, shelter, stick):  # noqa: F811 - fixtures
    """Give a referral that lies on the stick."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Marker-7Q", language="en").saved.result()
    live.answer(live.node_named("R15"), "safe-place").saved.result()
    live.answer(live.node_named("R16"), "24h").saved.result()
    share(worker, live.case.id, shelter, "need", "people", "languages", "name")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    return record


@pytest.fixture
def inbox(opened, desk, sent, stick, surroundings):  # noqa: F811 - fixtures
    """Give the inbox of the desk; that stick is the one that is chosen."""
    surroundings.files.path = stick
    return InboxView(opened(InboxPage, desk), opened.settle)
