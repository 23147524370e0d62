import os
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.secret import Secret
from intake_app.store.anchor import SLOT_BYTES, Agreement, Anchor, Head
from intake_app.store.check import check_store
from tests.store.conftest import ANCHOR_KEY, KEY, add_case, answer, open_store


def copy_of(folder, tmp_path, name="copy"):
    """Return a copy of the folder as a power cut would leave it."""
    place = tmp_path / name
    shutil.copytree(folder, place)
    return place


def reopened(folder):
    """Open and close the store; return what opening found."""
    store = open_store(folder, create=False)
    store.close()
    return store.opened


@pytest.fixture
def answered_store(store, case):
    """Give a store with a settled part and ten answers in its log."""
    store.checkpoint()
    for number in range(10):
        store.run(lambda units, n=number: answer(units, f"/data/q{n}", "yes"))
    return store


@pytest.mark.parametrize("part", range(10))
def test_any_cut_of_the_log_is_noticed(folder, answered_store, tmp_path, part):
    cut = copy_of(folder, tmp_path)
    log = cut / "store.db-wal"
    os.truncate(log, log.stat().st_size * part // 10)

    found = reopened(cut)

    assert found.agreement is Agreement.TAIL_LOST
    assert found.missing == 11 - found.entries > 0


def test_a_damaged_log_is_noticed(folder, answered_store, tmp_path):
    damaged = copy_of(folder, tmp_path)
    with (damaged / "store.db-wal").open("r+b") as file:
        file.seek(-5000, os.SEEK_END)
        file.write(b"damage")

    assert reopened(damaged).agreement is Agreement.TAIL_LOST


def test_a_lost_log_is_noticed(folder, answered_store, tmp_path):
    lost = copy_of(folder, tmp_path)
    (lost / "store.db-wal").unlink()

    found = reopened(lost)

    assert (found.agreement, found.missing) == (Agreement.TAIL_LOST, 10)


def test_a_loss_is_told_once_and_stays_in_the_chain(folder, answered_store, tmp_path):
    lost = copy_of(folder, tmp_path)
    (lost / "store.db-wal").unlink()

    first, second = reopened(lost), reopened(lost)
    found = check_store(lost, key=KEY, anchor_key=ANCHOR_KEY)

    assert (first.agreement, second.agreement) == (Agreement.TAIL_LOST, Agreement.AGREES)
    assert not found.ok
    assert [(one.agreement, one.entries) for one in found.lost] == [("tail-lost", 10)]


def test_a_change_without_an_audit_entry_is_missed_too(folder, store, case, tmp_path):
    store.checkpoint()
    before = copy_of(folder, tmp_path)
    store.run(put_colour)
    shutil.copy(folder / "anchor", before / "anchor")

    assert reopened(before).agreement is Agreement.TAIL_LOST


def test_an_older_copy_of_the_store_is_noticed(folder, store, case, tmp_path):
    store.checkpoint()
    older = copy_of(folder, tmp_path)
    store.run(lambda units: answer(units, "/data/q", "yes"))
    store.checkpoint()
    shutil.copy(folder / "anchor", older / "anchor")

    assert reopened(older).agreement is Agreement.STORE_OLDER


def test_a_store_that_went_another_way_is_noticed(folder, store, case, tmp_path):
    other = copy_of(folder, tmp_path)
    store.run(lambda units: answer(units, "/data/q", "yes"))
    elsewhere = open_store(other, create=False)
    for _ in range(3):
        elsewhere.run(lambda units: answer(units, "/data/elsewhere", "no"))
    elsewhere.close()
    shutil.copy(folder / "anchor", other / "anchor")

    assert reopened(other).agreement is Agreement.OTHER_HISTORY


def test_a_crash_before_the_anchor_was_written_loses_nothing(folder, store, case, tmp_path):
    shutil.copy(folder / "anchor", tmp_path / "before")
    store.run(lambda units: answer(units, "/data/q", "yes"))
    crashed = copy_of(folder, tmp_path)
    shutil.copy(tmp_path / "before", crashed / "anchor")

    found = reopened(crashed)

    assert (found.agreement, found.entries) == (Agreement.AGREES, 2)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda path: path.unlink(), Agreement.ANCHOR_MISSING),
        (lambda path: path.write_bytes(b""), Agreement.ANCHOR_MISSING),
        (lambda path: path.write_bytes(b"x" * 8192), Agreement.ANCHOR_DAMAGED),
    ],
)
def test_a_spoiled_anchor_is_told_and_made_again(folder, store, case, spoil, expected):
    store.close()
    spoil(folder / "anchor")

    found = [reopened(folder).agreement for _ in range(2)]

    assert found == [expected, Agreement.AGREES]


def test_an_anchor_of_another_key_is_not_believed(folder, store, case):
    store.close()

    assert Anchor(folder, Secret(b"b" * 32)).read() is None


HEADS = st.builds(
    Head,
    generation=st.integers(0, 2**40),
    n=st.integers(0, 2**40),
    h=st.binary(min_size=32, max_size=32),
)


@given(heads=st.lists(HEADS, min_size=2, max_size=6), torn=st.integers(0, SLOT_BYTES - 1))
def test_a_slot_torn_while_written_leaves_the_one_before(heads, torn, tmp_path_factory):
    folder = tmp_path_factory.mktemp("anchor")
    anchor = Anchor(folder, ANCHOR_KEY)
    for head in heads[:-1]:
        anchor.write(head)
    before = (folder / "anchor").read_bytes()
    anchor.write(heads[-1])
    anchor.close()
    after = (folder / "anchor").read_bytes()
    start = next(
        i for i in (0, SLOT_BYTES) if before[i : i + SLOT_BYTES] != after[i : i + SLOT_BYTES]
    )
    whole = after[start : start + SLOT_BYTES]
    mixed = whole[:torn] + before[start + torn : start + SLOT_BYTES]
    (folder / "anchor").write_bytes(after[:start] + mixed + after[start + SLOT_BYTES :])

    found = Anchor(folder, ANCHOR_KEY).read()

    assert found is not None
    assert found.head == (heads[-1] if mixed == whole else heads[-2])


def put_colour(units):
    with units.begin() as unit:
        unit.settings.put("colour", "blue")


def test_only_the_first_start_may_find_no_anchor(folder):
    store = open_store(folder)
    store.run(add_case)
    store.close()

    assert store.opened.agreement is Agreement.FIRST_START
    assert store.opened.agreement.is_good
    assert not Agreement.ANCHOR_MISSING.is_good
