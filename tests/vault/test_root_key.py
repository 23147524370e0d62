"""An organisation's root key opens with two people's passphrases, in their order."""

from __future__ import annotations

import io

import pytest

from intake_app.domain.errors import RootKeyError, RootPassphraseError
from intake_app.domain.secret import Secret
from intake_app.sealing import age
from intake_app.vault.root_key import MAX_FILE, RootKey, open_root

FIRST, SECOND = Secret(b"calm river paper lamp"), Secret(b"tall stone quiet bread")
CHEAP = 4


@pytest.fixture
def root():
    """Give a root key of fixed seeds."""
    return RootKey(Secret(bytes(range(64))))


@pytest.fixture
def file(root, tmp_path):
    """Give the file it was saved to."""
    path = tmp_path / "north.root"
    root.save(path, FIRST, SECOND, work_factor=CHEAP)
    return path


def decrypted(data, passphrase):
    source = io.BytesIO(data)
    key = age.unwrap(age.read_header(source), [age.Passphrase(passphrase)], age.GENERAL)
    return b"".join(age.decrypt_payload(key, source))


def test_both_passphrases_open_it(file, root):
    assert open_root(file, FIRST, SECOND).keys == root.keys


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRST, FIRST),
        (SECOND, SECOND),
        (SECOND, FIRST),
        (FIRST, Secret(b"")),
        (Secret(b""), SECOND),
    ],
)
def test_one_person_alone_does_not_open_it(file, first, second):
    with pytest.raises(RootPassphraseError):
        open_root(file, first, second)


def test_the_seeds_are_nowhere_in_what_the_first_person_can_open(file):
    inside = decrypted(file.read_bytes(), FIRST)

    assert bytes(range(64)) not in inside
    assert b"seeds" not in inside


def test_any_age_program_opens_the_two_layers(file):
    plain = decrypted(decrypted(file.read_bytes(), FIRST), SECOND)

    assert plain.startswith(b'{"kind":"intake-root/1","seeds":"')


def test_a_file_is_never_written_over(file, root):
    before = file.read_bytes()

    with pytest.raises(RootKeyError):
        root.save(file, FIRST, SECOND, work_factor=CHEAP)

    assert file.read_bytes() == before


def test_two_people_choose_two_passphrases(root, tmp_path):
    with pytest.raises(RootKeyError):
        root.save(tmp_path / "one.root", FIRST, FIRST, work_factor=CHEAP)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", [0, 30, 150, -1])
def test_a_damaged_file_is_refused(file, place):
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)

    with pytest.raises(RootKeyError):
        open_root(file, FIRST, SECOND)


def test_what_is_no_root_key_is_refused(tmp_path):
    path = tmp_path / "odd.root"
    for data in (b"", b"x" * (MAX_FILE + 1)):
        path.write_bytes(data)
        with pytest.raises(RootKeyError):
            open_root(path, FIRST, SECOND)
    with pytest.raises(RootKeyError):
        open_root(tmp_path / "none.root", FIRST, SECOND)


@pytest.mark.parametrize("inside", [b"", b"{}", b'{"kind":"intake-root/1","seeds":"AAAA"}'])
def test_other_contents_under_the_right_passphrases_are_refused(tmp_path, inside):
    path, data = tmp_path / "odd.root", inside
    for passphrase in (SECOND, FIRST):
        target = io.BytesIO()
        age.encrypt([age.Passphrase(passphrase, work_factor=CHEAP)], io.BytesIO(data), target)
        data = target.getvalue()
    path.write_bytes(data)

    with pytest.raises(RootKeyError):
        open_root(path, FIRST, SECOND)
