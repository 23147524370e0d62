"""An organisation's root on a computer without a network, from the command line."""

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
def founded(call, two, tmp_path):
    """Found an organisation: north.root and 1.roster."""
    root, out = tmp_path / "north.root", tmp_path / "1.roster"
    said = call(
        "organisation", "found", "--json", "--name", "North", "--root", root, "--out", out, *two
    )
    assert said.status == 0, said.err
    return said.value


@pytest.fixture
def change(call, founded, two, tmp_path):
    """Change the roster of a number; the next one is written."""

    def _change(command, number, *rest):
        return call(
            *("organisation", command, "--json", tmp_path / f"{number}.roster"),
            *("--root", tmp_path / "north.root", "--out", tmp_path / f"{number + 1}.roster"),
            *two,
            *rest,
        )

    return _change


@pytest.fixture
def card(call, vault, passphrase_file, tmp_path):
    """Give the file of a profile's card and what was said when it was made."""
    out = tmp_path / "team.card"
    said = call(
        *("contact", "card", "--json", "--out", out, "--name", "Night team"),
        *("--vault", vault, "--passphrase-file", passphrase_file),
    )
    return out, said.value


def test_an_organisation_is_founded_and_its_roster_shown(call, founded, tmp_path):
    shown = call("organisation", "show", "--json", tmp_path / "1.roster")

    assert shown.value == {k: v for k, v in founded.items() if k != "file"}
    assert (shown.value["org"], shown.value["version"]) == ("North", 1)
    assert len(shown.value["digits"].replace(" ", "")) == 30


def test_nothing_is_written_over(call, founded, two, tmp_path):
    before = (tmp_path / "north.root").read_bytes()

    said = call(
        *("organisation", "found", "--name", "North", "--root", tmp_path / "north.root"),
        *("--out", tmp_path / "2.roster", *two),
    )

    assert said.status == 2
    assert (tmp_path / "north.root").read_bytes() == before
    assert not (tmp_path / "2.roster").exists()


def test_a_card_is_added_taken_back_and_the_roster_renewed(change, card):
    file, made = card

    added = change("add", 1, "--card", file, "--digits", *made["digits"].split(), "--role", "Night")
    shown = f"{made['fingerprint'][:8]} {made['fingerprint'][8:]}"
    back = change("revoke", 2, "--card", shown, "--why", "stolen")
    renewed = change("renew", 3)

    member = {"card": made["fingerprint"], "role": "Night", "may": ["sign", "import"]}
    assert added.value["members"] == [{**member, "inbox": False}]
    assert back.value["members"] == []
    assert [(r["card"], r["why"]) for r in back.value["revoked"]] == [
        (made["fingerprint"], "stolen")
    ]
    assert renewed.value["version"] == 4


def test_a_card_is_taken_out_by_its_file(change, card):
    file, made = card
    change("add", 1, "--card", file, "--digits", *made["digits"].split())

    said = change("remove", 2, "--card", file)

    assert (said.value["members"], said.value["revoked"]) == ([], [])


def test_wrong_digits_add_nobody(change, card, tmp_path):
    file, _ = card

    said = change("add", 1, "--card", file, "--digits", "12345")

    assert said.status == 1
    assert said.value["error"]["code"] == "roster.problem"
    assert not (tmp_path / "2.roster").exists()


def test_one_wrong_passphrase_is_told_without_saying_whose(call, founded, two, tmp_path):
    (tmp_path / "second").write_text("something else\n")

    said = call(
        *("organisation", "renew", "--json", tmp_path / "1.roster"),
        *("--root", tmp_path / "north.root", "--out", tmp_path / "2.roster", *two),
    )

    assert said.status == 1
    assert said.value["error"]["code"] == "root.wrong-passphrase"


def test_a_moment_that_is_none_and_a_card_that_is_none_are_told(change, card):
    _, made = card

    moment = change(
        "revoke", 1, "--card", made["fingerprint"], "--why", "lost", "--since", "Monday"
    )
    nothing = change("remove", 1, "--card", "nobody.card")

    assert (moment.status, nothing.status) == (2, 1)
    assert nothing.value["error"]["code"] == "card.not-a-card"


def test_a_root_is_replaced_and_a_partner_named(call, change, founded, two, tmp_path):
    replaced = change(
        *("new-root", 1, "--new-root", tmp_path / "next.root"),
        *("--new-first-file", tmp_path / "second", "--new-second-file", tmp_path / "first"),
    )
    named = change("partner", 1, "--theirs", tmp_path / "2.roster", "--digits", "12345")

    assert replaced.value["version"] == 2
    assert replaced.value["root"] != founded["root"]
    assert named.status == 2
    assert named.value["error"]["code"] == "usage"


def test_a_profile_holds_its_organisations_roster_once_the_digits_fit(
    call, founded, vault, passphrase_file, tmp_path
):
    said = call(
        *("organisation", "hold", "--json", tmp_path / "1.roster", "--vault", vault),
        *("--passphrase-file", passphrase_file, "--digits", *founded["digits"].split()),
    )

    assert said.status == 0
    assert said.value["root"] == founded["root"]


def test_a_passphrase_is_on_no_command_line(call, founded, tmp_path):
    said = call(
        *("organisation", "renew", tmp_path / "1.roster", "--root", tmp_path / "north.root"),
        *("--out", tmp_path / "2.roster", "--first", PASSPHRASE.reveal().decode()),
    )

    assert said.status == 2
