"""`vault check` and `audit verify`: what is wrong, what it means, what to do."""

from __future__ import annotations

import pytest

from tests.vault.cheap import PASSPHRASE


@pytest.fixture
def check(call, vault, passphrase_file, tmp_path):
    """Run the command on a profile in which something was done."""
    mine = ("--vault", vault, "--passphrase-file", passphrase_file)
    call("contact", "card", "--out", tmp_path / "mine.card", "--name", "North", *mine)

    def run(*more: str):
        return call("vault", "check", *more, "--vault", vault, "--passphrase-file", passphrase_file)

    return run


NEWEST_UNKNOWN = (
    "The file anchor is missing. Without it Intake cannot tell whether the newest answers are "
    "all here."
)
LOOK = (
    "Open the profile and look whether your latest conversations are there. "
    "Intake then makes the file anew."
)


def test_a_missing_anchor_is_told_as_what_it_means_and_what_to_do(check, vault):
    (vault / "anchor").unlink()

    said = check()

    assert said.status == 1
    assert said.out.splitlines() == [
        "Something is wrong with this profile.",
        "The record of acts has 1 entry and no gap.",
        NEWEST_UNKNOWN,
        LOOK,
    ]
    assert check("--json").value["lost"] == [
        {"agreement": "anchor-missing", "entries": 0, "noticed_at": ""}
    ]


def test_a_damaged_anchor_is_told_as_damaged(check, vault):
    (vault / "anchor").write_bytes(b"x" * 8192)

    said = check()

    assert said.status == 1
    assert "The file anchor is damaged." in said.out
    assert " is missing" not in said.out


def test_what_was_noticed_before_is_told_with_its_day(
    check, vault, call, passphrase_file, tmp_path
):
    (vault / "anchor").unlink()
    mine = ("--vault", vault, "--passphrase-file", passphrase_file)
    call("contact", "card", "--out", tmp_path / "again.card", *mine)

    said = check()

    assert said.status == 1
    (noticed,) = [line for line in said.out.splitlines() if line.startswith("Noticed on ")]
    assert noticed.endswith("cannot tell whether the newest answers are all here.")


def test_a_store_that_cannot_be_read_is_told_with_its_reason(check, vault):
    store = vault / "store.db"
    content = store.read_bytes()
    store.write_bytes(content[:4096] + bytes(4096) + content[8192:])

    said, for_programs = check(), check("--json")

    assert said.status == for_programs.status == 1
    assert said.err.splitlines()[0] == "error: The file with the answers is damaged."
    assert for_programs.value["store"] == "store.damaged"
    assert for_programs.value["ok"] is False
    assert set(for_programs.value) == {"ok", "store", "chain", "anchor", "attachments", "lost"}


def test_a_reserve_that_is_gone_is_told_and_is_no_damage(check, vault):
    (vault / "ballast").unlink()

    said = check()

    assert said.status == 0
    assert said.out.splitlines()[0] == "The profile is whole."
    assert "The room that Intake keeps for a full disk is not there." in said.out


def test_of_a_whole_profile_nothing_else_is_said(check):
    said = check()

    assert said.out.splitlines() == [
        "The profile is whole.",
        "The record of acts has 1 entry and no gap.",
    ]


@pytest.fixture
def audit(call, vault, passphrase_file, tmp_path):
    """Run the command on a profile in which something was done."""
    mine = ("--vault", vault, "--passphrase-file", passphrase_file)
    call("contact", "card", "--out", tmp_path / "mine.card", "--name", "North", *mine)
    return lambda *more: call("audit", "verify", *more, *mine)


def test_a_whole_chain_is_told_with_its_head(audit):
    told, answered = audit(), audit("--json")

    assert told.status == answered.status == 0
    assert told.out == "The record of acts has 1 entry and no gap.\n"
    assert set(answered.value) == {"ok", "entries", "head", "good"}
    assert answered.value["ok"] is answered.value["good"] is True
    assert answered.value["entries"] == 1


def test_a_chain_that_nothing_vouches_for_is_not_passed(audit, vault):
    (vault / "anchor").unlink()

    told, answered = audit(), audit("--json")

    assert told.status == answered.status == 1
    assert told.out.splitlines()[1:] == [NEWEST_UNKNOWN, LOOK]
    assert answered.value["good"] is True
    assert answered.value["ok"] is False


def test_a_chain_that_cannot_be_read_is_one_document(audit, vault):
    (vault / "store.db").write_bytes(b"x" * 65536)

    said = audit("--json")

    assert said.status == 1
    assert said.value["ok"] is False
    assert said.value["error"]["summary"]


def test_a_rewritten_record_is_told_with_what_to_do(audit, check, vault, program):
    profile = program.profiles.unlock(vault, PASSPHRASE)

    def rewrite(opened):
        opened._connection.execute("DROP TRIGGER audit_is_never_changed")
        opened._connection.execute("UPDATE audit SET body = x'7b7d' WHERE n = 1")

    profile._store._queue(rewrite).result()
    profile.close()

    told, checked = audit(), check()

    assert told.status == checked.status == 1
    assert told.out.splitlines()[:2] == [
        "The record of acts was changed or has a gap.",
        "Do not delete anything. Ask your coordinator to help you restore a backup.",
    ]
    assert checked.out.splitlines()[1:3] == told.out.splitlines()[:2]
