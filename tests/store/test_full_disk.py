"""What happens when something else fills the disk in the middle of a conversation."""

import contextlib
import ctypes
import os
import sys
import tempfile

import pytest

from intake_app.domain.errors import DiskFullError
from intake_app.store import ballast
from tests.store.conftest import add_case, answer, open_store, values_of

LONG = "word " * 400


class PageLimit:
    """A store file that may not grow: the driver says FULL as it does on a full disk."""

    def __init__(self, folder, monkeypatch):
        really_drop = ballast.Ballast.drop

        def drop(reserve):
            if not really_drop(reserve):
                return False
            # On the store's thread: the room of the reserve is there now.
            pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
            self._connection.execute(f"PRAGMA max_page_count = {pages + 40}")
            return True

        monkeypatch.setattr(ballast.Ballast, "drop", drop)

    def fill(self, store):
        def limit(opened):
            self._connection = opened._connection
            self._connection.execute("PRAGMA max_page_count = 1")  # no page more than there are

        store._queue(limit).result()

    def free(self, store):
        def lift(opened):
            opened._connection.execute("PRAGMA max_page_count = 9999")

        store._queue(lift).result()


class SmallDisk:
    """A file system of a few megabytes, filled by a file beside the store."""

    def __init__(self, folder, monkeypatch):
        monkeypatch.setattr(ballast, "ROOM_FOR_IT", 1)
        monkeypatch.setattr(ballast, "BALLAST_BYTES", 1 << 20)
        self._filler = folder / "something else"

    def fill(self, store):
        with self._filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(4096)):
                pass

    def free(self, store):
        self._filler.unlink()


@contextlib.contextmanager
def mounted(folder, size):
    """Mount a memory file system on `folder`; yield whether that was allowed."""
    if not sys.platform.startswith("linux"):
        yield False
        return
    libc = ctypes.CDLL(None, use_errno=True)
    target = os.fsencode(folder)
    done = libc.mount(b"tmpfs", target, b"tmpfs", 0, f"size={size}".encode()) == 0
    try:
        yield done
    finally:
        if done:
            libc.umount2(target, 2)


def kinds_of_disk():
    """Return the full disks that can be made here: a real one needs the right to mount."""
    with tempfile.TemporaryDirectory() as place, mounted(place, 1 << 20) as can_mount:
        return ["page limit", "small disk"] if can_mount else ["page limit"]


@pytest.fixture(params=kinds_of_disk())
def disk(request, folder, monkeypatch):
    """Give a disk that can be filled, with the profile folder on it."""
    if request.param == "page limit":
        yield PageLimit(folder, monkeypatch)
        return
    with mounted(folder, 4 << 20) as is_mounted:
        assert is_mounted
        yield SmallDisk(folder, monkeypatch)


def answers_until_full(store):
    """Answer until there is no room; return what was acknowledged."""
    kept = {}
    with contextlib.suppress(DiskFullError):
        while len(kept) < 1000:
            node = f"/data/q{len(kept)}"
            store.run(lambda units, node=node: answer(units, node, LONG))
            kept[node] = LONG
    assert len(kept) < 1000
    return kept


def test_the_reserve_lets_the_conversation_go_on(folder, disk):
    store = open_store(folder)
    store.run(add_case)
    assert (folder / "ballast").exists()
    disk.fill(store)

    for n in range(5):
        store.run(lambda units, n=n: answer(units, f"/data/q{n}", LONG))

    assert not (folder / "ballast").exists()
    assert len(store.run(values_of)) == 5
    disk.free(store)
    store.close()


def test_a_full_disk_loses_nothing_that_was_acknowledged(folder, disk):
    store = open_store(folder)
    store.run(add_case)
    disk.fill(store)

    kept = answers_until_full(store)
    assert store.run(values_of) == kept

    disk.free(store)
    store.run(lambda units: answer(units, "/data/last", "yes"))
    store.close()
    again = open_store(folder, create=False)
    found = again.run(values_of)
    again.close()
    assert again.opened.missing == 0
    assert found == kept | {"/data/last": "yes"}


def test_the_same_answer_can_be_tried_again_until_there_is_room(folder, disk):
    store = open_store(folder)
    store.run(add_case)
    disk.fill(store)
    kept = answers_until_full(store)

    for _ in range(3):
        with pytest.raises(DiskFullError):
            store.run(lambda units: answer(units, "/data/again", LONG * 9))
    disk.free(store)
    seq = store.run(lambda units: answer(units, "/data/again", LONG * 9))

    assert seq == len(kept) + 1
    store.close()


def test_the_reserve_is_made_again_when_there_is_room(folder, disk):
    store = open_store(folder)
    store.run(add_case)
    disk.fill(store)
    answers_until_full(store)
    disk.free(store)

    store.checkpoint()

    assert (folder / "ballast").stat().st_size == ballast.BALLAST_BYTES
    store.close()


def test_a_store_on_a_full_disk_can_still_be_read(folder, disk):
    store = open_store(folder)
    store.run(add_case)
    disk.fill(store)
    kept = answers_until_full(store)
    store.close()

    again = open_store(folder, create=False)

    assert again.run(values_of) == kept
    disk.free(again)
    again.close()


def test_the_reserve_is_eight_megabytes_of_real_room(tmp_path, monkeypatch):
    monkeypatch.undo()
    ballast.Ballast(tmp_path).fill()

    found = (tmp_path / "ballast").stat()

    assert found.st_size == 8 << 20
    assert found.st_blocks * 512 >= 8 << 20


def test_no_reserve_is_made_where_it_would_fill_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(ballast, "ROOM_FOR_IT", 1 << 60)

    ballast.Ballast(tmp_path).fill()

    assert not (tmp_path / "ballast").exists()
