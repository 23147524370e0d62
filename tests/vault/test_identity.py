"""Keys are replaced in one step; the old opening key stays a while and is then destroyed."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from intake_app.domain.errors import FolderReadOnlyError, VaultDamagedError
from intake_app.domain.secret import Secret
from intake_app.sealing import age
from intake_app.vault import identity
from intake_app.vault.identity import BLOCK, MOST_EARLIER, NAME, SEEDS, Identity
from intake_app.vault.keys import open_small, seal_small

KEY, VAULT = Secret(b"k" * 32), b"v" * 16
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


@pytest.fixture
def own(tmp_path, chance):
    """Give the identity of a profile folder."""
    return Identity.make(tmp_path, KEY, VAULT, chance)


def seeds(letter):
    return Secret(letter * SEEDS)


def replaced(own, letter=b"n", until=LATER):
    own.replace(seeds(letter), until=until, prove=lambda after: f"to {after}".encode())


def read(folder):
    return Identity.read(folder, KEY, VAULT)


def sealed_to(own):
    target = io.BytesIO()
    to = age.HybridRecipient.parse(own.public_keys.recipient)
    age.encrypt([to], io.BytesIO(b"hello"), target)
    return target.getvalue()


def opens(own, sealed):
    return own.unwrap(age.read_header(io.BytesIO(sealed)).raw) is not None


def test_an_identity_is_read_as_it_was_made(own, tmp_path):
    found = read(tmp_path)

    assert (found.public_keys, found.proof, found.earlier) == (own.public_keys, b"", ())


def test_new_keys_sign_and_both_open(own, tmp_path):
    old, sealed = own.fingerprint, sealed_to(own)
    signed = own.sign("text/plain", b"x")

    replaced(own)

    for found in (own, read(tmp_path)):
        assert found.fingerprint == Identity(seeds(b"n")).fingerprint != old
        assert found.proof == f"to {found.fingerprint}".encode()
        assert [keys.card for keys in found.earlier] == [old]
        assert found.sign("text/plain", b"x") != signed
        assert opens(found, sealed)
        assert opens(found, sealed_to(found))


def test_the_old_keys_sign_that_the_new_ones_take_over(own):
    old = own.fingerprint
    by = []

    own.replace(seeds(b"n"), until=LATER, prove=lambda _: by.append(own.fingerprint) or b"proof")

    assert by == [old]


def test_the_old_opening_key_is_destroyed_when_its_time_is_over_and_not_before(own, tmp_path):
    sealed = sealed_to(own)
    old_seed = own._kept.seeds.reveal()[-32:]
    replaced(own)

    assert own.destroy_earlier(LATER - timedelta(seconds=1)) == 0
    assert own.destroy_earlier(LATER) == 1
    assert own.destroy_earlier(LATER) == 0

    for found in (own, read(tmp_path)):
        assert not opens(found, sealed)
        assert [keys.opening for keys in found.earlier] == [None]
    plain = open_small(KEY, identity.HEAD, VAULT, (tmp_path / NAME).read_bytes())
    assert identity._b64(old_seed).encode() not in plain


def test_the_length_of_the_file_does_not_tell_whether_keys_were_replaced(own, tmp_path):
    before = (tmp_path / NAME).stat().st_size

    replaced(own)

    assert (tmp_path / NAME).stat().st_size == before > BLOCK


def test_only_so_many_earlier_cards_are_remembered(own, tmp_path):
    for number in range(MOST_EARLIER + 2):
        replaced(own, bytes([number + 1]))

    assert len(read(tmp_path).earlier) == MOST_EARLIER


def test_keys_that_cannot_be_written_are_not_used(own, tmp_path):
    old = own.fingerprint
    (tmp_path / f"{NAME}.new").mkdir()  # stands where the new file would be written

    with pytest.raises(FolderReadOnlyError):
        replaced(own)

    assert own.fingerprint == old == read(tmp_path).fingerprint


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"[]",
        b"x" * 96,
        b'{"seeds":"AAAA","proof":"","earlier":[]}',
        b'{"seeds":7,"proof":"","earlier":[]}',
        b'{"seeds":"' + b"A" * 128 + b'","proof":"","earlier":[{"card":"x"}]}',
        b'{"seeds":"' + b"A" * 128 + b'","proof":"?","earlier":[]}',
    ],
)
def test_an_identity_with_other_contents_is_damaged(own, tmp_path, plain):
    (tmp_path / NAME).write_bytes(seal_small(KEY, identity.HEAD, VAULT, plain))

    with pytest.raises(VaultDamagedError):
        read(tmp_path)
