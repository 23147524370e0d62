import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.domain.errors import StoreError
from tests.store.conftest import add_case, answer, answered, open_store, values_of


class Oops(Exception):  # noqa: N818 - a test's own
    pass


def test_an_error_takes_the_whole_unit_back(store, case):
    def fail(units):
        with units.begin() as unit:
            unit.settings.put("colour", "blue")
            unit.audit.append("changed", "colour")
            raise Oops

    with pytest.raises(Oops):
        store.run(fail)

    def look(units):
        with units.begin() as unit:
            return unit.settings.get("colour"), unit.audit.head()[0]

    assert store.run(look) == ("", 1)


def test_a_unit_within_a_unit_is_refused(store):
    def nest(units):
        with units.begin(), units.begin():
            pass

    with pytest.raises(RuntimeError, match="already"):
        store.run(nest)


def test_a_repository_kept_after_its_unit_is_of_no_use(store):
    def keep(units):
        with units.begin() as unit:
            pass
        unit.settings.put("late", "1")

    with pytest.raises(RuntimeError, match="no unit"):
        store.run(keep)


def test_a_unit_that_swallowed_an_error_is_taken_back(store, case):
    def swallow(units):
        with units.begin() as unit:
            unit.settings.put("colour", "blue")
            with contextlib.suppress(StoreError):
                add_case_again(unit)

    def add_case_again(unit):
        unit.cases.add(unit.cases.get(case))

    with pytest.raises(StoreError):
        store.run(swallow)

    def look(units):
        with units.begin() as unit:
            return unit.settings.get("colour")

    assert store.run(look) == ""


def test_a_journal_entry_without_its_audit_entry_is_refused(store, case):
    def forget(units):
        event, writes = answered("/data/q1", "yes")
        with units.begin() as unit:
            unit.interviews.record("interview0000000000000000a", event, writes, 99)

    with pytest.raises(StoreError):
        store.run(forget)

    assert store.run(values_of) == {}


def test_reading_changes_nothing_on_disk(folder, store, case):
    store.checkpoint()
    before = (folder / "anchor").read_bytes(), (folder / "store.db-wal").stat().st_size

    store.run(values_of)

    assert ((folder / "anchor").read_bytes(), (folder / "store.db-wal").stat().st_size) == before


NODES = st.sampled_from(["/data/a", "/data/b", "/data/rep{k1}/c", "/data/rep{k1}/d"])
ACTS = st.lists(
    st.tuples(NODES, st.text(max_size=8), st.sampled_from(["keep", "fail"])), max_size=10
)


@settings(max_examples=20)
@given(acts=ACTS)
def test_any_run_of_units_leaves_what_a_dictionary_would_hold(acts, tmp_path_factory):
    model: dict[str, str] = {}
    journal: list[str] = []
    folder = tmp_path_factory.mktemp("store")
    store = open_store(folder)
    store.run(add_case)

    for node, value, end in acts:
        if end == "keep":
            store.run(lambda units, n=node, v=value: answer(units, n, v))
            model[node] = value
            journal.append(value)
        else:
            with pytest.raises(Oops):
                store.run(lambda units, n=node, v=value: answer_and_fail(units, n, v))
    store.close()

    again = open_store(folder, create=False)
    kept = again.run(values_of)
    events = again.run(events_of)
    again.close()
    assert kept == model
    assert [(e.seq, e.value) for e in events] == list(enumerate(journal, start=1))


def answer_and_fail(units, node, value):
    event, writes = answered(node, value)
    with units.begin() as unit:
        audit_n = unit.audit.append("answered", "i")
        unit.interviews.record("interview0000000000000000a", event, writes, audit_n)
        raise Oops


def events_of(units):
    with units.begin() as unit:
        return unit.interviews.events("interview0000000000000000a")
