"""The office's slot opens a vault for the office, and tells nobody else whose it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import (
    DiskFullError,
    FolderReadOnlyError,
    VaultDamagedError,
    WrongPassphraseError,
)
from intake_app.domain.escrow import EscrowKeyError, NoOfficeError, Office, OnlyOfficeError
from intake_app.domain.ids import Fingerprint
from intake_app.domain.secret import Secret
from intake_app.vault import escrow, file
from intake_app.vault.escrow import EscrowKey, new_slot, open_escrow_key, slot_from_json
from intake_app.vault.vault import create_vault, unlock_vault
from tests.simulators import SeededRandom
from tests.vault.cheap import CHEAP, PASSPHRASE

KEY, OTHER_KEY = EscrowKey(Secret(bytes(range(32)))), EscrowKey(Secret(bytes(range(1, 33))))
FIRST, SECOND = Secret(b"calm river paper lamp"), Secret(b"tall stone quiet bread")
ID, VAULT_KEY = bytes(16), Secret(bytes(range(32, 64)))


def office(key=KEY, **changes):
    usual = {"org": "North Network", "root": Fingerprint("ab" * 32), "recipient": key.recipient}
    return Office(**(usual | changes))


def slot_of(folder):
    return file.read(folder).escrow_slots[0]


def test_the_office_opens_what_the_passphrase_opens(folder, vault):
    vault.let_office_open(office())

    found = KEY.open_slot(vault.id, slot_of(folder).age)

    assert found == vault._vault_key
    assert unlock_vault(folder, PASSPHRASE).store_key == vault.store_key


def test_another_office_does_not_open_it(folder, vault):
    vault.let_office_open(office())

    assert OTHER_KEY.open_slot(vault.id, slot_of(folder).age) is None


def test_a_slot_put_into_another_vault_opens_nothing(folder, vault):
    vault.let_office_open(office())

    with pytest.raises(VaultDamagedError):
        KEY.open_slot(bytes(16), slot_of(folder).age)


def test_the_file_names_neither_the_office_nor_its_key(folder, vault):
    vault.let_office_open(office())

    content = (folder / "vault.json").read_bytes()

    assert b"North" not in content
    assert KEY.recipient.encode() not in content
    assert escrow.mark_of(KEY.recipient).encode() not in content
    assert b"ab" * 32 not in content


def test_two_vaults_of_one_office_have_nothing_in_common(tmp_path, chance):
    vaults = [create_vault(tmp_path / n, PASSPHRASE, random=chance, cost=CHEAP) for n in "ab"]
    for vault in vaults:
        vault.let_office_open(office())

    one, other = (slot_of(tmp_path / name) for name in "ab")

    assert (len(one.age), len(one.note)) == (len(other.age), len(other.note))
    assert one.age[-97:] != other.age[-97:]
    assert one.note[-1040:] != other.note[-1040:]


def test_whoever_has_the_vault_open_sees_which_office(folder, vault):
    vault.let_office_open(office())

    (note,) = unlock_vault(folder, PASSPHRASE).office_notes()

    assert (note.org, note.root, note.is_whole) == ("North Network", "ab" * 32, True)


def test_a_changed_slot_is_noticed(folder, vault):
    vault.let_office_open(office())
    held = file.read(folder)
    other = new_slot(bytes(16), VAULT_KEY, office(OTHER_KEY))
    swapped = replace(held.escrow_slots[0], age=other.age)
    file.write(folder, replace(held, escrow_slots=(swapped, other)))

    notes = unlock_vault(folder, PASSPHRASE).office_notes()

    assert [note and note.is_whole for note in notes] == [False, None]


def test_one_office_takes_the_place_of_another_and_none_of_both(folder, vault):
    vault.let_office_open(office())
    vault.let_office_open(office(OTHER_KEY))
    assert KEY.open_slot(vault.id, slot_of(folder).age) is None

    vault.let_office_open(None)

    assert file.read(folder).escrow_slots == ()


def test_a_new_passphrase_leaves_the_office_its_slot(folder, vault):
    vault.let_office_open(office())
    before = slot_of(folder)

    vault.change_passphrase(PASSPHRASE, Secret(b"next"), cost=CHEAP)

    assert slot_of(folder) == before


def test_after_handing_over_no_passphrase_opens_it_and_the_office_does(folder, vault):
    vault.let_office_open(office())
    vault.hand_over()

    with pytest.raises(OnlyOfficeError):
        unlock_vault(folder, PASSPHRASE)
    assert KEY.open_slot(vault.id, slot_of(folder).age) == vault._vault_key


def test_handing_over_overwrites_the_slots_it_removes(folder, vault):
    vault.let_office_open(office())
    with (folder / "vault.json").open("rb") as old:
        held = old.read()
        vault.hand_over()
        old.seek(0)
        left = old.read()

    assert len(left) == len(held)
    assert b"argon2id" in held
    assert b"argon2id" not in left


@pytest.mark.parametrize("is_changed", [False, True])
def test_without_a_sound_office_nothing_is_handed_over(folder, vault, is_changed):
    if is_changed:
        vault.let_office_open(office())
        held = file.read(folder)
        other = new_slot(vault.id, VAULT_KEY, office(OTHER_KEY))
        changed = replace(held.escrow_slots[0], age=other.age)
        file.write(folder, replace(held, escrow_slots=(changed,)))
        vault = unlock_vault(folder, PASSPHRASE)
    before = (folder / "vault.json").read_bytes()

    with pytest.raises(NoOfficeError):
        vault.hand_over()

    assert (folder / "vault.json").read_bytes() == before


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("act", ["hand_over", "let_office_open"])
def test_a_fault_before_the_file_is_replaced_leaves_the_old_one_whole(
    folder, vault, monkeypatch, step, act
):
    vault.let_office_open(office())
    before = (folder / "vault.json").read_bytes()
    monkeypatch.setattr(step, _no_room)

    with pytest.raises((DiskFullError, FolderReadOnlyError)):
        getattr(vault, act)(*((office(OTHER_KEY),) if act == "let_office_open" else ()))
    monkeypatch.undo()

    assert (folder / "vault.json").read_bytes() == before
    assert unlock_vault(folder, PASSPHRASE).store_key == vault.store_key


@pytest.mark.parametrize("act", ["hand_over", "let_office_open"])
def test_a_process_killed_before_the_rename_leaves_the_old_file_whole(
    folder, vault, monkeypatch, act
):
    vault.let_office_open(office())
    before = (folder / "vault.json").read_bytes()
    monkeypatch.setattr("pathlib.Path.replace", _killed)

    with pytest.raises(Killed):
        getattr(vault, act)(*((office(OTHER_KEY),) if act == "let_office_open" else ()))
    monkeypatch.undo()

    assert (folder / "vault.json.new").exists()
    assert (folder / "vault.json").read_bytes() == before
    assert unlock_vault(folder, PASSPHRASE).store_key == vault.store_key


def test_a_process_killed_after_the_rename_has_handed_over(folder, vault, monkeypatch):
    vault.let_office_open(office())
    monkeypatch.setattr("intake_app.vault.disk.sync_folder", _killed)

    with pytest.raises(Killed):
        vault.hand_over()
    monkeypatch.undo()

    with pytest.raises(OnlyOfficeError):
        unlock_vault(folder, PASSPHRASE)
    assert KEY.open_slot(vault.id, slot_of(folder).age) == vault._vault_key


def test_a_recipient_that_is_none_makes_no_slot(folder, vault):
    before = (folder / "vault.json").read_bytes()

    with pytest.raises(EscrowKeyError):
        vault.let_office_open(office(recipient="age1pq1nothing"))

    assert (folder / "vault.json").read_bytes() == before


@given(org=st.text(max_size=100), seed=st.integers(0, 1 << 32))
def test_a_slot_survives_being_written_whatever_the_office_is_called(org, seed):
    vault_key = Secret(SeededRandom(seed).token(32))
    slot = new_slot(ID, vault_key, office(org=org.encode("utf-8", "ignore").decode()))

    again = slot_from_json(slot.to_json())

    assert again == slot
    assert KEY.open_slot(ID, again.age) == vault_key
    assert again.read_note(ID, vault_key).is_whole


SLOT = new_slot(ID, VAULT_KEY, office())


@given(at=st.integers(0, len(SLOT.age) - 1), bit=st.integers(0, 7))
def test_no_bit_of_a_slot_can_be_changed(at, bit):
    changed = bytearray(SLOT.age)
    changed[at] ^= 1 << bit

    try:
        found = KEY.open_slot(ID, bytes(changed))
    except VaultDamagedError:
        found = None

    assert found is None
    assert not replace(SLOT, age=bytes(changed)).read_note(ID, VAULT_KEY).is_whole


@pytest.mark.parametrize(
    "change",
    [
        {"age": ""},
        {"age": "?"},
        {"age": "QUFB" * 2000},
        {"office": "QUFB"},
        {"office": None},
    ],
)
def test_a_slot_of_another_shape_is_damage(change):
    with pytest.raises(ValueError):  # noqa: PT011 - the reader of the whole file makes damage of it
        slot_from_json(SLOT.to_json() | change)


def test_two_people_open_the_office_s_key_together(tmp_path):
    path = tmp_path / "north.escrow"
    KEY.save(path, FIRST, SECOND, work_factor=4)

    assert open_escrow_key(path, FIRST, SECOND).recipient == KEY.recipient
    for first, second in ((SECOND, FIRST), (FIRST, FIRST), (SECOND, SECOND)):
        with pytest.raises(EscrowKeyError):
            open_escrow_key(path, first, second)


def test_a_root_key_is_no_key_of_an_office(tmp_path):
    from intake_app.vault.root_key import RootKey  # noqa: PLC0415 - of this test alone

    path = tmp_path / "north.root"
    RootKey(Secret(bytes(64))).save(path, FIRST, SECOND, work_factor=4)

    with pytest.raises(EscrowKeyError):
        open_escrow_key(path, FIRST, SECOND)


def test_a_wrong_passphrase_is_still_told_as_such(folder, vault):
    vault.let_office_open(office())

    with pytest.raises(WrongPassphraseError):
        unlock_vault(folder, Secret(b"another"))


class Killed(BaseException):
    """The process ended here: nothing catches it."""


def _killed(*_args, **_kwargs):
    raise Killed


def _no_room(*_args, **_kwargs):
    raise OSError(28, "no room")
