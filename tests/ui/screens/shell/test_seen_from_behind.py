"""What somebody who walks past may see: on every screen that the window can show."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.services.passphrases import as_secret
from intake_app.ui.widgets.bars import CoverButton
from tests.pages.app import AppPage
from tests.pages.first_run import FirstRunPage
from tests.pages.lock import LockPage
from tests.services.conftest import opening
from tests.ui.screens.shell.conftest import PIN, WORDS

BETRAYING = ("traffick", "victim", "exploit", "encrypt", "case", "abuse", "slave", "rescue")
RIGHT, BELOW = 24, 6
"""How far Cover may stand from the window's edges."""


def look(app, language, *, may_name=()):
    """Return what is wrong with the screen shown, in both directions of writing."""
    wrong = []
    for tag in ("ar", "en"):
        language.use(tag)
        QApplication.processEvents()
        buttons = [b for b in app._seen(CoverButton) if b.window() is app.root]
        if app.title != "Intake":
            wrong.append((tag, app.title))
        if len(buttons) != 1:
            wrong.append((tag, f"{len(buttons)} buttons"))
            continue
        (button,) = buttons
        right, bottom = app.cover_corner()
        away = app.root.width() - 1 - right, app.root.height() - 1 - bottom
        if away != (RIGHT, BELOW) or button.height() < 48:
            wrong.append((tag, away, button.height()))
    said = " ".join(app.texts()).casefold()
    wrong += [word for word in BETRAYING if word in said and word not in may_name]
    return wrong


def test_first_run_and_lock_show_cover_in_its_corner(shown, folder, language, tmp_path):
    first = shown(tmp_path / "new", page=FirstRunPage)
    may = ("encrypt",)  # nobody is interviewed yet: it is said what is protected, and how
    wrong = [look(first, language)]
    for heading in (
        "What do you do here?",
        "Where shall everything be kept?",
        "Has your office given you a file?",
        "Your passphrase",
    ):
        first.next(heading)
        wrong.append(look(first, language, may_name=may))
    first.take_words()
    wrong.append(look(first, language))
    first.press("Go on without a PIN")
    wrong.append(look(first, language, may_name=may))
    first.next("What is your office called?")
    wrong.append(look(first, language))
    wrong.append(look(shown(folder, page=LockPage), language))

    assert wrong == [[]] * len(wrong)


@pytest.fixture
def open_app(shown, program, folder_with_pin):
    profile = program.profiles.unlock(folder_with_pin, as_secret(WORDS))
    interview = profile.conversations.begin(opening()).interview
    profile.close()
    lock = shown(folder_with_pin, page=LockPage)
    lock.unlock(WORDS)
    app = AppPage(lock.root)
    app.interview = interview
    return app


def test_every_place_shows_cover_in_its_corner(open_app, language):
    home = open_app.root.page()
    wrong = {}
    for place in ("today", "people", "inbox", "contacts", "settings", "just-help"):
        home.go(place)
        open_app.settle()
        wrong[place] = look(open_app, language, may_name=("encrypt",))

    assert {place: found for place, found in wrong.items() if found} == {}


def test_nothing_in_a_conversation_betrays_what_it_is_about(open_app, language):
    app = open_app
    wrong = {}
    app.press("Start a conversation: Begin")
    app.settle()
    wrong["opening"] = look(app, language)
    app.root._flow.left.emit()
    app.root._on_resumed(app.interview.id)
    app.settle()
    wrong["room"] = look(app, language)
    flow = app.root.page()
    flow.hide_question()
    wrong["hidden"] = look(app, language)
    flow.show_question()
    app.press("Pause")
    wrong["pause"] = look(app, language)
    app.press_part("Finish gently")
    app.settle()
    wrong["finish"] = look(app, language)
    app.root._flow.left.emit()
    app.root._on_referral_asked(app.interview.case_id)
    app.settle()
    wrong["referral"] = look(app, language)

    assert {screen: found for screen, found in wrong.items() if found} == {}


def test_the_cover_says_what_any_office_says_and_nothing_more(open_app, language):
    open_app.key("F9")
    page = open_app.root.cover.pages()[0]
    shown = open_app.texts()
    for digit in PIN[:3]:
        open_app.type_pin(digit)

    assert open_app.title == shown[0] == "Opening hours"
    assert open_app.texts() == shown  # the field for the PIN comes without a word
    assert len(shown) == 10
    assert page.pin.isVisible()
    assert not [word for word in (*BETRAYING, "intake") if word in " ".join(shown).casefold()]
