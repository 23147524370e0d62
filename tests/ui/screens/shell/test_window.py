import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from intake_app.domain.errors import ProfileBusyError
from intake_app.services.passphrases import as_secret
from intake_app.ui.shell.unsaved import UnsavedDialog
from tests.pages.app import AppPage
from tests.pages.lock import LockPage
from tests.services.conftest import opening
from tests.ui.screens.shell.conftest import PIN, WORDS


@pytest.fixture
def opened(shown):
    """Give the way to show the window with its profile open."""

    def open_profile(folder, **delays):
        lock = shown(folder, page=LockPage, **delays)
        lock.unlock(WORDS)
        return AppPage(lock.root)

    return open_profile


def test_f9_covers_every_window_and_the_pin_brings_all_back(opened, folder_with_pin, qtbot):
    app = opened(folder_with_pin)
    other = QWidget(windowTitle="Intake")
    qtbot.addWidget(other)
    other.show()

    app.key("F9")
    covered = app.title, other.windowTitle(), app.reads("Start a conversation")
    app.type_pin(PIN)

    assert covered == ("Opening hours", "Opening hours", False)
    assert (app.title, other.windowTitle()) == ("Intake", "Intake")
    assert app.reads("Start a conversation")


def test_two_quick_escapes_cover_and_one_does_not(opened, folder_with_pin):
    app = opened(folder_with_pin)

    app.key("Esc")
    once = app.is_covered()
    app.key("Esc")

    assert not once
    assert app.is_covered()


def test_two_slow_escapes_do_not_cover(opened, folder_with_pin):
    app = opened(folder_with_pin)
    moments = iter((10.0, 10.6))
    app.root._keys._now = lambda: next(moments)

    app.escape_twice()

    assert not app.is_covered()


def test_the_button_covers_like_the_key(opened, folder_with_pin):
    app = opened(folder_with_pin)

    app.press("Opening hours")

    assert app.is_covered()


def test_five_wrong_pins_lock_for_real(opened, folder_with_pin, successors):
    app = opened(folder_with_pin)
    app.key("F9")

    for _ in range(4):
        app.type_pin("111112")
    still_here = app.is_covered() and not successors.locked
    app.type_pin("111112")
    app.wait_until(lambda: successors.locked, "the lock")

    assert still_here
    assert successors.locked == [(folder_with_pin, "en")]


def test_without_a_pin_only_a_real_lock_leads_back(opened, folder, successors):
    app = opened(folder)
    app.key("F9")

    app.press_on_cover(Qt.Key.Key_Escape)
    app.wait_until(lambda: successors.locked, "the lock")

    assert app.title == "Opening hours"


def test_before_a_profile_is_open_escape_lifts_the_cover(shown, folder):
    lock = shown(folder, page=LockPage)
    lock.key("F9")
    covered = lock.is_covered()

    lock.press_on_cover(Qt.Key.Key_Escape)

    assert covered
    assert not lock.is_covered()


def test_lock_hands_over_behind_the_cover(opened, folder_with_pin, successors):
    app = opened(folder_with_pin)

    app.press("Lock")
    covered = app.is_covered()
    app.wait_until(lambda: successors.locked, "the lock")

    assert covered
    assert not app.reads("Start a conversation")


def test_a_lock_that_fails_is_told_of_once_the_cover_is_lifted(opened, folder_with_pin, successors):
    successors.fails = 1
    app = opened(folder_with_pin)
    app.press("Lock")
    app.settle()

    app.type_pin(PIN)

    assert app.reads("The answers could not be stored.")
    assert app.root.profile is not None


def test_idle_for_long_locks_for_real(opened, folder_with_pin, successors):
    app = opened(folder_with_pin, lock=300)

    app.wait_until(lambda: successors.locked, "the lock")

    assert app.title == "Opening hours"


def test_keys_and_clicks_put_the_idle_lock_off(opened, folder_with_pin, successors):
    app = opened(folder_with_pin)
    timer = app.root._idle._gone
    before = timer.timerId()

    app.key("Tab")

    assert timer.timerId() != before  # begun anew
    assert timer.isActive()


def test_covered_for_long_locks_for_real(opened, folder_with_pin, successors):
    app = opened(folder_with_pin, covered=50)

    app.key("F9")
    app.wait_until(lambda: successors.locked, "the lock")

    assert app.title == "Opening hours"


def test_lifting_the_cover_in_time_keeps_the_profile_open(opened, folder_with_pin):
    app = opened(folder_with_pin, covered=60_000)
    app.key("F9")

    app.type_pin(PIN)

    assert not app.root.locking._covered.isActive()
    assert app.root.profile is not None


def test_a_lock_nobody_asked_for_waits_for_answers_to_be_saved(opened, folder_with_pin, successors):
    app = opened(folder_with_pin, again=10)
    unsaved = [1]
    app.root.locking.watch(app.root.profile, lambda: unsaved[0])

    app.root.locking.lock_when_saved()
    app.wait_until(app.root.locking._again.isActive, "waiting")
    waited = app.is_covered() and not successors.locked
    unsaved[0] = 0
    app.wait_until(lambda: successors.locked, "the lock")

    assert waited


def test_waiting_for_answers_to_be_saved_ends(opened, folder_with_pin, successors):
    app = opened(folder_with_pin, again=10, unsaved=60)
    app.root.locking.watch(app.root.profile, lambda: 1)

    app.root.locking.lock_when_saved()
    app.wait_until(lambda: successors.locked, "the lock")

    assert app.title == "Opening hours"


def test_closing_the_window_gives_the_profile_free(opened, folder, program):
    app = opened(folder)
    with pytest.raises(ProfileBusyError):
        program.profiles.claim(folder)

    app.root.close()

    program.profiles.claim(folder).release()


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_cover_stands_in_the_same_corner_on_every_page(opened, folder, language, tag):
    app = opened(folder)
    home = app.root.page()
    language.use(tag)
    corners = set()

    for place in ("today", "people", "inbox", "contacts", "settings", "just-help"):
        home.go(place)
        app.settle()
        corners.add(app.cover_corner())

    assert len(corners) == 1
    right, bottom = corners.pop()
    assert right > app.root.width() - 40
    assert bottom > app.root.height() - 20


def test_a_problem_under_the_cover_shows_nothing(opened, folder_with_pin):
    app = opened(folder_with_pin)
    app.key("F9")

    app.root.surroundings.problems.show_problem(ProfileBusyError())

    assert not app.reads("Intake is already open with this profile.")
    app.type_pin(PIN)
    assert app.reads("Intake is already open with this profile.")


def test_no_field_can_be_typed_into_under_the_cover(opened, folder_with_pin):
    app = opened(folder_with_pin)
    app.go("Settings")
    app.press("Change the passphrase")

    app.key("F9")

    assert not [f for f in app.root.findChildren(QLineEdit) if f.isVisible()]


@pytest.fixture
def talking(opened, folder_with_pin, program):
    """Give the way to show the window with a conversation open in it."""

    def talk(**delays):
        profile = program.profiles.unlock(folder_with_pin, as_secret(WORDS))
        interview = profile.conversations.begin(opening()).interview
        profile.close()
        app = opened(folder_with_pin, **delays)
        app.root._on_resumed(interview.id)
        app.settle()
        return app

    return talk


def test_idle_in_the_room_hides_the_question_until_a_key_is_pressed(talking):
    app = talking()
    flow = app.root.page()
    question = flow.current()

    app.root._idle._quiet.start(20)
    app.wait_until(lambda: flow.current() is not question, "the calm page")
    seen = question.isVisible()
    app.root._idle._quiet.setInterval(60_000)
    app.key("Space")

    assert not seen
    assert flow.current() is question


def test_leaving_the_conversation_leads_back_to_the_day(talking):
    app = talking()

    app.root._flow.left.emit()
    app.settle()

    assert app.reads("Start a conversation")
    assert app.reads("Waiting for you")


def test_the_conversation_is_covered_by_its_own_button_too(talking):
    app = talking()

    app.press("Opening hours")
    covered = app.is_covered()
    app.type_pin(PIN)

    assert covered
    assert app.root.page() is app.root._flow


class TwoNotSaved(QWidget):
    """In place of a conversation on a full disk."""

    def unsaved(self):
        return 2


@pytest.fixture
def on_a_full_disk(opened, folder_with_pin):
    app = opened(folder_with_pin, grace=1)
    app.root._flow = TwoNotSaved(app.root)
    return app


def dialog_of(app):
    app.wait_until(lambda: app.root.findChild(UnsavedDialog) is not None, "the warning")
    return AppPage(app.root.findChild(UnsavedDialog))


def test_lock_asks_first_while_answers_are_not_saved(on_a_full_disk, successors):
    on_a_full_disk.press("Lock")
    dialog = dialog_of(on_a_full_disk)
    told = dialog.reads("2 answers are not saved yet. They would be lost.")
    title = dialog.title

    dialog.press("Stay here")

    assert told
    assert title == "Intake"
    assert not successors.locked
    assert not on_a_full_disk.is_covered()


def test_lock_all_the_same_locks(on_a_full_disk, successors):
    on_a_full_disk.press("Lock")

    dialog_of(on_a_full_disk).press("Lock all the same")
    on_a_full_disk.wait_until(lambda: successors.locked, "the lock")

    assert on_a_full_disk.title == "Opening hours"


def test_closing_asks_first_while_answers_are_not_saved(on_a_full_disk):
    window = on_a_full_disk.root

    window.close()
    dialog = dialog_of(on_a_full_disk)
    open_still = window.isVisible()
    dialog.press("Close all the same")

    assert open_still
    assert not window.isVisible()
    assert window.profile is None


def test_under_the_cover_closing_says_nothing_of_unsaved_answers(on_a_full_disk):
    on_a_full_disk.key("F9")

    on_a_full_disk.root.close()
    QTest.qWait(20)

    assert on_a_full_disk.root.findChild(UnsavedDialog) is None
    assert on_a_full_disk.root.isVisible()


def test_closing_right_after_an_answer_waits_for_the_disk_and_asks_nothing(
    talking, program, folder_with_pin
):
    app = talking(grace=20_000)
    room = app.root.page().current()
    node = room.live.node_named("R07")
    room.acting.answer(node, "no", "")
    unsaved = app.root.unsaved()

    app.root.close()
    app.root.close()
    app.wait_until(app.root.isHidden, "closed")
    profile = program.profiles.unlock(folder_with_pin, as_secret(WORDS))
    (line,) = profile.conversations.lines()
    profile.close()

    assert unsaved == 1
    assert app.root.findChild(UnsavedDialog) is None
    assert line.stopped_at == node


def test_a_session_that_is_left_locks_for_real(opened, folder_with_pin, successors):
    app = opened(folder_with_pin)

    app.root.locking._session.leaving.emit()
    covered = app.is_covered()
    app.wait_until(lambda: successors.locked, "the lock")

    assert covered
    assert app.title == "Opening hours"
