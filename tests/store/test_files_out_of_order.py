"""What stands in the way of the store's files, or in its columns, is told of as it is."""

from __future__ import annotations

import pytest

from intake_app.domain.errors import (
    FolderReadOnlyError,
    IntakeError,
    ProfileBusyError,
    ProfileMissingError,
    StoreDamagedError,
    StoreError,
    StoreTooNewError,
)
from intake_app.domain.secret import Secret
from intake_app.store import audit, connection, nested
from intake_app.store.anchor import ANCHOR_NAME
from intake_app.store.ballast import Ballast
from intake_app.store.check import check_store
from intake_app.store.errors import StoreEmptyError
from intake_app.store.profile_lock import ProfileLock
from intake_app.store.transaction import Transaction
from tests.store.conftest import ANCHOR_KEY, KEY

STRAY = "INSERT INTO attachment VALUES ('x', 'nobody', 'h', 1, 'photo', 'x')"


def opened(folder, *, new=False):
    if new:
        (folder / "store.db").touch()
    return connection.open_connection(folder / "store.db", KEY, new=new)


def changed(folder, *statements):
    """Change a store that is at rest, past the program's own rules."""
    found = opened(folder)
    for statement in statements:
        found.execute(statement)
    connection.checkpoint(found)
    found.close()


def test_a_column_that_holds_something_else_is_damage():
    assert nested.to_strings(nested.from_strings(["a", "b"])) == ("a", "b")
    assert nested.to_object(nested.from_json({"a": 1})) == {"a": 1}

    for text in ('{"a":1}', "[1]"):
        with pytest.raises(StoreDamagedError):
            nested.to_strings(text)
    with pytest.raises(StoreDamagedError):
        nested.to_object("[]")


def test_a_key_of_another_length_is_a_fault_of_the_program(tmp_path):
    with pytest.raises(ValueError, match="32 bytes"):
        connection.connect((tmp_path / "store.db").as_uri(), Secret(b"short"))


def test_a_store_in_a_folder_that_is_not_there_cannot_be_opened(tmp_path):
    with pytest.raises(FolderReadOnlyError):
        connection.connect((tmp_path / "none" / "store.db").as_uri(), KEY)


def test_a_folder_in_the_place_of_the_store_cannot_be_read(tmp_path):
    with pytest.raises(StoreError):
        connection.look_at(tmp_path)


def test_the_chain_of_a_store_without_one_cannot_be_read(tmp_path):
    found = opened(tmp_path, new=True)

    with pytest.raises(IntakeError):
        audit.verify(found)

    found.close()


def test_a_reserve_that_is_empty_is_none_to_give_up(tmp_path):
    (tmp_path / "ballast").write_bytes(b"")

    assert Ballast(tmp_path).drop() is False


def test_a_folder_in_the_place_of_the_reserve_does_no_harm(tmp_path):
    (tmp_path / "ballast").mkdir()
    reserve = Ballast(tmp_path)

    reserve.fill()

    assert reserve.drop() is False
    assert (tmp_path / "ballast").is_dir()


def test_a_folder_in_the_place_of_the_anchor_lets_nobody_start(tmp_path):
    (tmp_path / ANCHOR_NAME).mkdir()

    with pytest.raises(FolderReadOnlyError):
        ProfileLock.take(tmp_path)


def test_looking_at_a_profile_keeps_others_out_and_leaves_no_trace(tmp_path):
    with ProfileLock.borrow(tmp_path), pytest.raises(ProfileMissingError):
        ProfileLock.take(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []

    (tmp_path / ANCHOR_NAME).write_bytes(b"")
    with ProfileLock.borrow(tmp_path) as lock:
        with pytest.raises(ProfileBusyError):
            ProfileLock.take(tmp_path)
        lock.release()
        ProfileLock.take(tmp_path).release()


@pytest.mark.parametrize(
    ("statements", "error"),
    [
        (["PRAGMA user_version = 9999"], StoreTooNewError),
        (["PRAGMA user_version = 0"], StoreEmptyError),
        (
            ["PRAGMA foreign_keys = OFF", STRAY],
            StoreDamagedError,
        ),
    ],
)
def test_a_check_says_what_is_wrong_with_the_store_itself(folder, store, case, statements, error):
    store.close()
    changed(folder, *statements)

    found = check_store(folder, key=KEY, anchor_key=ANCHOR_KEY)

    assert type(found.problem) is error
    assert found.ok is False


def test_a_transaction_follows_the_one_before_and_stands_alone(tmp_path):
    found = opened(tmp_path, new=True)
    work = Transaction(found, Ballast(tmp_path))
    with pytest.raises(RuntimeError):
        work.execute("SELECT 1")

    work.begin()
    with pytest.raises(RuntimeError):
        work.begin()
    work.rollback()

    assert not work.is_open
    found.close()
