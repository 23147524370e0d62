"""What stands in the way of the vault's files, or in them, is told of as it is."""

from __future__ import annotations

import pytest

from intake_app.domain.errors import FolderReadOnlyError, VaultDamagedError
from intake_app.domain.secret import Secret
from intake_app.vault import disk, file, identity, ring, vault
from intake_app.vault.keys import seal_small

KEY = Secret(b"k" * 32)
VAULT = b"v" * 16
LONG = "x" * 300


def test_a_folder_that_would_lie_in_a_file_cannot_be_made(tmp_path):
    (tmp_path / "letter").write_text("mine")

    with pytest.raises(FolderReadOnlyError):
        disk.make_folder(tmp_path / "letter" / "profile")


def test_a_file_larger_than_it_can_be_is_damaged(tmp_path):
    (tmp_path / "keyring").write_bytes(b"12345")

    assert disk.read_file(tmp_path / "keyring", max_bytes=5) == b"12345"
    with pytest.raises(VaultDamagedError):
        disk.read_file(tmp_path / "keyring", max_bytes=4)


def test_a_folder_in_the_place_of_the_new_file_leaves_the_old_one_as_it_is(tmp_path):
    (tmp_path / "keyring").write_bytes(b"old")
    (tmp_path / "keyring.new").mkdir()

    with pytest.raises(FolderReadOnlyError):
        disk.replace_file(tmp_path / "keyring", b"new")

    assert (tmp_path / "keyring").read_bytes() == b"old"


def test_a_folder_that_cannot_be_looked_into_holds_no_sound_vault(tmp_path):
    with pytest.raises(VaultDamagedError):
        file.read(tmp_path / LONG)


def test_a_name_that_no_disk_takes_is_no_place_for_a_profile(tmp_path):
    with pytest.raises(FolderReadOnlyError):
        vault.check_free(tmp_path / LONG)


def test_a_file_is_no_place_for_a_profile(tmp_path):
    (tmp_path / "letter").write_text("mine")

    with pytest.raises(FolderReadOnlyError):
        vault.check_free(tmp_path / "letter")


def test_seeds_of_another_length_are_damage(tmp_path):
    sealed = seal_small(KEY, identity.HEAD, VAULT, b"short")
    (tmp_path / identity.NAME).write_bytes(sealed)

    with pytest.raises(VaultDamagedError):
        identity.Identity.read(tmp_path, KEY, VAULT)


@pytest.mark.parametrize("plaintext", [b"[]", b"{", b'{"a":"?"}', b'{"a":"\xff"}', b'{"a":1}x'])
def test_a_ring_that_holds_no_keys_is_damage(tmp_path, plaintext):
    (tmp_path / ring.NAME).write_bytes(seal_small(KEY, ring.HEAD, VAULT, plaintext))

    with pytest.raises(VaultDamagedError):
        ring.KeyRing.read(tmp_path, KEY, VAULT)
