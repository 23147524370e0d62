"""The practice conversation: the real screens, over a profile that is thrown away."""

import pytest

from intake_app.services.practice import FOLDER
from intake_app.ui.help.practice import PracticeScreen
from tests.pages.app import AppPage
from tests.pages.lock import LockPage
from tests.ui.screens.shell.conftest import PIN, WORDS


@pytest.fixture
def app(shown, folder_with_pin):
    """Give the window with its profile open, and nobody in it yet."""
    lock = shown(folder_with_pin, page=LockPage)
    lock.unlock(WORDS)
    app = AppPage(lock.root)
    app.settle()
    return app


def begin(app):
    app.press("Practise for five minutes with invented people")
    app.settle()
    return app.root._practising.screen


def cases(app):
    return app.root.profile.conversations.lines()


def test_practice_leads_through_real_screens_and_nothing_of_it_is_kept(app, folder_with_pin):
    screen = begin(app)
    there = (
        (folder_with_pin / FOLDER).is_dir(),
        app.reads('Under "Who is with us?" choose "Interpreter".'),
    )
    steps = [screen.strip.attempt.said()]
    while screen.strip.forward.isVisible():
        screen.strip.forward.click()
        steps.append(screen.strip.attempt.said())

    screen.strip.end.click()
    app.settle()

    assert there == (True, True)
    assert len(steps) == len(set(steps)) == 11
    assert not (folder_with_pin / FOLDER).exists()
    assert cases(app) == []
    assert app.reads("Start a conversation")


def test_cover_works_in_practice_with_the_worker_s_own_pin(app):
    screen = begin(app)

    app.key("F9")
    covered = app.is_covered(), screen.isVisible()
    app.type_pin(PIN)

    assert covered == (True, False)
    assert screen.isVisible()


def test_what_a_crash_leaves_of_a_practice_goes_with_the_next_unlock(
    app, shown, folder_with_pin, program
):
    begin(app)
    left = folder_with_pin / FOLDER
    copy = {path.name: path.read_bytes() for path in left.iterdir() if path.is_file()}
    app.root.close()
    app.settle()
    left.mkdir()
    for name, content in copy.items():
        (left / name).write_bytes(content)

    lock = shown(folder_with_pin, page=LockPage)
    lock.unlock(WORDS)

    assert not left.exists()


def test_closing_the_window_in_the_middle_of_a_practice_leaves_nothing(app, folder_with_pin):
    begin(app)

    app.root.close()
    app.settle()

    assert not (folder_with_pin / FOLDER).exists()


def test_help_offers_the_practice_on_the_places_only(app):
    app.key("F1")
    page = app.root.helping.overlay
    offered = page.practice_button.isVisible()
    page.practice_button.click()
    app.settle()
    app.key("F1")

    assert offered
    assert app.root._practising.screen is not None
    assert not app.root.helping.overlay.practice_button.isVisible()


def test_a_second_press_begins_no_second_practice(app):
    button = app.root.page().today.practise

    button.click()
    button.click()
    app.settle()

    screens = app.root.findChildren(PracticeScreen)
    assert screens == [app.root._practising.screen]
