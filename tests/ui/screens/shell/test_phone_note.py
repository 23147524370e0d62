"""A worker who is not safe: one key shows an everyday note, and nothing tells that it did."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

from intake_app.services.passphrases import as_secret
from intake_app.services.quiet_call import QuietCall, keep_quiet_call, quiet_call
from tests.pages.app import AppPage
from tests.pages.lock import LockPage
from tests.pages.settings import SettingsView
from tests.services.conftest import opening
from tests.ui.screens.shell.conftest import PIN, WORDS

AGREED = QuietCall(
    name="Maria",
    number="0123 456 789",
    words="Is the blue folder with you?",
    then="Comes with two others and asks for me",
)
TYPED = "half a story"
ALARMING = ("help", "danger", "safe", "police", "alert", "alarm", "emergency", "secret", "code")


def agree(program, folder, call=AGREED):
    profile = program.profiles.unlock(folder, as_secret(WORDS))
    keep_quiet_call(profile, call)
    profile.close()


def entered(shown, folder):
    lock = shown(folder, page=LockPage)
    lock.unlock(WORDS)
    app = AppPage(lock.root)
    app.settle()
    return app


def shown_note(app):
    app.key("F12")
    app.wait_for("To call back")
    return app.root.notes.note


def contents(folder):
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).digest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def talking(shown, folder_with_pin, program):
    """Give the window in mid-conversation, at a question that is written on."""
    agree(program, folder_with_pin)
    profile = program.profiles.unlock(folder_with_pin, as_secret(WORDS))
    profile.conversations.begin(opening())
    profile.close()
    app = entered(shown, folder_with_pin)
    app.press("Go on")
    app.wait_for("You can stop here.")
    app.settle()
    room = app.root.page().room()
    room.go_to(room.live.node_named("R18"))
    app.type(TYPED)
    return app


def test_the_card_in_the_room_is_an_everyday_note_and_writes_nothing(talking, folder_with_pin):
    talking.wait_until(lambda: talking.root.unsaved() == 0, "what was typed is kept")
    talking.settle()
    before = contents(folder_with_pin)

    note = shown_note(talking)
    said = AppPage(note).texts()
    talking.key("Esc")
    talking.settle()

    assert {"Maria", "0123 456 789", "Ask: “Is the blue folder with you?”"} <= set(said)
    assert not any(word in " ".join(said).lower() for word in ALARMING)
    assert AGREED.then not in " ".join(said)
    assert contents(folder_with_pin) == before  # so nothing in the journal either


def test_who_hears_the_screen_hears_the_whole_note(talking, monkeypatch):
    heard = []
    send = QAccessible.updateAccessibility

    def hear(event):
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())
        send(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)

    shown_note(talking)

    assert heard[-1] == "To call back. Maria. 0123 456 789. Ask: “Is the blue folder with you?”"


@pytest.mark.parametrize("key", ["Esc", "Return", "Space", "F12"])
def test_one_key_leads_back_to_what_was_half_typed(talking, key):
    field = QApplication.focusWidget()
    shown_note(talking)

    talking.key(key)

    assert talking.root.notes.note is None
    assert not talking.reads("To call back")
    assert QApplication.focusWidget() is field
    assert talking.text_in_hand() == TYPED


def test_the_button_at_the_foot_shows_it_too(talking):
    talking.root.resize(1366, 690)

    talking.press("Phone note")

    talking.wait_for("Maria")


def test_nothing_of_the_person_is_in_sight_behind_the_note(talking):
    shown_note(talking)

    assert not talking.reads("You can stop here.")
    assert talking.title == "Intake"


@pytest.mark.qt_log_ignore("grabbing the keyboard")  # the offscreen platform
def test_under_the_cover_the_key_does_nothing_and_the_cover_lies_over_the_note(talking):
    shown_note(talking)
    talking.key("F9")
    covered = talking.is_covered(), talking.reads("Maria")
    talking.key("F12")
    talking.type_pin(PIN)

    assert covered == (True, False)
    assert talking.reads("Maria")


def test_a_note_left_open_gives_way_to_the_calm_page(talking):
    shown_note(talking)

    talking.root._on_quiet()

    assert talking.root.notes.note is None
    assert not talking.reads("Maria")


def test_at_home_it_stands_at_the_foot_and_behind_the_same_key(shown, folder, program):
    agree(program, folder)
    app = entered(shown, folder)

    app.press("Phone note")
    app.wait_for("Maria")
    app.press("Back")
    shown_note(app)

    assert app.reads("Maria")


def test_where_nothing_was_agreed_the_note_says_something_as_plain(shown, folder):
    app = entered(shown, folder)

    said = AppPage(shown_note(app)).texts()

    assert "No number is noted here. Best call from outside, and ask at the office." in said
    assert not any(word in " ".join(said).lower() for word in ALARMING)


def test_before_the_passphrase_there_is_no_note(shown, folder):
    lock = shown(folder, page=LockPage)

    lock.key("F12")

    assert lock.root.notes.note is None
    assert not lock.offers("Phone note")


def test_what_was_agreed_is_kept_and_the_settings_say_that_nothing_is_sent(shown, folder, program):
    app = entered(shown, folder)
    view = SettingsView(app.root)
    view.go("Settings")
    view.fill("Whom you call: a first name", AGREED.name)
    view.fill("Their number", AGREED.number)
    view.fill("What you ask, e.g. Is the blue folder with you?", AGREED.words)
    view.fill("What they do then (the note does not show this)", AGREED.then)

    view.press("Keep what we agreed")
    view.settle()
    view.wait_for("Kept.")
    honest = view.reads("Intake sends nothing and tells nobody.")
    app.root.close()

    profile = program.profiles.unlock(folder, as_secret(WORDS))
    kept = quiet_call(profile)
    profile.close()
    assert kept == AGREED
    assert honest
