"""A square code from the command line: whose it is, and a check only when it was shown."""

from __future__ import annotations

import pytest

from intake_app.domain.contact import code_of
from intake_app.domain.ids import Fingerprint
from tests.guard.pictures import code_picture, png


@pytest.fixture
def other(call, vault, passphrase_file, tmp_path):
    """Give the fingerprint of another office whose card the profile holds."""
    folder, card = tmp_path / "other", tmp_path / "other.card"
    assert call("vault", "create", folder, "--passphrase-file", passphrase_file).status == 0
    made = call(
        *("contact", "card", "--json", "--out", card, "--name", "House B"),
        *("--vault", folder, "--passphrase-file", passphrase_file),
    )
    added = call("contact", "add", card, "--vault", vault, "--passphrase-file", passphrase_file)
    assert added.status == 0, added.err
    return Fingerprint(made.value["fingerprint"])


@pytest.fixture
def read_code(call, vault, passphrase_file, tmp_path):
    """Read the code of a fingerprint."""

    def _read_code(fingerprint, *rest):
        picture = tmp_path / "code.png"
        picture.write_bytes(png(code_picture(code_of(fingerprint, "House B"))))
        return call(
            *("contact", "read-code", "--json", picture, *rest),
            *("--vault", vault, "--passphrase-file", passphrase_file),
        )

    return _read_code


@pytest.mark.parametrize("is_shown", [False, True])
def test_a_code_checks_a_card_only_when_it_was_shown(read_code, other, is_shown):
    said = read_code(other, *(("--shown-in-person",) if is_shown else ()))

    assert said.status == 0, said.err
    assert said.value == {"ok": True, "fingerprint": other, "checked": is_shown}


def test_another_code_is_refused(read_code, other):
    said = read_code(Fingerprint("12" * 32), "--shown-in-person")

    assert said.status == 1
    assert said.value["error"]["code"] == "card.problem" or not said.value["ok"]


def test_digits_can_be_said_by_an_interpreter(call, vault, passphrase_file, other):
    from intake_app.domain.contact import digits_of  # noqa: PLC0415 - of this test alone

    said = call(
        *("contact", "verify", other, *digits_of(other).split(), "--interpreted"),
        *("--vault", vault, "--passphrase-file", passphrase_file),
    )

    assert said.status == 0, said.err
