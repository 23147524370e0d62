from __future__ import annotations

import io
import json
import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from intake_app.domain.errors import (
    FolderReadOnlyError,
    NotAPacketError,
    PacketTamperedError,
    ProfileExistsError,
    ProfileMissingError,
    VaultDamagedError,
    WrongPassphraseError,
)
from intake_app.domain.ids import CaseId
from intake_app.domain.secret import Secret
from intake_app.sealing import age, dsse, signing
from intake_app.vault.vault import create_vault, lock_screen_language, unlock_vault
from tests.simulators import SeededRandom
from tests.vault.cheap import CHEAP, PASSPHRASE

CASE = CaseId("aaaaaaaaaaaaaaaaaaaaaaaaaa")
OTHER_CASE = CaseId("bbbbbbbbbbbbbbbbbbbbbbbbbb")


def sealed_header(recipient: age.HybridRecipient) -> bytes:
    packet = io.BytesIO()
    age.encrypt([recipient], io.BytesIO(b"hello"), packet)
    packet.seek(0)
    age.read_header(packet)
    return packet.getvalue()[: packet.tell()]


def own_recipient(vault) -> age.HybridRecipient:
    return age.HybridRecipient.parse(vault.public_keys.recipient)


def test_a_vault_opens_again_with_the_same_keys(folder, vault):
    vault.cipher.create(CASE)

    again = unlock_vault(folder, PASSPHRASE)

    assert again.id == vault.id
    assert again.store_key == vault.store_key
    assert again.anchor_key == vault.anchor_key
    assert again.public_keys == vault.public_keys
    assert again.cipher.derive(CASE, "blob/1") == vault.cipher.derive(CASE, "blob/1")


def test_the_folder_holds_three_files_that_only_their_owner_can_read(folder, vault):
    vault.cipher.create(CASE)

    assert sorted(p.name for p in folder.iterdir()) == ["identity", "keyring", "vault.json"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()} == {0o600}


def test_another_passphrase_does_not_open_it(folder, vault):
    with pytest.raises(WrongPassphraseError):
        unlock_vault(folder, Secret(b"calm river paper lamb"))


def test_a_folder_without_a_vault_file_holds_no_profile(tmp_path):
    with pytest.raises(ProfileMissingError):
        unlock_vault(tmp_path, PASSPHRASE)
    with pytest.raises(ProfileMissingError):
        unlock_vault(tmp_path / "nowhere", PASSPHRASE)


def test_a_profile_is_never_made_over_another(folder, vault, chance):
    before = {p.name: p.read_bytes() for p in folder.iterdir()}

    with pytest.raises(ProfileExistsError):
        create_vault(folder, PASSPHRASE, random=chance, cost=CHEAP)

    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_profile_is_never_made_among_other_files(tmp_path, chance):
    (tmp_path / "holiday.txt").write_text("sun")

    with pytest.raises(ProfileExistsError):
        create_vault(tmp_path, PASSPHRASE, random=chance, cost=CHEAP)

    assert [p.name for p in tmp_path.iterdir()] == ["holiday.txt"]


def test_a_creation_that_was_cut_off_can_be_done_again(folder, vault, chance):
    (folder / "vault.json").rename(folder / "vault.json.new")

    again = create_vault(folder, PASSPHRASE, random=chance, cost=CHEAP)

    assert unlock_vault(folder, PASSPHRASE).store_key == again.store_key


def test_a_place_that_is_no_folder_is_said_to_be_one_that_cannot_be_written_to(tmp_path, chance):
    (tmp_path / "file").write_text("")

    with pytest.raises(FolderReadOnlyError):
        create_vault(tmp_path / "file", PASSPHRASE, random=chance, cost=CHEAP)


@pytest.mark.skipif(os.name != "posix", reason="folders of Windows have no such mode")
def test_a_read_only_folder_is_refused_and_stays_empty(chance):
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    user = os.geteuid()

    try:
        if user == 0:
            os.seteuid(65534)  # root writes everywhere; be nobody for a moment
        with pytest.raises(FolderReadOnlyError):
            create_vault(folder / "profile", PASSPHRASE, random=chance, cost=CHEAP)
    finally:
        os.seteuid(user)

    assert list(folder.iterdir()) == []
    shutil.rmtree(folder)


def test_a_missing_ring_or_identity_is_damage_not_a_new_start(folder, vault):
    for name in ("keyring", "identity"):
        content = (folder / name).read_bytes()
        (folder / name).unlink()

        with pytest.raises(VaultDamagedError):
            unlock_vault(folder, PASSPHRASE)

        (folder / name).write_bytes(content)


def test_two_vaults_with_one_passphrase_have_nothing_in_common(tmp_path):
    one = create_vault(tmp_path / "one", PASSPHRASE, random=SeededRandom(1), cost=CHEAP)
    two = create_vault(tmp_path / "two", PASSPHRASE, random=SeededRandom(2), cost=CHEAP)

    assert one.id != two.id
    assert one.store_key != two.store_key
    assert one.anchor_key != two.anchor_key
    assert one.public_keys.fingerprint != two.public_keys.fingerprint


def test_a_ring_of_another_vault_is_refused(tmp_path, folder, vault):
    create_vault(tmp_path / "two", PASSPHRASE, random=SeededRandom(2), cost=CHEAP)

    shutil.copy(tmp_path / "two" / "keyring", folder / "keyring")

    with pytest.raises(VaultDamagedError):
        unlock_vault(folder, PASSPHRASE)


def test_a_new_passphrase_keeps_every_other_key(folder, vault):
    vault.cipher.create(CASE)
    store_key, case_key = vault.store_key, vault.cipher.derive(CASE, "backup")

    vault.change_passphrase(PASSPHRASE, Secret(b"new words here"), cost=CHEAP)

    again = unlock_vault(folder, Secret(b"new words here"))
    assert again.store_key == store_key
    assert again.cipher.derive(CASE, "backup") == case_key
    with pytest.raises(WrongPassphraseError):
        unlock_vault(folder, PASSPHRASE)


def test_the_passphrase_is_not_changed_by_someone_who_does_not_know_it(folder, vault):
    with pytest.raises(WrongPassphraseError):
        vault.change_passphrase(Secret(b"guess"), Secret(b"mine now"), cost=CHEAP)

    assert unlock_vault(folder, PASSPHRASE).store_key == vault.store_key


def test_a_destroyed_case_key_is_gone_from_the_profile(folder, vault):
    vault.cipher.create(CASE)
    vault.cipher.create(OTHER_CASE)
    kept = vault.cipher.derive(OTHER_CASE, "audit")

    vault.destroy_case(CASE)

    for found in (vault, unlock_vault(folder, PASSPHRASE)):
        with pytest.raises(VaultDamagedError):
            found.cipher.derive(CASE, "audit")
        assert found.cipher.derive(OTHER_CASE, "audit") == kept


def test_the_lock_screen_language_is_known_without_a_key(folder, vault):
    vault.set_language("ti")

    assert lock_screen_language(folder) == "ti"
    assert unlock_vault(folder, PASSPHRASE).language == "ti"


def test_the_identity_signs_what_its_card_keys_verify(vault):
    envelope = vault.signer.sign("application/test", b"payload")

    public = signing.PublicKeys(
        ed25519=vault.public_keys.ed25519, ml_dsa_65=vault.public_keys.ml_dsa_65
    )
    assert dsse.verify(envelope, "application/test", public) == b"payload"
    assert vault.signer.fingerprint == vault.public_keys.fingerprint


def test_the_identity_opens_what_was_sealed_to_its_card(vault):
    header = sealed_header(own_recipient(vault))

    file_key = vault.opener.unwrap(header)

    assert file_key is not None
    assert len(file_key) == 16


def test_what_was_sealed_to_another_is_not_for_us(vault):
    assert vault.opener.unwrap(sealed_header(age.HybridIdentity.generate().recipient())) is None


def test_a_header_with_another_mac_is_told_of_as_changed(vault):
    header = sealed_header(own_recipient(vault))
    at = header.rindex(b"--- ") + 4
    changed = header[:at] + (b"B" if header[at : at + 1] == b"A" else b"A") + header[at + 1 :]

    with pytest.raises(PacketTamperedError):
        vault.opener.unwrap(changed)


def test_a_text_file_is_no_packet(vault):
    with pytest.raises(NotAPacketError):
        vault.opener.unwrap(b"Dear office,\n")


def test_a_closed_vault_gives_no_keys(vault):
    vault.close()

    with pytest.raises(RuntimeError):
        _ = vault.store_key


def test_nothing_of_a_vault_shows_a_secret(vault):
    vault.cipher.create(CASE)
    shown = " ".join(map(repr, (vault, vault.store_key, vault.cipher, vault.signer, PASSPHRASE)))

    assert vault.store_key.reveal().hex() not in shown
    assert str(vault.store_key.reveal()) not in shown
    assert PASSPHRASE.reveal().decode() not in shown


def test_the_vault_file_holds_no_key_in_clear(folder, vault):
    slot = json.loads((folder / "vault.json").read_text())["slots"][0]

    assert set(slot) == {"kind", "kdf", "v", "m_kib", "t", "p", "salt", "nonce", "wrapped"}
