from __future__ import annotations

import os
from pathlib import Path

import pytest

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.errors import (
    CardError,
    FolderReadOnlyError,
    NotACardError,
    ProfileBusyError,
    ProfileExistsError,
    ProfileMissingError,
    UsageError,
    WrongPassphraseError,
)
from intake_app.domain.secret import Secret
from tests.services.conftest import opening
from tests.vault.cheap import PASSPHRASE


def test_a_wrong_passphrase_opens_nothing_and_locks_nobody_out(worker, program, tmp_path):
    worker.close()

    with pytest.raises(WrongPassphraseError):
        program.profiles.unlock(tmp_path / "worker", Secret(b"something else"))

    program.profiles.unlock(tmp_path / "worker", PASSPHRASE).close()


def test_a_second_start_on_an_open_profile_is_told_at_once(worker, program, tmp_path):
    with pytest.raises(ProfileBusyError):
        program.profiles.unlock(tmp_path / "worker", PASSPHRASE)


def test_a_folder_that_holds_something_is_not_made_a_profile(program, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(ProfileExistsError):
        program.profiles.create(tmp_path, PASSPHRASE, language="en")

    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_a_folder_without_a_profile_is_told_plainly(program, tmp_path):
    with pytest.raises(ProfileMissingError):
        program.profiles.unlock(tmp_path / "nothing", PASSPHRASE)


def unwritable(folder):
    """Return a folder that not even root can write to, or one this user cannot."""
    if os.geteuid() == 0:
        return Path("/proc")
    folder.chmod(0o500)
    return folder


def test_a_folder_that_cannot_be_written_to_is_told_plainly(program, tmp_path):
    with pytest.raises(FolderReadOnlyError):
        program.profiles.create(unwritable(tmp_path) / "profile", PASSPHRASE, language="en")


def test_a_profile_that_is_whole_checks_as_whole_and_is_not_changed(worker, program, tmp_path):
    worker.conversations.begin(opening())
    worker.close()
    folder = tmp_path / "worker"
    before = {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    found = program.profiles.check(folder, PASSPHRASE)

    assert found.ok
    assert found.chain.good
    assert {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_the_pin_is_kept_in_the_store_and_nowhere_in_clear(worker, program, tmp_path):
    worker.choose_pin("592713")
    worker.close()

    again = program.profiles.unlock(tmp_path / "worker", PASSPHRASE)
    try:
        assert again.pin.check("592713")
        assert not again.pin.check("592714")
        assert again.pin.tries_left == 4
    finally:
        again.close()
    for path in (tmp_path / "worker").rglob("*"):
        if path.is_file():
            assert b"592713" not in path.read_bytes()


def test_a_pin_that_is_easy_to_guess_is_not_taken(worker):
    with pytest.raises(UsageError):
        worker.choose_pin("123456")

    assert worker.pin is None


def test_a_card_is_checked_only_by_the_same_digits(worker, shelter):
    fingerprint = shelter.card.fingerprint
    wrong = digits_of(fingerprint)[:-1] + "x"

    with pytest.raises(CardError):
        worker.contacts.verify(fingerprint, wrong.replace("x", "0") + "1", Checked.BY_VOICE)
    assert worker.contacts.all()[0].checked is Checked.NOT_YET

    worker.contacts.verify(fingerprint, digits_of(fingerprint), Checked.IN_PERSON)
    assert worker.contacts.all()[0].checked is Checked.IN_PERSON


def test_adding_a_card_again_keeps_how_it_was_checked(worker, desk, shelter):
    fingerprint = shelter.card.fingerprint
    worker.contacts.verify(fingerprint, digits_of(fingerprint), Checked.IN_PERSON)

    again = worker.contacts.add(desk.contacts.own_file())

    assert again.checked is Checked.IN_PERSON


def test_one_s_own_card_is_no_contact(worker):
    with pytest.raises(CardError):
        worker.contacts.add(worker.contacts.own_file())


def test_a_text_file_is_no_card(worker, tmp_path):
    path = tmp_path / "x.card"
    path.write_text("hello")

    with pytest.raises(NotACardError):
        worker.contacts.add_file(path)
