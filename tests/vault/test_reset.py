"""A forgotten passphrase: the office's answer gives the one that was chosen, and nothing else."""

from __future__ import annotations

import base64
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import (
    DiskFullError,
    FolderReadOnlyError,
    VaultDamagedError,
    WrongPassphraseError,
)
from intake_app.domain.escrow import (
    EscrowKeyError,
    NoOfficeError,
    Office,
    ResetError,
    ResetRequestError,
    request_mark,
)
from intake_app.domain.secret import Secret
from intake_app.guard import strict_json
from intake_app.vault import file, reset
from intake_app.vault.escrow import EscrowKey
from intake_app.vault.reset_files import (
    PAYLOAD_TYPE,
    PREFIX,
    Request,
    answer,
    read_answer,
    read_request,
)
from intake_app.vault.root_key import RootKey
from intake_app.vault.vault import create_vault, unlock_vault
from tests.simulators import SeededRandom
from tests.vault.cheap import CHEAP, PASSPHRASE

KEY, OTHER_KEY = EscrowKey(Secret(bytes(range(32)))), EscrowKey(Secret(bytes(range(1, 33))))
ROOT, OTHER_ROOT = RootKey(Secret(bytes(range(64)))), RootKey(Secret(bytes(range(1, 65))))
NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
NEW = Secret(b"green table early song")
OFFICE = Office(org="North", root=ROOT.keys.fingerprint, recipient=KEY.recipient)


@pytest.fixture
def vault(vault):
    """Give an open vault that the office can open, too."""
    vault.let_office_open(OFFICE)
    return vault


@pytest.fixture
def request_(folder, vault, chance):
    """Give the request of who forgot its passphrase."""
    return reset.ask(folder, NEW, random=chance, cost=CHEAP)


def answered(request, key=KEY, root=ROOT):
    return read_answer(answer(request, key, root, NOW))


def test_the_office_s_answer_gives_the_passphrase_that_was_chosen(folder, vault, request_):
    again = reset.take(folder, NEW, answered(request_), cost=CHEAP)

    assert again.store_key == vault.store_key
    assert unlock_vault(folder, NEW).public_keys == vault.public_keys
    with pytest.raises(WrongPassphraseError):
        unlock_vault(folder, PASSPHRASE)


def test_after_handing_over_the_office_gives_a_passphrase_again(folder, vault, chance):
    vault.hand_over()
    made = reset.ask(folder, NEW, random=chance, cost=CHEAP)

    reset.take(folder, NEW, answered(made), cost=CHEAP)

    assert unlock_vault(folder, NEW).store_key == vault.store_key


def test_the_office_can_help_a_second_time(folder, request_, chance):
    reset.take(folder, NEW, answered(request_), cost=CHEAP)
    third = Secret(b"third")
    made = reset.ask(folder, third, random=chance, cost=CHEAP)

    reset.take(folder, third, answered(made), cost=CHEAP)

    assert unlock_vault(folder, third).is_open


def test_until_the_answer_is_here_everything_is_as_it_was(folder, vault, request_):
    assert unlock_vault(folder, PASSPHRASE).store_key == vault.store_key
    with pytest.raises(WrongPassphraseError):
        unlock_vault(folder, NEW)


def test_without_an_office_nobody_can_be_asked(folder, vault, chance):
    vault.let_office_open(None)

    with pytest.raises(NoOfficeError):
        reset.ask(folder, NEW, random=chance, cost=CHEAP)
    assert not reset.is_waiting(folder)


def test_another_office_cannot_answer(request_):
    with pytest.raises(EscrowKeyError):
        answer(request_, OTHER_KEY, ROOT, NOW)


def test_an_answer_signed_by_another_office_is_refused(folder, request_):
    before = (folder / "vault.json").read_bytes()

    with pytest.raises(ResetError):
        reset.take(folder, NEW, answered(request_, root=OTHER_ROOT), cost=CHEAP)

    assert (folder / "vault.json").read_bytes() == before
    assert reset.is_waiting(folder)


def test_an_answer_is_good_once(folder, request_):
    found = answered(request_)
    reset.take(folder, NEW, found, cost=CHEAP)

    with pytest.raises(ResetError):
        reset.take(folder, NEW, found, cost=CHEAP)


def test_an_answer_to_an_earlier_request_is_refused(folder, request_, chance):
    reset.ask(folder, NEW, random=chance, cost=CHEAP)

    with pytest.raises(ResetError) as raised:
        reset.take(folder, NEW, answered(request_), cost=CHEAP)

    assert "earlier request" in raised.value.summary.msgid


def test_an_answer_for_another_vault_is_refused(tmp_path, request_, chance):
    other = create_vault(tmp_path / "other", PASSPHRASE, random=chance, cost=CHEAP)
    other.let_office_open(OFFICE)
    reset.ask(tmp_path / "other", NEW, random=chance, cost=CHEAP)

    with pytest.raises(ResetError) as raised:
        reset.take(tmp_path / "other", NEW, answered(request_), cost=CHEAP)

    assert "another computer" in raised.value.summary.msgid


def test_a_request_with_another_vault_s_slot_is_not_answered(folder, tmp_path, request_, chance):
    other = create_vault(tmp_path / "other", PASSPHRASE, random=chance, cost=CHEAP)
    other.let_office_open(OFFICE)
    stolen = tuple(slot.age for slot in file.read(tmp_path / "other").escrow_slots)

    with pytest.raises(ResetRequestError):
        answer(replace(request_, slots=stolen), KEY, ROOT, NOW)


def test_an_answer_that_holds_another_key_changes_nothing(folder, request_):
    from intake_app.vault.escrow import sealed_to  # noqa: PLC0415 - of this test alone

    before = (folder / "vault.json").read_bytes()
    plain = PREFIX + request_.vault_id + request_.request + bytes(32)
    forged = replace(answered(request_), sealed=sealed_to(request_.recipient, plain))

    with pytest.raises(ResetError):
        reset.take(folder, NEW, forged, cost=CHEAP)

    assert (folder / "vault.json").read_bytes() == before


def test_who_has_the_laptop_and_the_answer_still_needs_the_passphrase(folder, request_):
    with pytest.raises(WrongPassphraseError):
        reset.take(folder, PASSPHRASE, answered(request_), cost=CHEAP)

    assert reset.is_waiting(folder)


def test_what_waits_in_another_vault_s_folder_opens_nothing(folder, tmp_path, request_, chance):
    other = create_vault(tmp_path / "other", PASSPHRASE, random=chance, cost=CHEAP)
    other.let_office_open(OFFICE)
    shutil.copy(folder / "reset", tmp_path / "other" / "reset")
    forged = replace(answered(request_), vault_id=other.id)

    with pytest.raises(WrongPassphraseError):
        reset.take(tmp_path / "other", NEW, forged, cost=CHEAP)


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_fault_while_the_passphrase_is_set_leaves_the_old_vault_whole(
    folder, vault, request_, monkeypatch, step
):
    found, before = answered(request_), (folder / "vault.json").read_bytes()
    monkeypatch.setattr(step, _no_room)

    with pytest.raises((DiskFullError, FolderReadOnlyError)):
        reset.take(folder, NEW, found, cost=CHEAP)
    monkeypatch.undo()

    assert (folder / "vault.json").read_bytes() == before
    reset.take(folder, NEW, found, cost=CHEAP)
    assert unlock_vault(folder, NEW).store_key == vault.store_key


def test_a_start_that_was_killed_before_it_cleared_up_goes_on(folder, request_):
    waiting, found = (folder / "reset").read_bytes(), answered(request_)
    reset.take(folder, NEW, found, cost=CHEAP)
    (folder / "reset").write_bytes(waiting)  # as if it had not come to the last step

    reset.take(folder, NEW, found, cost=CHEAP)

    assert not reset.is_waiting(folder)
    assert unlock_vault(folder, NEW).is_open


def test_a_damaged_file_that_waits_is_told_of(folder, request_):
    (folder / "reset").write_bytes(b"{}")

    with pytest.raises(VaultDamagedError):
        reset.take(folder, NEW, answered(request_), cost=CHEAP)


@pytest.mark.parametrize("change", [{"m_kib": 4 << 20}, {"t": 1000}, {"p": 99}])
def test_a_waiting_file_out_of_bounds_is_refused_before_anything_is_derived(
    folder, request_, change
):
    document = strict_json.loads((folder / "reset").read_bytes())
    document["slot"] |= change
    (folder / "reset").write_bytes(strict_json.dumps(document))

    with pytest.raises(VaultDamagedError):
        reset.take(folder, NEW, answered(request_), cost=CHEAP)


def test_a_request_shows_neither_the_key_nor_the_passphrase(vault, request_):
    content = request_.encode()

    for secret in (vault._vault_key, NEW, PASSPHRASE):
        assert secret.reveal() not in content
        assert base64.b64encode(secret.reveal()) not in content


@given(seed=st.integers(0, 1 << 32), slots=st.lists(st.binary(min_size=1), min_size=1, max_size=4))
def test_a_request_survives_being_written(seed, slots):
    chance = SeededRandom(seed)
    made = Request(
        vault_id=chance.token(16),
        request=chance.token(16),
        recipient=KEY.recipient,
        slots=tuple(slots),
    )

    assert read_request(made.encode()) == made


@given(content=st.binary(max_size=300) | st.just(b"{}") | st.just(b'{"format":"x"}'))
def test_any_other_bytes_are_no_request_and_no_answer(content):
    with pytest.raises(ResetRequestError):
        read_request(content)
    with pytest.raises(ResetError):
        read_answer(content)


REQUEST = Request(vault_id=bytes(16), request=bytes(16), recipient=KEY.recipient, slots=(b"x",))


@given(data=st.data())
def test_a_request_with_one_other_byte_has_other_digits_or_is_refused(data):
    content = bytearray(REQUEST.encode())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))

    try:
        read_request(bytes(content))
    except ResetRequestError:
        return

    assert request_mark(bytes(content)) != request_mark(REQUEST.encode())


def signed(**changes):
    payload = {
        "fmt": 1,
        "min_reader": 1,
        "made": "2026-11-24T16:00:00.000000Z",
        "root": {
            "ed25519": base64.b64encode(ROOT.keys.ed25519).decode(),
            "ml_dsa_65": base64.b64encode(ROOT.keys.ml_dsa_65).decode(),
        },
        "vault": base64.b64encode(bytes(16)).decode(),
        "request": base64.b64encode(bytes(16)).decode(),
        "sealed": "QUFB",
    }
    return ROOT.sign(PAYLOAD_TYPE, strict_json.dumps(payload | changes))


def test_a_signed_answer_is_read():
    assert read_answer(signed()).root == ROOT.keys


@pytest.mark.parametrize(
    "change",
    [
        {"min_reader": 2, "fmt": 2},
        {"vault": "AAAA"},
        {"request": "?"},
        {"sealed": ""},
        {"sealed": "QUFB" * 2000},
        {"root": {"ed25519": "AAAA", "ml_dsa_65": "AAAA"}},
        {"root": None},
        {"made": 3},
    ],
)
def test_a_signed_answer_of_another_shape_is_refused(change):
    with pytest.raises(ResetError):
        read_answer(signed(**change))


def test_an_answer_under_another_root_s_name_is_refused():
    keys = OTHER_ROOT.keys
    root = {
        "ed25519": base64.b64encode(keys.ed25519).decode(),
        "ml_dsa_65": base64.b64encode(keys.ml_dsa_65).decode(),
    }

    with pytest.raises(ResetError):
        read_answer(signed(root=root))


ANSWER = signed()


@given(at=st.integers(0, len(ANSWER) - 1), flip=st.integers(1, 255))
def test_no_byte_of_an_answer_can_be_changed(at, flip):
    changed = bytearray(ANSWER)
    changed[at] ^= flip

    with pytest.raises(ResetError):
        read_answer(bytes(changed))


def _no_room(*_args, **_kwargs):
    raise OSError(28, "no room")
