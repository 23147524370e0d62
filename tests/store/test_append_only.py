import pytest

from tests.store.conftest import answer

FORBIDDEN = [
    "UPDATE event SET value = 'other'",
    "DELETE FROM event",
    "INSERT OR REPLACE INTO event SELECT * FROM event",
    "UPDATE consent_record SET in_own_words = ''",
    "DELETE FROM consent_record",
    "UPDATE audit SET body = x'00'",
    "DELETE FROM audit",
    "INSERT OR REPLACE INTO audit SELECT * FROM audit",
    "DELETE FROM case_",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_is_append_only_can_not_be_changed(store, case, consent, statement):
    store.run(lambda units: answer(units, "/data/q", "yes"))

    def attempt(opened):
        line = opened._connection
        before = dump(line)
        with pytest.raises(Exception, match=r"append-only|rows stay"):
            line.execute(statement)
        return before == dump(line)

    assert store._queue(attempt).result()


def test_an_erased_case_stays_erased(store, case):
    def erase(units):
        with units.begin() as unit:
            unit.cases.erase(case, unit.cases.get(case).opened_at)

    store.run(erase)

    def attempt(opened):
        with pytest.raises(Exception, match="is erased"):
            opened._connection.execute("UPDATE case_ SET erased_at = NULL, code = '111111'")

    store._queue(attempt).result()


def dump(line):
    return [
        tuple(row)
        for table in ("case_", "event", "consent_record", "audit")
        for row in line.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
    ]
