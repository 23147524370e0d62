"""The office can open a profile if its worker cannot: said plainly, decided, and used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.domain.contact import digits_of
from intake_app.domain.escrow import OnlyOfficeError
from intake_app.domain.secret import Secret
from intake_app.services.escrow_desk import EscrowDesk
from intake_app.services.organisation import Organisations
from intake_app.services.passphrases import as_secret
from tests.pages.first_run import FirstRunPage
from tests.pages.lock import LockPage
from tests.pages.settings import SettingsView
from tests.ui.screens.shell.conftest import WORDS

FIRST, SECOND = Secret(b"calm river paper lamp"), Secret(b"tall stone quiet bread")
NEW = "zebra lantern quiet orbit mustard"
DIGITS = "The 30 digits that your office told you"


class Office:
    """Two people with a root key and the key that opens profiles."""

    def __init__(self, program, folder):
        keys = {"random": program.random, "guard": program.guard, "work_factor": 4}
        organisations = Organisations(clock=program.clock, **keys)
        founded = organisations.found(folder / "north.root", "North", FIRST, SECOND)
        self._folder, self._desk = folder, EscrowDesk(**keys)
        self._root = organisations.open(folder / "north.root", FIRST, SECOND, founded.file)
        issued = self._desk.found(self._root, folder / "north.escrow", FIRST, SECOND)
        self.digits = digits_of(issued.roster.root.fingerprint)
        self.roster = folder / "north.roster"
        self.roster.write_bytes(issued.file)

    def answer(self, request):
        """Answer the request in a file; return the answer's file."""
        data = request.read_bytes()
        made = self._desk.answer(
            *(self._root, self._folder / "north.escrow", FIRST, SECOND),
            request=data,
            digits=self._desk.digits(data),
        )
        path = self._folder / "answer.reset"
        path.write_bytes(made)
        return path


@pytest.fixture
def office(program, tmp_path):
    """Give an office that can help."""
    return Office(program, tmp_path)


@pytest.fixture
def helped(program, office, tmp_path):
    """Give the folder of a closed profile that the office can open."""
    looked = program.profiles.resetting.look_at(office.roster)
    profile = program.profiles.create(
        *(tmp_path / "helped", as_secret(WORDS)),
        language="en",
        office=replace(looked, digits=office.digits),
    )
    profile.set_setting("pin-offered", "yes")
    profile.close()
    return profile.folder


def settings(shown, folder):
    lock = shown(folder, page=LockPage)
    lock.unlock(WORDS)
    lock.go("Settings")
    return SettingsView(lock.root)


def forgot(shown, folder):
    lock = shown(folder, page=LockPage)
    lock.press("I have forgotten it")
    lock.wait_for("A new passphrase from your office")
    return lock


def ask(page, files, path):
    if page.offers("I would rather use my own"):
        page.press("I would rather use my own")
    page.fill("Passphrase", NEW)
    page.fill("The same once more", NEW)
    files.path = path
    page.press("Save the request…")
    page.wait_for("Give it to your office.")


def test_with_the_office_s_file_the_first_start_says_that_the_office_can_open_it(
    shown, office, files, tmp_path
):
    first = shown(tmp_path / "new", page=FirstRunPage)
    first.go_to_office()
    files.path = office.roster
    first.press("Choose the file…")
    first.wait_for("North can open this profile if you cannot.")
    first.fill(DIGITS, office.digits)
    first.next("Your passphrase")
    assert first.reads("North can open it, too, if you cannot.")
    assert not first.reads("Nobody can open it for you")

    first.take_words()
    first.settle()

    assert first.root.profile.escrow.office() == "North"


def test_other_digits_lead_no_further(shown, office, files, tmp_path):
    first = shown(tmp_path / "new", page=FirstRunPage)
    first.go_to_office()
    files.path = office.roster
    first.press("Choose the file…")
    first.wait_for("The file of North")
    first.fill(DIGITS, office.digits[::-1])

    first.press("Next")

    assert first.reads("The digits are not the same.")
    assert not (tmp_path / "new").exists()


def test_the_file_can_be_left_out_again(shown, office, files, tmp_path):
    first = shown(tmp_path / "new", page=FirstRunPage)
    first.go_to_office()
    files.path = office.roster
    first.press("Choose the file…")
    first.wait_for("The file of North")

    first.press("Go on without it")
    first.next("Your passphrase")

    assert first.reads("Nobody can open it for you if you lose it.")


def test_another_file_is_told_of(shown, files, tmp_path):
    first = shown(tmp_path / "new", page=FirstRunPage)
    first.go_to_office()
    files.path = tmp_path / "other"
    files.path.write_bytes(b"no roster")

    first.press("Choose the file…")

    first.wait_for("This is not a roster.")


def test_a_forgotten_passphrase_is_replaced_with_the_office_s_answer(
    shown, helped, office, files, tmp_path
):
    page = forgot(shown, helped)
    ask(page, files, tmp_path / "mine.request")
    assert page.reads(office._desk.digits((tmp_path / "mine.request").read_bytes()))

    files.path = office.answer(tmp_path / "mine.request")
    page.fill("The passphrase that you chose for the request", NEW)
    page.press("Open the answer…")

    page.wait_for("Settings")
    page.settle()
    assert not page.root.surroundings.program.profiles.resetting.is_waiting(helped)


def test_the_answer_can_come_another_day(  # noqa: PLR0917 - two people and a file between them
    shown, program, helped, office, files, tmp_path
):
    asked = program.profiles.resetting.ask(helped, as_secret(NEW))
    (tmp_path / "mine.request").write_bytes(asked.file)
    page = forgot(shown, helped)

    files.path = office.answer(tmp_path / "mine.request")
    page.fill("The passphrase that you chose for the request", NEW)
    page.press("Open the answer…")

    page.wait_for("Settings")
    page.settle()


def test_an_answer_to_an_earlier_request_is_told_of(shown, helped, office, files, tmp_path):
    page = forgot(shown, helped)
    ask(page, files, tmp_path / "first.request")
    answer = office.answer(tmp_path / "first.request")
    page.press("Make another request")
    ask(page, files, tmp_path / "second.request")

    files.path = answer
    page.fill("The passphrase that you chose for the request", NEW)
    page.press("Open the answer…")

    page.wait_for("This file answers an earlier request.")


def test_who_remembers_it_goes_back_and_opens_it(shown, helped):
    page = forgot(shown, helped)

    page.press("Back")

    page.unlock(WORDS)


def test_without_an_office_nothing_is_promised_at_the_door(shown, folder):
    lock = shown(folder, page=LockPage)
    lock.settle()

    assert not lock.offers("I have forgotten it")


def test_the_settings_say_who_can_open_it_and_take_it_away(shown, helped):
    page = settings(shown, helped)
    page.wait_for("North can open it, too, if you cannot.")

    page.press("Let it open it no more")
    page.fill("Passphrase", WORDS)
    page.press("Do it")

    page.wait_for("North could help if you forgot it.")
    assert page.root.profile.escrow.office() == ""


def test_it_is_given_again_with_the_passphrase_alone(shown, program, helped):
    profile = program.profiles.unlock(helped, as_secret(WORDS))
    profile.escrow.take_away(as_secret(WORDS))
    profile.close()
    page = settings(shown, helped)

    page.press("Let the office open it")
    page.fill("Passphrase", "another")
    page.press("Do it")
    page.wait_for("That passphrase does not open this profile.")
    page.fill("Passphrase", WORDS)
    page.press("Do it")

    page.wait_for("North can open it, too, if you cannot.")
    assert page.root.profile.escrow.office() == "North"


def test_left_to_the_office_alone_it_locks_and_no_passphrase_opens_it(shown, helped, successors):
    page = settings(shown, helped)
    page.press("Leave it to the office alone…")
    page.wait_for("you cannot open it")

    page.press("Do it now and lock")

    page.wait_until(lambda: successors.locked, "it locked")
    with pytest.raises(OnlyOfficeError):
        page.root.surroundings.program.profiles.unlock(helped, as_secret(WORDS))


def test_a_profile_that_was_left_to_the_office_says_so_at_the_door(shown, program, helped):
    profile = program.profiles.unlock(helped, as_secret(WORDS))
    profile.escrow.hand_over()
    profile.close()
    lock = shown(helped, page=LockPage)

    lock.try_passphrase(WORDS)

    lock.wait_for("Only your office can open it.")
    assert lock.offers("I have forgotten it")


def test_nothing_is_left_to_the_office_by_one_press(shown, helped):
    page = settings(shown, helped)
    page.press("Leave it to the office alone…")
    page.wait_for("you cannot open it")

    page.press("Leave it as it is")

    assert page.root.profile.escrow.office() == "North"
    page.root.profile._vault.check_passphrase(as_secret(WORDS))


def test_a_profile_without_an_office_says_so(shown, folder):
    page = settings(shown, folder)

    page.wait_for("If it is forgotten, all is lost.")
    assert not page.offers("Leave it to the office alone…")
