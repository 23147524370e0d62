"""Whatever happens to the vault's files, opening them is refused or gives the same keys."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake_app.domain.errors import VaultDamagedError, WrongPassphraseError
from intake_app.domain.ids import CaseId
from intake_app.domain.secret import Secret
from intake_app.guard import strict_json
from intake_app.vault import file
from intake_app.vault.slots import Cost
from intake_app.vault.vault import unlock_vault
from tests.vault.cheap import CHEAP, PASSPHRASE

# Every example writes the damaged file anew and puts the good one back at its end.
SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def damaged(path, draw) -> bytes:
    """Return the file's bytes with one byte changed, cut off, or added to."""
    content = path.read_bytes()
    at = draw(st.integers(0, len(content) - 1))
    match draw(st.sampled_from(["change", "cut", "add"])):
        case "change":
            return (
                content[:at] + bytes([content[at] ^ draw(st.integers(1, 255))]) + content[at + 1 :]
            )
        case "cut":
            return content[:at]
        case _:
            return content + draw(st.binary(min_size=1, max_size=20))


@pytest.mark.parametrize("name", ["vault.json", "keyring", "identity"])
@SHARED_FOLDER
@given(data=st.data())
def test_a_damaged_file_is_told_of_as_damaged(folder, vault, name, data):
    path = folder / name
    good = path.read_bytes()

    path.write_bytes(damaged(path, data.draw))

    try:
        with pytest.raises(VaultDamagedError):
            unlock_vault(folder, PASSPHRASE)
    finally:
        path.write_bytes(good)


@given(st.binary(max_size=400))
def test_any_bytes_in_place_of_the_vault_file_are_refused(content):
    with pytest.raises(VaultDamagedError):
        file.decode(content)


@pytest.mark.parametrize(
    "change",
    [
        {"m_kib": 16 << 10},
        {"t": 2},
        {"p": 2},
        {"salt": base64.b64encode(bytes(16)).decode()},
        {"nonce": base64.b64encode(bytes(12)).decode()},
        {"wrapped": base64.b64encode(bytes(48)).decode()},
    ],
)
def test_a_slot_with_other_parameters_does_not_open(folder, vault, change):
    document = strict_json.loads((folder / "vault.json").read_bytes())
    document["slots"][0].update(change)

    rewrite(folder, document)

    with pytest.raises(WrongPassphraseError):
        unlock_vault(folder, PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        {"m_kib": 4 << 10},
        {"m_kib": 1 << 30},
        {"t": 0},
        {"t": 21},
        {"p": 0},
        {"p": 9},
        {"v": 16},
        {"kdf": "pbkdf2"},
        {"salt": "AAAA"},
        {"kind": 1},
    ],
)
def test_a_slot_out_of_bounds_is_refused_before_anything_is_derived(folder, vault, change):
    document = strict_json.loads((folder / "vault.json").read_bytes())
    document["slots"][0].update(change)

    rewrite(folder, document)

    with pytest.raises(VaultDamagedError):
        unlock_vault(folder, PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "intake-vault/2"},
        {"slots": []},
        {"slots": [{"kind": "recovery"}]},
        {"slots": ["passphrase"]},
        {"language": ""},
        {"id": "AAAA"},
    ],
)
def test_a_vault_file_of_another_shape_is_refused(folder, vault, change):
    document = strict_json.loads((folder / "vault.json").read_bytes())

    rewrite(folder, document | change)

    with pytest.raises(VaultDamagedError):
        unlock_vault(folder, PASSPHRASE)


def test_a_slot_of_a_kind_yet_to_come_is_kept(folder, vault):
    future = {"kind": "recovery", "salt": "x"}
    file.write(folder, replace(file.read(folder), other_slots=(future,)))

    unlock_vault(folder, PASSPHRASE).change_passphrase(PASSPHRASE, Secret(b"next"), cost=CHEAP)

    assert file.read(folder).other_slots == (future,)


def test_a_ring_hides_how_many_cases_there_are(folder, vault):
    empty = (folder / "keyring").stat().st_size

    for number in range(20):
        vault.cipher.create(CaseId(f"case{number:022}"))

    assert (folder / "keyring").stat().st_size == empty


def test_a_key_that_exists_is_never_replaced(vault):
    case = CaseId("aaaaaaaaaaaaaaaaaaaaaaaaaa")
    vault.cipher.create(case)
    first = vault.cipher.derive(case, "audit")

    vault.cipher.create(case)

    assert vault.cipher.derive(case, "audit") == first


def test_a_commitment_tells_values_cases_and_purposes_apart(vault):
    one, two = CaseId("a" * 26), CaseId("b" * 26)
    vault.cipher.create(one)
    vault.cipher.create(two)

    found = {
        vault.cipher.commit_to(one, b"yes"),
        vault.cipher.commit_to(one, b"no"),
        vault.cipher.commit_to(two, b"yes"),
        vault.cipher.derive(one, "audit").reveal(),
        vault.cipher.derive(one, "backup").reveal(),
    }

    assert len(found) == 5
    assert vault.cipher.commit_to(one, b"yes") == vault.cipher.commit_to(one, b"yes")


@given(st.integers(), st.integers(), st.integers())
def test_a_cost_is_within_its_bounds_or_does_not_exist(m_kib, t, p):
    fits = 8 << 10 <= m_kib <= 2 << 20 and 1 <= t <= 20 and 1 <= p <= 8

    if fits:
        assert Cost(m_kib=m_kib, t=t, p=p).m_kib == m_kib
    else:
        with pytest.raises(ValueError, match="out of bounds"):
            Cost(m_kib=m_kib, t=t, p=p)


def rewrite(folder, document) -> None:
    """Write a vault file as someone would who knows the format, check sum and all."""
    covered = [document[key] for key in ("format", "id", "language", "slots")]
    document["check"] = hashlib.sha256(strict_json.dumps(covered)).hexdigest()
    (folder / "vault.json").write_bytes(strict_json.dumps(document) + b"\n")
