import pytest

from intake_app.services.passphrases import as_secret
from intake_app.ui.widgets.buttons import Kind
from tests.pages.app import AppPage
from tests.pages.lock import LockPage
from tests.ui.screens.shell.conftest import PIN, WORDS

PLACES = ("Today", "People", "Inbox", "Contacts", "Settings")


@pytest.fixture
def app(shown, folder):
    lock = shown(folder, page=LockPage)
    lock.unlock(WORDS)
    return AppPage(lock.root)


def test_every_place_is_reached_from_the_bar(app):
    seen = []
    for place in PLACES:
        app.go(place)
        seen.append(type(app.root.page().shown()).__name__)

    assert seen == ["TodayPage", "PeoplePage", "InboxPage", "ContactsPage", "SettingsPage"]


def test_the_focus_is_on_the_first_door(app):
    assert app.root.page().today.talk.button.hasFocus()


def test_enter_presses_the_button_that_has_the_focus(app):
    app.root.page().today.help.button.setFocus()

    app.key("Return")

    assert type(app.root.page().shown()).__name__ == "JustHelpPage"


def test_enter_in_a_field_presses_nothing(app):
    app.go("People")
    app.root.page().people.finder.setEnabled(True)
    app.root.page().people.finder.setFocus()

    app.key("Return")

    assert type(app.root.page().shown()).__name__ == "PeoplePage"


def test_just_help_opens_behind_its_door(app):
    app.press("Just help: Open")

    assert type(app.root.page().shown()).__name__ == "JustHelpPage"


def test_that_nothing_is_kept_is_in_sight_however_many_needs_there_are(app):
    app.press("Just help: Open")
    app.root.resize(1366, 640)

    assert app.is_wholly_in_sight("Nothing of this is kept.")


def test_open_a_stick_asks_for_the_stick_in_the_inbox(app, files):
    app.press("Open a stick: Open")

    assert type(app.root.page().shown()).__name__ == "InboxPage"
    assert len(files.asked) == 1


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen platform
def test_the_menu_of_languages_changes_everything_and_is_kept(app, language, program, folder):
    menu = app.root.page().menu
    app.press("Language: English")
    ticked = [action.text() for action in menu.actions() if action.isChecked()]

    next(action for action in menu.actions() if action.text() == "العربية").trigger()
    menu.close()
    app.settle()

    assert ticked == ["English"]
    assert language.language.tag == "ar"
    assert program.profiles.language_of(folder) == "ar"


def test_a_pin_is_offered_once_after_the_first_unlock_without_one(shown, program, folder):
    profile = program.profiles.unlock(folder, as_secret(WORDS))
    profile.set_setting("pin-offered", "")
    profile.close()
    lock = shown(folder, page=LockPage)
    lock.unlock(WORDS)

    offered = lock.reads("A PIN for the cover")
    lock.press("Go on without a PIN")
    lock.settle()
    lock.root.close()
    again = shown(folder, page=LockPage)
    again.unlock(WORDS)

    assert offered
    assert not again.reads("A PIN for the cover")


def test_a_pin_chosen_on_the_offer_lifts_the_cover(shown, program, folder):
    profile = program.profiles.unlock(folder, as_secret(WORDS))
    profile.set_setting("pin-offered", "")
    profile.close()
    lock = shown(folder, page=LockPage)
    lock.unlock(WORDS)
    lock.type(PIN + PIN)
    lock.wait_for("Start a conversation")

    lock.key("F9")
    lock.type_pin(PIN)

    assert not lock.is_covered()


def test_every_control_of_every_place_has_a_name(app):
    unnamed = []
    for place in PLACES:
        app.go(place)
        unnamed += app.unnamed_controls()

    assert unnamed == []


def test_every_place_changes_its_language_at_once(app, language):
    for place in ("people", "inbox", "contacts", "settings", "just-help", "today"):
        app.root.page().go(place)
        app.settle()
        before = set(app.texts())

        language.use("en-XA")
        kept = {text for text in before & set(app.texts()) if text in {"Settings", "Inbox"}}
        language.use("en")

        assert kept == set()


def test_what_one_does_here_decides_which_door_stands_first(app):
    doors = app.root.page().today
    before = doors.talk.x() < doors.stick.x(), doors.talk.button.kind

    app.go("Settings")
    app.press("I am at a desk")
    app.go("Today")

    assert before == (True, Kind.PRIMARY)
    assert doors.stick.x() < doors.talk.x()
    assert (doors.stick.button.kind, doors.talk.button.kind) == (Kind.PRIMARY, Kind.PLAIN)


def test_a_desk_finds_its_door_first_from_the_start(shown, program, folder):
    profile = program.profiles.unlock(folder, as_secret(WORDS))
    profile.set_setting("work", "desk")
    profile.close()
    lock = shown(folder, page=LockPage)

    lock.unlock(WORDS)

    doors = lock.root.page().today
    assert doors.stick.x() < doors.talk.x()
    assert doors.stick.button.hasFocus()
