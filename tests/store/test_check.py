import hashlib
import os
import shutil

import pytest

from intake_app.domain.secret import Secret
from intake_app.store.check import check_store
from tests.store.conftest import ANCHOR_KEY, KEY, answer, open_store
from tests.store.test_opening import contents

BLOB = b"sealed photograph"


def check(folder, **changes):
    return check_store(folder, **({"key": KEY, "anchor_key": ANCHOR_KEY} | changes))


def attach(store, folder, name):
    """Put a sealed file into the folder and its row into the store."""
    (folder / "blobs").mkdir(exist_ok=True)
    (folder / "blobs" / name).write_bytes(BLOB)
    row = {"name": name, "sha256": hashlib.sha256(BLOB).hexdigest(), "size": len(BLOB)}

    def insert(opened):
        opened._connection.execute(
            "INSERT INTO attachment SELECT :name, id, :sha256, :size, 'photo', :name FROM case_",
            row,
        )

    store._queue(insert).result()


def test_a_good_store_is_good_and_not_one_byte_is_changed(folder, store, case):
    store.run(lambda units: answer(units, "/data/q", "yes"))
    store.close()
    before = contents(folder)

    found = check(folder)

    assert found.ok
    assert (found.store, found.anchor, found.lost) == ("ok", "agrees", ())
    assert (found.chain.entries, found.chain.good) == (2, True)
    assert contents(folder) == before


def test_what_a_crash_left_in_the_log_is_checked_without_touching_it(folder, store, case, tmp_path):
    store.run(lambda units: answer(units, "/data/q", "yes"))
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed)
    before = contents(crashed)
    assert before["store.db-wal"]

    found = check(crashed)

    assert found.ok
    assert found.chain.entries == 2
    assert contents(crashed) == before


def test_a_lost_log_is_told(folder, store, case, tmp_path):
    store.checkpoint()
    store.run(lambda units: answer(units, "/data/q", "yes"))
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed)
    (crashed / "store.db-wal").unlink()

    found = check(crashed)

    assert not found.ok
    assert (found.store, found.anchor) == ("ok", "tail-lost")
    assert [(one.entries, one.noticed_at) for one in found.lost] == [(1, "")]


def test_missing_and_damaged_attachments_are_named(folder, store, case):
    for name in ("good", "gone", "short", "other"):
        attach(store, folder, name)
    (folder / "blobs" / "gone").unlink()
    (folder / "blobs" / "short").write_bytes(BLOB[:-1])
    (folder / "blobs" / "other").write_bytes(BLOB[:-1] + b"X")
    store.close()

    found = check(folder)

    assert not found.ok
    assert found.attachments.checked == 4
    assert found.attachments.missing == ("gone",)
    assert found.attachments.damaged == ("other", "short")


def test_a_rewritten_audit_entry_is_found(folder, store, case):
    store.run(lambda units: answer(units, "/data/q", "yes"))

    def rewrite(opened):
        line = opened._connection
        line.execute("DROP TRIGGER audit_is_never_changed")
        line.execute("UPDATE audit SET body = x'7b7d' WHERE n = 1")

    store._queue(rewrite).result()
    store.close()

    found = check(folder)

    assert not found.ok
    assert (found.chain.good, found.chain.first_break) == (False, 1)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda folder: (folder / "store.db").unlink(), "store.missing"),
        (lambda folder: (folder / "store.db").write_bytes(b""), "store.empty"),
        (
            lambda folder: (folder / "store.db").write_bytes(b"SQLite format 3\0" + bytes(4080)),
            "store.not-encrypted",
        ),
        (lambda folder: os.truncate(folder / "store.db", 8192), "store.damaged"),
        (lambda folder: flip(folder / "store.db", 9000), "store.damaged"),
        (lambda folder: flip(folder / "store.db", 200), "store.damaged"),
    ],
)
def test_each_kind_of_spoiled_store_has_its_name(folder, store, case, spoil, expected):
    store.close()
    spoil(folder)

    found = check(folder)

    assert (found.store, found.ok) == (expected, False)


def test_another_key_is_told_from_damage(folder, store, case):
    store.close()

    assert check(folder, key=Secret(bytes(48))).store == "store.wrong-key"


def test_one_flipped_bit_in_the_salt_does_not_make_the_store_unreadable(folder, store, case):
    store.run(lambda units: answer(units, "/data/q", "yes"))
    store.close()
    flip(folder / "store.db", 3)

    again = open_store(folder, create=False)

    assert again.opened.entries == 2


def flip(path, at):
    """Change one bit of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))
