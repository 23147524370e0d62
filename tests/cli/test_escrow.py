"""The office helps a worker who forgot the passphrase, from the command line."""

from __future__ import annotations

import pytest

from tests.vault.cheap import PASSPHRASE


@pytest.fixture
def two(tmp_path):
    """Give the arguments that name two people's passphrases."""
    for name in ("first", "second"):
        (tmp_path / name).write_text(f"calm river {name} lamp\n")
    return ("--first-file", tmp_path / "first", "--second-file", tmp_path / "second")


@pytest.fixture
def office(call, two, tmp_path):
    """Found an organisation with a key that opens profiles: what its roster 2.roster says."""
    root = ("--root", tmp_path / "north.root")
    first = call("organisation", "found", "--name", "North", *root, *_out(tmp_path, "1"), *two)
    assert first.status == 0, first.err
    said = call(
        *("organisation", "escrow", "--json", tmp_path / "1.roster", *root, *two),
        *("--escrow", tmp_path / "north.escrow", *_out(tmp_path, "2")),
    )
    assert said.status == 0, said.err
    return said.value


@pytest.fixture
def profile(call, office, passphrase_file, tmp_path):
    """Set a profile up that the office can open."""
    folder = tmp_path / "worker"
    said = call(
        *("vault", "create", folder, "--passphrase-file", passphrase_file),
        *("--office", tmp_path / "2.roster", "--digits", *office["digits"].split()),
    )
    assert said.status == 0, said.err
    assert "North can open this profile if you cannot." in said.out
    return folder


@pytest.fixture
def new_file(tmp_path):
    """Give the file with the passphrase that is chosen anew."""
    path = tmp_path / "new.txt"
    path.write_bytes(b"green table early song\n")
    return path


@pytest.fixture
def request_(call, profile, new_file, tmp_path):
    """Make a request; give what was said."""
    said = call(
        *("vault", "request", "--json", "--vault", profile, "--passphrase-file", new_file),
        *("--out", tmp_path / "worker.request"),
    )
    assert said.status == 0, said.err
    return said.value


def _out(folder, number):
    return ("--out", folder / f"{number}.roster")


def answer(call, two, folder, digits, *rest):
    return call(
        *("organisation", "answer", folder / "2.roster", "--root", folder / "north.root", *two),
        *("--escrow", folder / "north.escrow", "--request", folder / "worker.request"),
        *("--digits", digits, "--out", folder / "worker.reset", *rest),
    )


def test_the_office_gives_a_worker_the_passphrase_they_chose(  # noqa: PLR0917 - both passphrases
    call, profile, request_, two, new_file, passphrase_file, tmp_path
):
    answered = answer(call, two, tmp_path, request_["digits"])
    taken = call(
        *("vault", "reset", tmp_path / "worker.reset"),
        *("--vault", profile, "--passphrase-file", new_file),
    )

    assert (answered.status, taken.status) == (0, 0), answered.err + taken.err
    assert call("vault", "check", profile, "--passphrase-file", new_file).status == 0
    assert call("vault", "check", profile, "--passphrase-file", passphrase_file).status == 1


def test_a_request_is_not_answered_with_other_digits(call, request_, two, tmp_path):
    said = answer(call, two, tmp_path, request_["digits"][::-1])

    assert said.status == 1
    assert "The digits are not the same." in said.err
    assert not (tmp_path / "worker.reset").exists()


def test_no_profile_begins_with_a_roster_whose_digits_were_not_told(
    call, office, passphrase_file, tmp_path
):
    folder = tmp_path / "worker"
    begin = ("vault", "create", folder, "--passphrase-file", passphrase_file)
    roster = ("--office", tmp_path / "2.roster")

    assert call(*begin, *roster).status == 2
    assert not folder.exists()
    assert call(*begin, *roster, "--digits", office["digits"][::-1]).status == 1
    assert not folder.exists()


def test_it_is_said_who_else_can_open_a_profile(call, profile, vault, passphrase_file):
    asked = ("vault", "office", "--json", "--passphrase-file", passphrase_file, "--vault")

    assert call(*asked, profile).value["office"] == "North"
    assert call(*asked, vault).value["office"] == ""


def test_a_profile_that_is_handed_over_opens_with_no_passphrase(call, profile, passphrase_file):
    over = call("vault", "hand-over", "--vault", profile, "--passphrase-file", passphrase_file)
    tried = call("vault", "check", profile, "--passphrase-file", passphrase_file)

    assert over.status == 0, over.err
    assert tried.status == 1
    assert "Only your office can open it." in tried.err


def test_without_an_office_nothing_is_handed_over(call, vault, passphrase_file):
    over = call("vault", "hand-over", "--vault", vault, "--passphrase-file", passphrase_file)

    assert over.status == 1
    assert call("vault", "check", vault, "--passphrase-file", passphrase_file).status == 0


def test_another_file_is_no_request(call, office, two, tmp_path):
    (tmp_path / "worker.request").write_bytes(PASSPHRASE.reveal())

    said = answer(call, two, tmp_path, "1")

    assert said.status == 1
    assert "This is no request" in said.err


def test_the_office_s_key_may_have_other_passphrases_than_the_root(call, request_, two, tmp_path):
    files = ("--escrow-first-file", tmp_path / "second", "--escrow-second-file", tmp_path / "first")

    wrong = answer(call, two, tmp_path, request_["digits"], *files)
    files = ("--escrow-first-file", tmp_path / "first", "--escrow-second-file", tmp_path / "second")
    right = answer(call, two, tmp_path, request_["digits"], *files)

    assert "The office's key does not open with these two passphrases." in wrong.err
    assert right.status == 0, right.err
