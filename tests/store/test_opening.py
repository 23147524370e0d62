import os
import stat

import pytest
from sqlcipher3 import dbapi2

from intake_app.domain.errors import (
    FolderReadOnlyError,
    ProfileBusyError,
    StoreDamagedError,
    StoreError,
    StoreTooNewError,
)
from intake_app.domain.secret import Secret
from intake_app.store import connection
from intake_app.store.anchor import Agreement
from intake_app.store.errors import (
    StoreEmptyError,
    StoreKeyError,
    StoreMissingError,
    StoreNotEncryptedError,
)
from intake_app.store.migrate import Migration, bundled
from tests.store.conftest import KEY, add_case, answer, open_store, values_of


def contents(folder):
    """Return every file's bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_new_store_says_so_and_the_next_start_agrees(folder):
    first = open_store(folder)
    first.close()
    second = open_store(folder, create=False)
    second.close()

    assert (first.opened.created, first.opened.agreement) == (True, Agreement.FIRST_START)
    assert (second.opened.created, second.opened.agreement) == (False, Agreement.AGREES)


def test_what_was_stored_is_there_at_the_next_start(folder, store, case):
    store.run(lambda units: answer(units, "/data/q1", "yes"))
    store.close()

    again = open_store(folder)
    found = again.run(values_of)
    again.close()

    assert found == {"/data/q1": "yes"}


def test_a_closed_store_leaves_no_log_beside_it(folder, store, case):
    store.close()

    assert sorted(path.name for path in folder.iterdir()) == ["anchor", "ballast", "store.db"]


def test_only_the_owner_may_read_the_files(folder, store, case):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}

    assert set(modes) == {"anchor", "ballast", "store.db", "store.db-wal"}
    assert set(modes.values()) == {0o600}


def test_a_second_opening_is_refused_at_once(folder, store):
    with pytest.raises(ProfileBusyError):
        open_store(folder)


def test_a_missing_store_is_never_made_anew_by_accident(folder, store, case):
    store.close()
    (folder / "store.db").unlink()

    with pytest.raises(StoreMissingError):
        open_store(folder, create=False)
    with pytest.raises(StoreMissingError):
        open_store(folder, create=True)

    assert not (folder / "store.db").exists()


def test_an_emptied_store_is_told_from_a_new_one(folder, store, case):
    store.close()
    (folder / "store.db").write_bytes(b"")

    with pytest.raises(StoreEmptyError):
        open_store(folder)


def test_a_store_without_any_table_is_told_from_a_new_one(folder, store):
    store.close()
    (folder / "store.db").unlink()
    hollow = connection.connect(f"{(folder / 'store.db').as_uri()}?mode=rwc", KEY)
    hollow.execute("PRAGMA user_version = 0")
    hollow.execute("CREATE TABLE t (a TEXT) STRICT")
    hollow.close()

    with pytest.raises(StoreEmptyError):
        open_store(folder)


def test_a_store_in_clear_is_refused(folder, store):
    store.close()
    (folder / "store.db").unlink()
    plain = dbapi2.connect(str(folder / "store.db"))
    plain.execute("CREATE TABLE t (a TEXT)")
    plain.close()

    with pytest.raises(StoreNotEncryptedError):
        open_store(folder)


def test_another_key_is_told_from_damage(folder, store):
    store.close()

    with pytest.raises(StoreKeyError):
        open_store(folder, key=Secret(bytes(48)))

    with (folder / "store.db").open("r+b") as file:
        file.seek(100)
        file.write(b"damage")
    with pytest.raises(StoreDamagedError) as found:
        open_store(folder)
    assert type(found.value) is StoreDamagedError


def test_a_damaged_page_is_noticed_while_opening(folder, store, case):
    store.close()
    with (folder / "store.db").open("r+b") as file:
        file.seek(-2000, os.SEEK_END)
        file.write(b"damage")

    with pytest.raises(StoreDamagedError):
        open_store(folder)


def test_a_store_of_a_newer_version_is_left_as_it_was(folder, store, case):
    store.close()
    newer = (*bundled(), Migration(number=len(bundled()) + 1, sql="CREATE TABLE n (a TEXT);"))
    open_store(folder, migrations=newer).close()
    before = contents(folder)

    with pytest.raises(StoreTooNewError):
        open_store(folder)

    assert contents(folder) == before


def test_a_crashed_creation_is_begun_again(folder):
    (folder / "store.db").touch()

    store = open_store(folder)
    store.run(add_case)
    store.close()

    assert store.opened.created


def test_an_old_database_library_is_refused(folder, monkeypatch):
    monkeypatch.setattr(connection, "OLDEST_SQLITE", (99, 0, 0))

    with pytest.raises(StoreError):
        open_store(folder)

    assert not (folder / "store.db-wal").exists()


@pytest.mark.parametrize("size", [0, 32, 47, 49])
def test_a_key_of_the_wrong_length_is_a_bug_not_a_passphrase(folder, size):
    with pytest.raises(ValueError, match="salt of 16"):
        open_store(folder, key=Secret(bytes(size)))


def test_a_missing_folder_is_said_to_be_missing(tmp_path):
    with pytest.raises(StoreMissingError):
        open_store(tmp_path / "nowhere")


def test_a_folder_that_cannot_be_written_to_is_said_to_be_so(folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr("intake_app.store.opening.os.open", refuse)  # root may write anywhere

    with pytest.raises(FolderReadOnlyError):
        open_store(folder)


def test_every_protection_of_the_connection_is_on(store):
    asked = {
        "cipher_status": "1",
        "journal_mode": "wal",
        "locking_mode": "exclusive",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "temp_store": 2,
        "cell_size_check": 1,
    }

    def read(opened):
        line = opened._connection
        return {name: line.execute(f"PRAGMA {name}").fetchone()[0] for name in asked}

    assert store._queue(read).result() == asked
