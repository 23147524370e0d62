import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLineEdit

from intake_app.services.contacts import OwnOffice
from intake_app.services.passphrases import as_secret
from intake_app.ui.shell.lock_screen import LONGEST_WAIT_S, wait_after
from tests.pages.lock import LockPage
from tests.ui.screens.shell.conftest import WORDS


def test_the_passphrase_opens_the_profile(shown, folder):
    lock = shown(folder, page=LockPage)

    lock.unlock(WORDS)

    assert lock.reads("Start a conversation")
    assert lock.root.profile.folder == folder


def test_a_wrong_passphrase_is_told_of_beside_the_field(shown, folder):
    lock = shown(folder, page=LockPage)

    lock.try_passphrase("another river")

    lock.wait_for("That passphrase does not open this profile.")
    assert isinstance(lock.root.focusWidget(), QLineEdit)
    assert lock.offers("Open")
    assert lock.root.profile is None


def test_an_empty_field_is_asked_for_in_words(shown, folder):
    lock = shown(folder, page=LockPage)

    lock.press("Open")

    assert lock.reads("Type the passphrase of this profile.")


def test_after_five_wrong_tries_one_waits_and_then_may_try_again(shown, folder):
    lock = shown(folder, page=LockPage)
    for _ in range(4):
        lock.try_passphrase("another river")
        lock.wait_until(lambda: lock.offers("Open"), "another try")

    lock.try_passphrase("another river")
    lock.wait_for("You can try again in 1 second.")
    refused = not lock.offers("Open")
    lock.wait_until(lambda: lock.offers("Open"), "another try after a second")
    lock.unlock(WORDS)

    assert refused
    assert lock.root.profile is not None


@given(st.integers(min_value=0, max_value=10_000))
def test_the_wait_rises_and_never_beyond_a_minute(failures):
    wait = wait_after(failures)

    assert 0 <= wait <= wait_after(failures + 1) <= LONGEST_WAIT_S
    assert (wait == 0) == (failures < 5)


def test_a_damaged_key_file_is_told_of_plainly(shown, folder):
    (folder / "vault.json").write_bytes(b"not what was written")
    lock = shown(folder, page=LockPage)

    lock.try_passphrase(WORDS)

    lock.wait_for("The key file of this profile is damaged.")
    assert lock.reads("Do not delete anything.")


def test_after_a_lock_only_opening_hours_are_seen_until_escape(shown, folder):
    lock = shown(folder, page=LockPage, neutral=True)
    title, fields = lock.title, [f for f in lock.root.findChildren(QLineEdit) if f.isVisible()]

    lock.key("a")
    still = lock.root.page().is_neutral()
    lock.key("Esc")

    assert (title, fields, still) == ("Opening hours", [], True)
    assert lock.title == "Intake"
    lock.unlock(WORDS)


def test_the_title_of_the_neutral_page_follows_the_language(shown, folder, language):
    lock = shown(folder, page=LockPage, neutral=True)

    language.use("ar")

    assert lock.title != "Opening hours"
    assert "Intake" not in lock.title


def test_an_older_copy_of_the_profile_is_noticed_and_told_of(shown, program, folder, tmp_path):
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    profile = program.profiles.unlock(folder, as_secret(WORDS))
    profile.contacts.make_own(OwnOffice(name="Team A"))
    profile.close()
    for name in ("store.db", "store.db-wal"):
        if (older / name).exists():
            shutil.copy(older / name, folder / name)
    lock = shown(folder, page=LockPage)

    lock.unlock(WORDS)

    assert lock.reads("missing from this profile.")
    assert lock.reads("tell your coordinator before you go on.")


@pytest.mark.parametrize("tag", ["ar", "ti"])
def test_the_lock_screen_changes_its_language_at_once(shown, folder, language, tag):
    lock = shown(folder, page=LockPage)

    language.use(tag)

    assert not lock.reads("Passphrase")


def test_the_language_chosen_while_locked_is_kept_for_the_next_lock(shown, folder, program):
    lock = shown(folder, page=LockPage)
    lock.press("العربية")
    field = next(f for f in lock.root.findChildren(QLineEdit) if f.isVisible())

    lock.fill(field.accessibleName(), WORDS)
    lock.key("Return")
    lock.wait_until(lambda: lock.root.profile is not None, "the profile opened")
    lock.settle()

    assert program.profiles.language_of(folder) == "ar"


def test_every_control_of_the_lock_screen_has_a_name(shown, folder):
    lock = shown(folder, page=LockPage)

    assert lock.unnamed_controls() == []
