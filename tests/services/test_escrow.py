"""A worker sees which office can open their profile, and decides it; the office can help."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.domain.contact import digits_of
from intake_app.domain.errors import RosterError, WrongPassphraseError
from intake_app.domain.escrow import (
    EscrowKeyError,
    NoOfficeError,
    OnlyOfficeError,
    ResetError,
    ResetRequestError,
)
from intake_app.domain.secret import Secret
from intake_app.services.escrow_desk import EscrowDesk
from intake_app.services.organisation import Organisations
from intake_app.vault import file
from tests.vault.cheap import PASSPHRASE

FIRST, SECOND = Secret(b"calm river paper lamp"), Secret(b"tall stone quiet bread")
NEW = Secret(b"green table early song")


@pytest.fixture
def desk_(program):
    """Give what makes the office's key, at a cost that a test can pay."""
    return EscrowDesk(random=program.random, guard=program.guard, work_factor=4)


@pytest.fixture
def organisations(program):
    """Give what makes roots."""
    return Organisations(
        clock=program.clock, random=program.random, guard=program.guard, work_factor=4
    )


@pytest.fixture
def root(organisations, tmp_path):
    """Give the open root of an organisation whose key file is north.root."""
    founded = organisations.found(tmp_path / "north.root", "North", FIRST, SECOND)
    return organisations.open(tmp_path / "north.root", FIRST, SECOND, founded.file)


@pytest.fixture
def issued(desk_, root, tmp_path):
    """Give the roster that names the office's key, which lies in north.escrow."""
    return desk_.found(root, tmp_path / "north.escrow", FIRST, SECOND)


@pytest.fixture
def office_file(program, issued, tmp_path):
    """Give the office's file as a new profile begins with it, its digits compared."""
    (tmp_path / "north.roster").write_bytes(issued.file)
    looked = program.profiles.resetting.look_at(tmp_path / "north.roster")
    return replace(looked, digits=digits_of(issued.roster.root.fingerprint))


@pytest.fixture
def joined(program, office_file, tmp_path):
    """Give an open profile that began with the office's file."""
    profile = program.profiles.create(
        tmp_path / "joined", PASSPHRASE, language="en", office=office_file
    )
    yield profile
    profile.close()


def ask(program, folder, passphrase=NEW):
    return program.profiles.resetting.ask(folder, passphrase)


def answer(desk_, root, tmp_path, asked, **changes):
    made = desk_.answer(
        *(root, tmp_path / "north.escrow", FIRST, SECOND),
        **({"request": asked.file, "digits": asked.digits} | changes),
    )
    path = tmp_path / "answer.reset"
    path.write_bytes(made)
    return path


def compare(profile, issued):
    held = profile.trust.take(issued.file)
    profile.trust.compare(held.root, digits_of(held.root), is_own=True)


def test_a_profile_that_begins_with_the_office_s_file_can_be_opened_by_it(joined, issued):
    assert joined.escrow.office() == "North"
    assert joined.escrow.offered() is None
    assert joined.trust.own().root == issued.roster.root.fingerprint


def test_the_office_s_file_says_whose_it_is_before_anything_is_made(office_file):
    assert (office_file.org, office_file.can_open) == ("North", True)


def test_a_roster_with_other_digits_makes_no_office_able_to_open(program, office_file, tmp_path):
    with pytest.raises(RosterError):
        program.profiles.create(
            *(tmp_path / "joined", PASSPHRASE),
            language="en",
            office=replace(office_file, digits="1" * 30),
        )

    assert not (tmp_path / "joined").exists()


def test_a_forgotten_passphrase_is_replaced_with_the_office_s_help(
    program, joined, desk_, root, tmp_path
):
    joined.set_setting("seen", "yes")
    joined.close()
    path = answer(desk_, root, tmp_path, ask(program, joined.folder))

    again = program.profiles.resetting.open_with(joined.folder, NEW, path)

    acts = _acts(again)
    seen = again.setting("seen")
    again.close()
    assert seen == "yes"
    assert "passphrase-reset" in acts
    program.profiles.unlock(joined.folder, NEW).close()
    with pytest.raises(WrongPassphraseError):
        program.profiles.unlock(joined.folder, PASSPHRASE)


def test_who_remembers_the_passphrase_after_all_waits_for_no_answer(
    program, joined, desk_, root, tmp_path
):
    joined.close()
    path = answer(desk_, root, tmp_path, ask(program, joined.folder))

    program.profiles.unlock(joined.folder, PASSPHRASE).close()

    assert not program.profiles.resetting.is_waiting(joined.folder)
    with pytest.raises(ResetError):
        program.profiles.resetting.open_with(joined.folder, NEW, path)


def test_the_office_answers_nobody_whose_digits_are_others(program, joined, desk_, root, tmp_path):
    asked = ask(program, joined.folder)

    with pytest.raises(ResetRequestError):
        answer(desk_, root, tmp_path, asked, digits=asked.digits[::-1])


def test_another_office_s_key_answers_nothing(program, joined, desk_, root, tmp_path):
    asked = ask(program, joined.folder)
    (tmp_path / "north.escrow").unlink()
    desk_.found(root, tmp_path / "north.escrow", FIRST, SECOND)

    with pytest.raises(EscrowKeyError):
        answer(desk_, root, tmp_path, asked)


def test_an_answer_signed_by_another_root_is_refused(
    program, organisations, joined, desk_, tmp_path
):
    south = organisations.found(tmp_path / "south.root", "South", FIRST, SECOND)
    other = organisations.open(tmp_path / "south.root", FIRST, SECOND, south.file)
    joined.close()
    path = answer(desk_, other, tmp_path, ask(program, joined.folder))

    with pytest.raises(ResetError):
        program.profiles.resetting.open_with(joined.folder, NEW, path)

    program.profiles.unlock(joined.folder, PASSPHRASE).close()


def test_handing_over_leaves_the_office_alone_and_it_can_undo_it(
    program, joined, desk_, root, tmp_path
):
    joined.escrow.hand_over()
    joined.close()
    with pytest.raises(OnlyOfficeError):
        program.profiles.unlock(joined.folder, PASSPHRASE)
    path = answer(desk_, root, tmp_path, ask(program, joined.folder))

    again = program.profiles.resetting.open_with(joined.folder, NEW, path)

    acts = _acts(again)
    again.close()
    assert "handed-over-to-office" in acts


def test_a_profile_without_an_office_is_not_handed_over(program, worker):
    with pytest.raises(NoOfficeError):
        worker.escrow.hand_over()
    with pytest.raises(NoOfficeError):
        worker.escrow.let_open(PASSPHRASE)

    assert not program.profiles.can_office_help(worker.folder)


def test_a_worker_lets_the_office_open_the_profile_later_and_takes_it_back(worker, issued):
    compare(worker, issued)
    assert (worker.escrow.office(), worker.escrow.offered().org) == ("", "North")

    worker.escrow.let_open(PASSPHRASE)
    assert (worker.escrow.office(), worker.escrow.offered()) == ("North", None)

    worker.escrow.take_away(PASSPHRASE)
    assert worker.escrow.office() == ""


def test_only_who_knows_the_passphrase_decides_who_else_can_open(worker, issued):
    compare(worker, issued)

    with pytest.raises(WrongPassphraseError):
        worker.escrow.let_open(NEW)
    assert worker.escrow.office() == ""

    worker.escrow.let_open(PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        worker.escrow.take_away(NEW)
    assert worker.escrow.office() == "North"


def test_a_roster_whose_digits_nobody_compared_offers_no_office(worker, issued):
    worker.trust.take(issued.file)

    assert worker.escrow.offered() is None


def test_a_profile_follows_a_new_key_of_its_office_when_it_is_opened(
    program, joined, desk_, root, tmp_path
):
    fresh = desk_.found(root, tmp_path / "next.escrow", FIRST, SECOND)
    joined.trust.take(fresh.file)
    before = file.read(joined.folder).escrow_slots
    joined.close()

    program.profiles.unlock(joined.folder, PASSPHRASE).close()

    (slot,) = file.read(joined.folder).escrow_slots
    assert slot != before[0]
    (tmp_path / "north.escrow").unlink()
    (tmp_path / "next.escrow").rename(tmp_path / "north.escrow")
    path = answer(desk_, root, tmp_path, ask(program, joined.folder))
    program.profiles.resetting.open_with(joined.folder, NEW, path).close()


def test_a_profile_follows_a_new_root_of_its_office(  # noqa: PLR0917 - two offices' worth
    program, organisations, joined, desk_, root, tmp_path
):
    third, fourth = Secret(b"third person here"), Secret(b"fourth person there")
    handed = organisations.renew_root(root, tmp_path / "next.root", third, fourth)
    joined.trust.take(handed.file)
    joined.close()
    program.profiles.unlock(joined.folder, PASSPHRASE).close()
    fresh = organisations.open(tmp_path / "next.root", third, fourth, handed.file)

    path = answer(desk_, fresh, tmp_path, ask(program, joined.folder))

    program.profiles.resetting.open_with(joined.folder, NEW, path).close()


def test_a_slot_that_was_changed_is_made_anew_when_the_profile_is_opened(program, joined):
    joined.close()
    held = file.read(joined.folder)
    changed = replace(held.escrow_slots[0], age=held.escrow_slots[0].age[:-1] + b"x")
    file.write(joined.folder, replace(held, escrow_slots=(changed,)))

    again = program.profiles.unlock(joined.folder, PASSPHRASE)

    name = again.escrow.office()
    again.close()
    assert name == "North"


def test_no_second_key_is_written_over_a_first(desk_, root, issued, tmp_path):
    before = (tmp_path / "north.escrow").read_bytes()

    with pytest.raises(Exception, match="already"):
        desk_.found(root, tmp_path / "north.escrow", FIRST, SECOND)

    assert (tmp_path / "north.escrow").read_bytes() == before


def _acts(profile):
    chain = "SELECT body FROM audit"
    rows = profile._place.do(lambda unit: list(unit.audit._transaction.execute(chain)))
    return " ".join(bytes(row["body"]).decode() for row in rows)
