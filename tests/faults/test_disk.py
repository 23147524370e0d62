"""The disk on which the power goes: what was synced is there, what was not may be."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.disk import Disk
from tests.faults.recorder import Kind, Wish

chances = st.integers(0, 2**32).map(Random)


def wish(kind, path, *, offset=0, data=b""):
    return Wish(kind, str(path), offset, data)


@pytest.fixture
def top(tmp_path):
    place = tmp_path / "before"
    place.mkdir()
    return place


@given(chance=chances, data=st.binary(min_size=1, max_size=2000))
def test_what_was_synced_is_there_whatever_happens(tmp_path_factory, chance, data):
    top = tmp_path_factory.mktemp("before")
    disk = Disk(top)
    for done in (
        wish(Kind.MADE, top / "a"),
        wish(Kind.WRITTEN, top / "a", data=data),
        wish(Kind.SYNCED, top / "a"),
    ):
        disk.do(done)

    after = tmp_path_factory.mktemp("after")
    disk.after_the_cut(after, chance)

    assert (after / "a").read_bytes() == data


def test_what_was_not_synced_is_sometimes_there_and_sometimes_not(top, tmp_path):
    (top / "a").write_bytes(b"before")
    disk = Disk(top)
    disk.do(wish(Kind.WRITTEN, top / "a", data=b"after!"))

    seen = set()
    for seed in range(60):
        disk.after_the_cut(tmp_path / str(seed), Random(seed))
        seen.add((tmp_path / str(seed) / "a").read_bytes())

    assert {b"before", b"after!"} < seen


def test_a_file_put_in_the_place_of_another_is_that_one_or_the_other(top, tmp_path):
    (top / "a").write_bytes(b"old")
    disk = Disk(top)
    for done in (
        wish(Kind.MADE, top / "new"),
        wish(Kind.WRITTEN, top / "new", data=b"new"),
        wish(Kind.SYNCED, top / "new"),
        wish(Kind.RENAMED, top / "new", data=str(top / "a").encode()),
    ):
        disk.do(done)

    seen = set()
    for seed in range(60):
        disk.after_the_cut(tmp_path / str(seed), Random(seed))
        seen.add((tmp_path / str(seed) / "a").read_bytes())

    assert seen == {b"old", b"new"}
