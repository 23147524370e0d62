"""Erasures that a kill or a stubborn file cuts off after their commit: the next start ends them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from intake_app.domain.errors import StoreError
from intake_app.store import erasure
from tests.store.conftest import CASE, add_case, open_store
from tests.store.test_check import attach
from tests.store.test_erasure import OTHER, OTHER_INTERVIEW, erase

ROOT = Path(__file__).resolve().parents[2]
# The child dies at the named place, which comes after the commit of the erasure.
CHILD = """
import os, pathlib, signal, sys
from intake_app.store import erasure, unit
from tests.store.conftest import open_store
from tests.store.test_erasure import erase
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
store = open_store(pathlib.Path(sys.argv[1]), create=False)
place, name = {
    "before the files": (pathlib.Path, "unlink"),
    "before the copies": (erasure, "drop_copies"),
    "before the log is emptied": (unit, "checkpoint"),
}[sys.argv[2]]
setattr(place, name, die)
store.run(erase)
"""


def kill_while_erasing(folder, place):
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), place],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert child.returncode == -signal.SIGKILL


@pytest.fixture
def filled(folder, store, case):
    """Give a closed profile with an attachment, a copy of its store, and another case."""
    attach(store, folder, "b1")
    store.run(lambda units: add_case(units, OTHER, OTHER_INTERVIEW, code="111222"))
    store.close()
    (folder / "backups").mkdir()
    (folder / "backups" / "before-2.db").write_bytes(b"an older copy")
    return folder


@pytest.mark.parametrize(
    "place", ["before the files", "before the copies", "before the log is emptied"]
)
def test_an_erasure_that_was_killed_is_ended_by_the_next_start(filled, place):
    kill_while_erasing(filled, place)

    again = open_store(filled, create=False)

    assert again.opened.agreement.is_good
    assert list((filled / "blobs").iterdir()) == []
    assert list((filled / "backups").iterdir()) == []
    assert (filled / "store.db-wal").stat().st_size == 0
    assert again.run(lines) == [OTHER]
    again.close()


def lines(units):
    with units.begin() as unit:
        return [line.case.id for line in unit.cases.lines()]


def test_a_file_that_will_not_go_is_told_and_tried_again(filled, monkeypatch):
    store = open_store(filled, create=False)

    def refuse(_folder):
        raise PermissionError

    with monkeypatch.context() as stubborn:
        stubborn.setattr(erasure, "drop_copies", refuse)
        with pytest.raises(StoreError):
            store.run(erase)
        store.close()
        open_store(filled, create=False).close()
    assert [path.name for path in (filled / "backups").iterdir()] == ["before-2.db"]

    again = open_store(filled, create=False)

    assert list((filled / "backups").iterdir()) == []
    assert again.run(lines) == [OTHER]
    again.close()


def test_what_an_earlier_erasure_left_is_ended_by_the_next_one(filled, monkeypatch):
    store = open_store(filled, create=False)

    def refuse(_folder):
        raise PermissionError

    with monkeypatch.context() as stubborn:
        stubborn.setattr(erasure, "drop_copies", refuse)
        with pytest.raises(StoreError):
            store.run(erase)

    store.run(lambda units: erase(units, OTHER))

    assert list((filled / "backups").iterdir()) == []
    assert store.run(erased) == sorted([CASE, OTHER])
    store.close()


def erased(units):
    with units.begin() as unit:
        return sorted(unit.cases.erased())
