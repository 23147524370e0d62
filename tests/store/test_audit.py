from hypothesis import given
from hypothesis import strategies as st

from intake_app.store.audit import ZERO, link, verify, verify_entries
from tests.store.conftest import answer

BODIES = st.lists(st.binary(max_size=40), min_size=1, max_size=12)


def chain_of(bodies):
    """Return the entries a store would hold for these bodies."""
    entries, prev = [], ZERO
    for n, body in enumerate(bodies, start=1):
        h = link(prev, body)
        entries.append((n, prev, h, body))
        prev = h
    return entries


@given(bodies=BODIES)
def test_a_chain_as_written_is_good(bodies):
    entries = chain_of(bodies)

    report = verify_entries(entries)

    assert report.good
    assert (report.entries, report.head) == (len(bodies), entries[-1][2].hex())


@given(bodies=BODIES, data=st.data())
def test_any_changed_byte_breaks_the_chain_at_its_entry(bodies, data):
    entries = chain_of([body + b"." for body in bodies])
    index = data.draw(st.integers(0, len(entries) - 1))
    n, prev, h, body = entries[index]
    at = data.draw(st.integers(0, len(body) - 1))
    changed = body[:at] + bytes([body[at] ^ data.draw(st.integers(1, 255))]) + body[at + 1 :]
    entries[index] = (n, prev, h, changed)

    assert verify_entries(entries).first_break == n


@given(bodies=st.lists(st.binary(max_size=10), min_size=2, max_size=12), data=st.data())
def test_a_missing_or_moved_entry_breaks_the_chain(bodies, data):
    entries = chain_of(bodies)
    index = data.draw(st.integers(0, len(entries) - 2))
    missing = entries[:index] + entries[index + 1 :]
    moved = [*entries[:index], entries[index + 1], entries[index], *entries[index + 2 :]]

    assert not verify_entries(missing).good
    assert not verify_entries(moved).good


def test_an_entry_rewritten_with_a_fitting_hash_breaks_the_next(store):
    entries = chain_of([b"one", b"two", b"three"])
    entries[1] = (2, entries[1][1], link(entries[1][1], b"zwei"), b"zwei")

    assert verify_entries(entries).first_break == 3


def test_the_stored_chain_follows_the_documented_rule(store, case):
    for number in range(5):
        store.run(lambda units, n=number: answer(units, f"/data/q{n}", "yes"))

    report = store._queue(lambda opened: verify(opened._connection)).result()
    head = store.run(head_of_unit)

    assert report.good
    assert (report.entries, report.head) == (head[0], head[1].hex())
    assert report.entries == 6


def test_an_empty_store_has_a_head_of_zeros(store):
    assert store.run(head_of_unit) == (0, bytes(32))


def test_an_entry_says_what_when_and_to_what(store, case):
    def body(opened):
        return opened._connection.execute("SELECT body FROM audit WHERE n = 1").fetchone()[0]

    found = store._queue(body).result()

    assert found == (
        b'{"action":"case-opened","at":"2026-03-01T09:00:00.000000Z","details":{},'
        b'"subject":"case000000000000000000000a"}'
    )


def head_of_unit(units):
    with units.begin() as unit:
        return unit.audit.head()
