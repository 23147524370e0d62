"""The whole window over a real program and a real profile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.errors import StoreError
from intake_app.services.passphrases import as_secret
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.shell.idle import Delays
from intake_app.ui.window import MainWindow
from tests.pages.chooser import ChosenBefore
from tests.services.conftest import guarded, program  # noqa: F401 - fixtures
from tests.ui.widgets.gallery_words import catalog_from_sources

WORDS = "calm river paper lamp"
PIN = "472918"


class NextStart:
    """In place of the successor: the real one would end the process of the tests."""

    def __init__(self):
        self.locked = []
        self.fails = 0

    def lock(self, profile, *, language):
        if self.fails:
            self.fails -= 1
            raise StoreError
        profile.close()
        self.locked.append((profile.folder, language))


@pytest.fixture
def language(look):
    """Give the language of the moment, with the catalogues of `translations/`."""
    yield LanguageSwitch("en", load=catalog_from_sources)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def successors():
    """Give what takes over after a lock, and remembers that it did."""
    return NextStart()


@pytest.fixture
def files():
    """Give someone who has chosen a folder before."""
    return ChosenBefore()


@pytest.fixture
def folder(program, tmp_path):  # noqa: F811 - a fixture
    """Give the folder of a profile without a PIN, closed."""
    profile = program.profiles.create(tmp_path / "profile", as_secret(WORDS), language="en")
    profile.set_setting("pin-offered", "yes")
    profile.close()
    return profile.folder


@pytest.fixture
def folder_with_pin(program, folder):  # noqa: F811 - a fixture
    """Give the folder of a profile with a PIN, closed."""
    profile = program.profiles.unlock(folder, as_secret(WORDS))
    profile.choose_pin(PIN)
    profile.close()
    return folder


@pytest.fixture
def new_window(program, language, successors, files, qtbot):  # noqa: F811 - a fixture
    """Give the way to make the window; what it began is waited for at the end."""
    windows = []

    def make(**delays):
        window = MainWindow(
            replace(program, successors=successors),
            language,
            delays=Delays(**delays),
            files=files,
        )
        windows.append(window)
        return window

    yield make
    for window in windows:
        window.cover.lift()
        window._may_close = True
        window.close()
        window.surroundings.tasks._pool.waitForDone()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def shown(new_window, qtbot):
    """Give the way to show the window as a start with a profile shows it."""

    def show(folder, *, neutral=False, page=None, **delays):
        window = new_window(**delays)
        profiles = window.surroundings.program.profiles
        if profiles.is_there(folder):
            window.ask_passphrase(folder, profiles.claim(folder), neutral=neutral)
        else:
            window.set_up(folder)
        with qtbot.waitSignal(window.painted), qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return page(window) if page is not None else window

    return show
