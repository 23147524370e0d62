import os
import tempfile
from pathlib import Path

from intake_app.store.check import check_store
from tests.store.conftest import ANCHOR_KEY, KEY, add_case, answer
from tests.store.test_erasure import erase

MARK = "Zebrafink-Marker"


def files_with(mark, *folders):
    """Return the files that hold `mark` in UTF-8 or UTF-16."""
    wanted = (mark.encode(), mark.encode("utf-16-le"))
    paths = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    assert paths
    return [path for path in paths if any(form in path.read_bytes() for form in wanted)]


def test_no_answer_is_readable_in_any_file(folder, store, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    store.run(lambda units: add_case(units, hook=MARK))
    for number in range(200):
        store.run(lambda units, n=number: answer(units, f"/data/q{n}", f"{MARK} {n}"))
    while_open = files_with(MARK, folder)
    os.sync()
    store.run(lambda units: answer(units, "/data/big", MARK * 5000))
    check_store(folder, key=KEY, anchor_key=ANCHOR_KEY)
    store.close()

    assert while_open == []
    assert files_with(MARK, folder) == []
    assert list(temporary.iterdir()) == []


def test_the_key_is_in_no_file_but_its_salt_is(folder, store):
    store.run(add_case)
    store.close()
    key = KEY.reveal()

    content = {path.name: path.read_bytes() for path in folder.iterdir()}

    assert not any(key[:32] in data or key[:32].hex().encode() in data for data in content.values())
    assert content["store.db"][:16] == key[32:]


def test_no_answer_reaches_an_error(folder, store, case, caplog):
    try:
        store.run(lambda units: add_case(units, hook=MARK))
    except Exception as error:  # noqa: BLE001 - whatever it is
        chain = [
            error,
            error.__cause__,
            error.__context__ if not error.__suppress_context__ else None,
        ]
    else:
        chain = []

    assert chain
    assert MARK not in "".join(map(repr, chain))
    assert MARK not in caplog.text


def test_a_page_of_an_erased_case_cannot_be_found_even_with_the_key(folder, store, case):
    for number in range(50):
        store.run(lambda units, n=number: answer(units, f"/data/q{n}", f"{MARK} {n}"))
    store.run(erase)
    place = folder.parent / "plain.db"

    def export(opened):
        line = opened._connection
        line.execute(f"ATTACH DATABASE '{place}' AS plain KEY ''")
        line.execute("SELECT sqlcipher_export('plain')")
        line.execute("DETACH DATABASE plain")

    store._queue(export).result()
    store.close()

    assert b"case000000000000000000000a" in place.read_bytes()
    assert files_with(MARK, folder.parent) == []
