"""What lies over the room together: help, menus, cover, the calm page, a question about saving."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.domain.message import M
from intake_app.services.passphrases import as_secret
from intake_app.ui.shell.unsaved import UnsavedDialog
from tests.pages.app import AppPage
from tests.pages.lock import LockPage
from tests.services.conftest import opening
from tests.ui.screens.shell.conftest import PIN, WORDS

CALM = "ኣብዚ ጠጠው ክንብል ንኽእል ኢና።"
TYPED = "half a story"
no_grab = pytest.mark.qt_log_ignore("grabbing the keyboard")  # the offscreen platform


@pytest.fixture
def app(shown, folder_with_pin, program):
    """Give the window in the middle of a conversation, at a question that is written on."""
    profile = program.profiles.unlock(folder_with_pin, as_secret(WORDS))
    profile.conversations.begin(opening())
    profile.close()
    lock = shown(folder_with_pin, page=LockPage, grace=20, again=20)
    lock.unlock(WORDS)
    app = AppPage(lock.root)
    app.press("Go on")
    app.wait_for("You can stop here.")
    app.settle()
    room = app.root.page().room()
    room.go_to(room.live.node_named("R18"))
    app.type(TYPED)
    return app


def test_help_left_open_gives_way_to_the_calm_page_and_one_key_leads_back(app):
    field = QApplication.focusWidget()
    app.key("F1")

    app.root._on_quiet()
    calm = app.reads(CALM), app.reads(TYPED)
    app.key("Space")

    assert calm == (True, False)
    assert QApplication.focusWidget() is field
    assert field.isVisible()
    assert app.text_in_hand() == TYPED


@no_grab
def test_a_menu_left_open_goes_with_the_question(app):
    app.press("More")

    app.root._on_quiet()

    assert QApplication.activePopupWidget() is None
    assert app.reads(CALM)


@no_grab
def test_help_closes_the_menu_that_was_open(app):
    app.press("More")

    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_F1)

    assert QApplication.activePopupWidget() is None
    assert app.root.helping.overlay.isVisible()


def test_f1_on_the_cover_over_the_help_takes_no_key_from_the_pin(app):
    app.key("F1")
    app.key("F9")

    app.press_on_cover(Qt.Key.Key_F1)
    in_focus = app.root.focusWidget() is app.root.cover.pages()[0]
    app.type_pin(PIN)

    assert in_focus
    assert app.root.helping.overlay.isVisible()
    app.key("F1")
    assert app.text_in_hand() == TYPED


def test_help_waits_while_a_dialog_asks_something(app):
    dialog = UnsavedDialog(app.root.surroundings.language, 1, M("Close all the same"), app.root)
    dialog.open()

    app.key("F1")

    assert app.root.helping.overlay is None
    dialog.reject()


@pytest.mark.parametrize(
    ("key", "words"),
    [("F10", "use your emergency number first."), ("F11", "Listen. Let them say it")],
)
def test_the_cards_of_an_emergency_open_over_the_help(app, key, words):
    app.key("F1")

    app.key(key)

    app.wait_for(words)
    assert app.root.helping.overlay is None


def test_no_question_to_save_opens_over_the_cover(app):
    app.root._flow.room().unsaved = lambda: 1
    app.root.lock()
    app.key("F9")

    app.wait_until(lambda: not app.root._before_lock._look.isActive(), "the wait for the disk")

    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    assert not [window for window in shown if isinstance(window, UnsavedDialog)]
    assert app.is_covered()


def test_a_lock_that_was_asked_for_comes_under_the_cover_when_all_is_saved(app, successors):
    app.root._flow.room().unsaved = lambda: 1
    app.root.lock()
    app.key("F9")
    app.wait_until(lambda: not app.root._before_lock._look.isActive(), "the wait for the disk")

    del app.root._flow.room().unsaved
    app.wait_until(lambda: successors.locked, "the lock")


def test_a_page_that_arrives_under_the_cover_has_no_key_until_the_pin_is_right(app):
    app.press("Finish gently")
    app.key("F9")
    app.settle()

    finished = app.root.page().current()
    for digit in PIN:
        QTest.keyClick(QApplication.focusWidget(), digit)

    assert not app.is_covered()
    assert finished.isAncestorOf(QApplication.focusWidget())


def test_a_page_that_arrives_under_the_help_leaves_the_keys_to_the_help(app):
    app.press("Finish gently")
    app.key("F1")
    app.settle()

    assert app.root.helping.overlay.isAncestorOf(QApplication.focusWidget())
    app.key("F1")
    assert app.root.page().isAncestorOf(QApplication.focusWidget())


def test_a_note_over_the_help_has_the_keys_and_the_help_has_them_again_after_it(app):
    app.key("F1")
    app.key("F12")
    app.settle()
    note = app.root.notes.note
    over_help = note.isAncestorOf(QApplication.focusWidget())

    app.key("Escape")

    assert over_help
    assert app.root.notes.note is None
    assert app.root.helping.overlay.isVisible()
    assert app.root.helping.overlay.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("how", ["key", "button"])
def test_after_cover_and_pin_the_focus_is_where_one_was_typing(app, how):
    app.press("Add a note")
    app.type("by the")
    field = QApplication.focusWidget()

    app.key("F9") if how == "key" else app.press("Opening hours")
    app.type_pin(PIN)
    app.type(" door")

    assert QApplication.focusWidget() is field
    assert field.toPlainText() == "by the door"


def test_after_cover_and_pin_the_focus_is_on_the_choice_it_was_on(app):
    room = app.root.page().room()
    room.go_to(room.live.node_named("R05"))
    app.key("3")
    chosen = QApplication.focusWidget()

    app.press("Opening hours")
    app.type_pin(PIN)

    assert QApplication.focusWidget() is chosen


def test_a_dialog_waits_under_the_cover_and_has_the_keys_after_the_pin(app):
    dialog = UnsavedDialog(app.root.surroundings.language, 1, M("Close all the same"), app.root)
    dialog.open()
    dialog.activateWindow()

    app.key("F9")
    neutral = [page.window() for page in app.root.cover.pages()]
    hidden = dialog.isHidden()
    for digit in PIN:
        QTest.keyClick(QApplication.focusWidget(), digit)
    app.wait_until(lambda: QApplication.focusWidget() is dialog.stay, "the focus in the dialog")

    assert (neutral, hidden) == ([app.root], True)
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("over", ["F1", "F9"])
def test_what_is_seen_while_a_key_is_held_goes_with_what_comes_over_it(app, over):
    case = app.root._flow.room().live.case.id
    app.root.profile.memory_hooks.keep(case, "blue scarf")
    app.press("Finish gently")
    app.press("Finish and leave")
    app.press("Leave")
    app.wait_for("Start a conversation")
    app.press("People")
    app.settle()
    people = app.root._home.people

    QTest.keyPress(people, Qt.Key.Key_H)
    held = [row.accessibleName() for row in people.rows.rows()]
    app.key(over)
    after = [row.accessibleName() for row in people.rows.rows()]

    assert "blue scarf" in held[0]
    assert "blue scarf" not in after[0]


@pytest.mark.parametrize("way", ["", "summary"])
def test_while_a_conversation_is_read_the_cover_is_in_its_corner(app, way):
    (line,) = app.root.profile.conversations.lines()
    app.press("Finish gently")
    app.press("Finish and leave")
    app.press("Leave")
    app.wait_for("Start a conversation")
    app.settle()
    is_fast = Event()
    app.root.profile._place.store.submit(lambda _units: is_fast.wait())  # a disk that is slow

    app.root._on_referral_asked(line.case.id, way)
    QApplication.processEvents()
    meanwhile = app.cover_corner(), app.reads("Opening …")
    is_fast.set()
    app.wait_until(lambda: not app.reads("Opening …"), "what was asked for")
    app.settle()

    assert meanwhile == (app.cover_corner(), True)


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("key", ["F3", "F10"])
def test_a_card_opened_while_a_conversation_is_read_stays_until_it_is_left(app, key, is_there):
    interview = app.root._flow.room().live.interview.id
    app.settle()
    app.root._flow._leave()
    is_fast = Event()
    app.root.profile._place.store.submit(lambda _units: is_fast.wait())  # a disk that is slow
    app.root._on_resumed(interview if is_there else "nobody")
    QApplication.processEvents()
    app.key(key)
    card = app.root._flow.current()

    is_fast.set()
    app.settle()
    meanwhile = app.root._flow.current()
    app.root._flow.stage.take_off(card)
    app.wait_until(lambda: not app.reads("Opening …"), "what was asked for")

    assert meanwhile is card
    assert app.reads("You can stop here.") is is_there
    assert app.reads("Start a conversation") is not is_there


@pytest.mark.parametrize("key", ["F3", "F8", "F10"])
def test_what_is_opened_after_finish_gently_on_a_slow_disk_is_not_swept_away(app, key):
    is_fast = Event()
    app.root.profile._place.store.submit(lambda _units: is_fast.wait())  # a disk that is slow
    app.press("Finish gently")
    app.key(key)
    card = app.root._flow.current()

    is_fast.set()
    app.settle()

    assert app.root._flow.current() is card
