import threading

import pytest

from intake_app.domain.errors import StoreError
from intake_app.domain.ports import Cancelled
from tests.store.conftest import answer, open_store, values_of


def test_jobs_run_in_the_order_they_were_given(store):
    ran: list[int] = []

    futures = [store.submit(lambda _, n=n: ran.append(n)) for n in range(50)]
    for future in futures:
        future.result()

    assert ran == list(range(50))


def test_a_job_runs_on_the_stores_own_thread(store):
    name = store.run(lambda _: threading.current_thread().name)

    assert name == "store"


def test_a_failing_job_harms_no_other(store, case):
    bad = store.submit(lambda _: 1 // 0)
    good = store.submit(lambda units: answer(units, "/data/q", "yes"))

    assert isinstance(bad.exception(), ZeroDivisionError)
    assert good.result() == 1


def test_a_job_that_would_wait_for_itself_is_refused(store):
    with pytest.raises(RuntimeError, match="must not wait"):
        store.run(lambda _: store.run(lambda _: None))


def test_an_answer_overtakes_a_long_job(store, case):
    done: list[str] = []
    begun = threading.Event()
    queued = threading.Event()

    def long(_):
        for _step in range(100):
            begun.set()
            queued.wait()
            yield
        done.append("long")

    slow = store.submit_long(long)
    begun.wait()
    quick = store.submit(lambda units: done.append(str(answer(units, "/data/q", "yes"))))
    queued.set()
    quick.result()
    slow.result()

    assert done == ["1", "long"]


def test_long_jobs_share_the_thread(store):
    order: list[str] = []
    both = threading.Event()

    def job(name):
        def steps(_):
            both.wait()
            for _step in range(3):
                order.append(name)
                yield

        return steps

    futures = [store.submit_long(job("a")), store.submit_long(job("b"))]
    both.set()
    for future in futures:
        future.result()

    assert order == ["a", "b", "a", "b", "a", "b"]


def test_a_long_job_that_yields_within_a_unit_fails_alone(store, case):
    def greedy(units):
        with units.begin() as unit:
            unit.settings.put("half", "done")
            yield

    def look(units):
        with units.begin() as unit:
            return unit.settings.get("half")

    with pytest.raises(RuntimeError, match="within a unit"):
        store.submit_long(greedy).result()

    assert store.run(look) == ""


def test_a_long_job_tells_its_error(store):
    def fails(_):
        yield
        raise KeyError

    with pytest.raises(KeyError):
        store.submit_long(fails).result()


def test_closing_does_what_was_queued(folder, store, case):
    for n in range(20):
        store.submit(lambda units, n=n: answer(units, f"/data/q{n}", "yes"))

    store.close()

    again = open_store(folder)
    kept = again.run(values_of)
    again.close()
    assert len(kept) == 20


def test_closing_stops_a_long_job_between_steps(store):
    begun = threading.Event()

    def endless(_):
        while True:
            begun.set()
            yield

    future = store.submit_long(endless)
    begun.wait()
    store.close()

    assert isinstance(future.exception(), Cancelled)


def test_a_closed_store_takes_nothing_more(store):
    store.close()
    store.close()

    with pytest.raises(StoreError):
        store.submit(lambda _: None)
    with pytest.raises(StoreError):
        store.submit_long(lambda _: iter(()))
    with pytest.raises(StoreError):
        store.checkpoint()


def test_a_job_can_be_called_off_before_it_starts(store):
    gate = threading.Event()
    store.submit(lambda _: gate.wait())
    waiting = store.submit(lambda _: None)
    waiting_long = store.submit_long(lambda _: iter(()))

    called_off = waiting.cancel(), waiting_long.cancel()
    gate.set()
    store.run(lambda _: None)

    assert called_off == (True, True)
