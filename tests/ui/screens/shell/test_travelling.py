"""A border: the worker sees what is here only, and the next start knows nothing of anyone."""

from __future__ import annotations

import pytest

from intake_app.services.passphrases import as_secret
from intake_app.ui.shell.first_run import FirstRun
from tests.pages.lock import LockPage
from tests.pages.travelling import TravellingView
from tests.services.conftest import opening
from tests.ui.screens.shell.conftest import WORDS


@pytest.fixture
def code(folder, program):
    """Give the digits of somebody who shared nothing."""
    profile = program.profiles.unlock(folder, as_secret(WORDS))
    live = profile.conversations.begin(opening())
    live.finish().saved.result()
    profile.close()
    digits = live.case.code
    return f"{digits[:3]} {digits[3:]}"


def entered(shown, folder):
    lock = shown(folder, page=LockPage)
    lock.unlock(WORDS)
    view = TravellingView(lock.root)
    view.open()
    return view


def test_a_border_finds_nothing_and_the_next_start_is_a_first_one(shown, folder, code):
    view = entered(shown, folder)
    view.wait_for(code)
    view.ask_to_destroy(WORDS)
    view.wait_for("1 of what stands above is on this laptop only")
    there_before = (folder / "vault.json").exists()

    view.press("Destroy it all the same")
    view.wait_for("What was written in Intake is gone from this laptop.")
    view.press("Close Intake")

    assert there_before
    assert not folder.exists()
    assert not view.root.isVisible()
    assert isinstance(shown(folder).page(), FirstRun)


def test_what_a_court_wants_kept_is_named_and_asked_about(shown, folder, code, program):
    profile = program.profiles.unlock(folder, as_secret(WORDS))
    (line,) = profile.conversations.lines()
    profile.holds.place(line.case.id, "The court of Northport asks for it")
    profile.close()
    view = entered(shown, folder)
    view.wait_for(code)
    there = view.reads("It has to be kept for a court or a lawyer for now")

    view.ask_to_destroy(WORDS)

    view.wait_for("What is written of 1 person has to be kept for a court or a lawyer.")
    assert there
    assert (folder / "vault.json").exists()


def test_nothing_of_anyone_can_be_reached_when_it_is_gone(shown, folder, code):
    view = entered(shown, folder)
    view.ask_to_destroy(WORDS)
    view.press("Destroy it all the same")
    view.wait_for("What was written in Intake is gone from this laptop.")

    view.key("Ctrl+F")
    view.root.page().go("people")

    assert not view.offers("People")
    assert not view.reads(code)
    assert view.reads("What was written in Intake is gone from this laptop.")


@pytest.mark.usefixtures("code")
def test_a_lock_when_it_is_gone_hands_over_to_a_start_without_a_profile(shown, folder, successors):
    view = entered(shown, folder)
    view.ask_to_destroy(WORDS)
    view.press("Destroy it all the same")
    view.wait_for("What was written in Intake is gone from this laptop.")

    view.root.lock()
    view.wait_until(lambda: successors.locked, "the lock")

    assert not folder.exists()


def test_leaving_it_as_it_is_forgets_what_was_typed(shown, folder, code):
    del code
    view = entered(shown, folder)
    view.ask_to_destroy(WORDS)

    view.press("Leave it as it is")

    assert (folder / "vault.json").exists()
    assert view.field_text("Passphrase") == ""
    assert not view.offers("Destroy it all the same")


@pytest.mark.parametrize(
    ("word", "passphrase", "said"),
    [
        ("destoy", WORDS, "Type the word exactly as it stands above."),
        ("destroy", "", "Type your passphrase."),
        ("destroy", "another one", "That passphrase does not open this profile."),
    ],
)
def test_a_slip_destroys_nothing_and_is_told_of(shown, folder, word, passphrase, said):
    view = entered(shown, folder)

    view.ask_to_destroy(passphrase, word=word)

    view.wait_for(said)
    assert (folder / "vault.json").exists()


def test_who_holds_nobody_is_asked_once(shown, folder):
    view = entered(shown, folder)
    view.wait_for("Nobody is written down on this laptop.")

    view.ask_to_destroy(WORDS)

    view.wait_for("What was written in Intake is gone from this laptop.")
    assert not folder.exists()


def test_the_way_to_each_person_is_beside_them(shown, folder, code):
    view = entered(shown, folder)
    view.press("Open")
    view.settle()

    home = view.root.page()
    assert home.current() is home.person
    assert view.reads(code)


def test_files_that_cannot_be_deleted_are_told_of(shown, folder, monkeypatch):
    from intake_app.vault import destruction  # noqa: PLC0415 - to stand in its way

    view = entered(shown, folder)
    really = destruction._remove
    monkeypatch.setattr(
        destruction, "_remove", lambda path: None if path.name == "store.db" else really(path)
    )

    view.ask_to_destroy(WORDS)

    view.wait_for("some files could not be deleted")
    assert not (folder / "vault.json").exists()
