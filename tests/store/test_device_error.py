"""A disk that fails and recovers: what the program then believes."""

import contextlib
import resource

import pytest

from intake_app.store.errors import StoreDeviceError
from tests.store.conftest import add_case, answer, open_store, values_of


@contextlib.contextmanager
def failing_disk(folder):
    """Let every write that would make the store's log longer fail in this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / "store.db-wal").stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_failing_disk_is_told_and_nothing_of_the_unit_is_kept(folder, store, case):
    store.run(lambda units: answer(units, "/data/q1", "yes"))

    with failing_disk(folder), pytest.raises(StoreDeviceError):
        store.run(lambda units: answer(units, "/data/q2", "no" * 3000))

    assert store.run(values_of) == {"/data/q1": "yes"}


def test_the_store_is_opened_anew_after_the_disk_failed(folder, store, case):
    with failing_disk(folder), pytest.raises(StoreDeviceError):
        store.run(lambda units: answer(units, "/data/q1", "no" * 3000))
    before = store._store

    seq = store.run(lambda units: answer(units, "/data/q1", "yes"))

    assert seq == 1
    assert store._store is not before
    assert store.opened.agreement.is_good


@pytest.mark.expects_warning
def test_an_answer_is_not_refused_because_the_anchor_failed(folder, store, case):
    anchor = store._store._anchor
    anchor.close()
    anchor._path = folder / "nowhere" / "anchor"

    seq = store.run(lambda units: answer(units, "/data/q1", "yes"))
    assert seq == 1

    store.close()
    again = open_store(folder, create=False)
    assert again.opened.agreement.is_good
    assert again.opened.entries == 2
    again.close()


def test_a_long_job_goes_on_with_the_store_opened_anew(folder, store):
    store.run(add_case)
    with failing_disk(folder), pytest.raises(StoreDeviceError):
        store.run(lambda units: answer(units, "/data/q1", "no" * 3000))
    seen = []

    def look(units):
        seen.append(values_of(units))
        yield

    store.submit_long(look).result()

    assert seen == [{}]
