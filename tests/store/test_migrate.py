"""Stores of every released schema open, keep their rows, and are copied first."""

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from intake_app.domain.errors import DiskFullError, StoreDamagedError, StoreError
from intake_app.store import migrate
from intake_app.store.migrate import Migration, bundled
from tests.store.conftest import CASE, open_store, values_of

DATA = Path(__file__).parent / "data"
NEXT = Migration(
    number=len(bundled()) + 1,
    sql="""
    -- A later schema, as a migration would bring it; a trigger has semicolons within.
    CREATE TABLE later (a TEXT NOT NULL) STRICT;
    INSERT INTO later SELECT id FROM case_;
    CREATE TRIGGER later_stays BEFORE DELETE ON later
    BEGIN SELECT RAISE(ABORT, 'no; never'); END;
    """,
)
BROKEN = Migration(
    number=len(bundled()) + 1,
    sql="CREATE TABLE half (a TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n",
)


@pytest.fixture(params=sorted(path.name for path in DATA.iterdir()))
def older(request, folder):
    """Give a profile folder with the store a released version left behind."""
    shutil.copytree(DATA / request.param, folder, dirs_exist_ok=True)
    return folder


def cases(units):
    with units.begin() as unit:
        case = unit.cases.get(CASE)
        return case.code, case.hook, unit.consents.of_case(CASE)[0].in_own_words


def tables(store):
    def read(opened):
        line = opened._connection
        return {row[0] for row in line.execute("SELECT name FROM sqlite_master")}

    return store._queue(read).result()


def test_a_store_of_every_released_schema_opens_with_its_rows(older):
    store = open_store(older, create=False)

    assert store.opened.agreement.is_good
    assert store.run(values_of) == {"/data/name": "somebody", "/data/q": "yes"}
    assert store.run(cases) == ("472918", "blue scarf", "only the shelter")


def test_a_migration_keeps_every_row_and_makes_a_copy_first(older, request):
    store = open_store(older, create=False, migrations=(*bundled(), NEXT))
    rows = store.run(values_of)
    found = tables(store)
    store.close()

    assert f"schema-{store.opened.migrated_from}" == request.node.callspec.params["older"]
    assert rows == {"/data/name": "somebody", "/data/q": "yes"}
    assert {"later", "later_stays"} <= found
    copy = older / "copy of it"
    copy.mkdir()
    shutil.copy(older / "backups" / f"before-{NEXT.number}.db", copy / "store.db")
    before = open_store(copy, create=False)
    assert before.run(values_of) == rows
    assert "later" not in tables(before)


def test_a_failing_migration_leaves_the_store_as_it_was(older):
    with pytest.raises(StoreError):
        open_store(older, create=False, migrations=(*bundled(), BROKEN))

    store = open_store(older, create=False)
    assert "half" not in tables(store)
    assert store.run(values_of) == {"/data/name": "somebody", "/data/q": "yes"}


def test_nothing_is_migrated_when_the_copy_cannot_be_trusted(older, monkeypatch):
    counts = iter([{"case_": 1}, {"case_": 2}])
    with monkeypatch.context() as lying:
        lying.setattr(migrate, "_counts", lambda _: next(counts))  # a disk that lies

        with pytest.raises(StoreDamagedError):
            open_store(older, create=False, migrations=(*bundled(), NEXT))

    assert list((older / "backups").iterdir()) == []
    assert "later" not in tables(open_store(older, create=False))


def test_a_copy_that_finds_no_room_stops_the_migration(older, monkeypatch):
    def full(*_):
        error = dbapi2.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    with monkeypatch.context() as filled:
        filled.setattr(migrate, "_counts", full)

        with pytest.raises(DiskFullError):
            open_store(older, create=False, migrations=(*bundled(), NEXT))

    assert "later" not in tables(open_store(older, create=False))


def test_the_bundled_migrations_are_numbered_without_gaps():
    assert [step.number for step in bundled()] == list(range(1, len(bundled()) + 1))


def test_there_is_a_fixture_of_every_schema():
    assert {path.name for path in DATA.iterdir()} == {f"schema-{s.number}" for s in bundled()}
