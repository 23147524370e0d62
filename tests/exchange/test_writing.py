"""A file is there whole or not at all, whoever writes beside us and whenever it stops."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.domain.errors import IntakeError, OutsideFileError, PlaceDamagedError
from intake_app.domain.ports import Cancelled
from intake_app.exchange import writing
from intake_app.exchange.folder import FolderMailbox, finish_writing
from intake_app.exchange.names import is_whole
from tests.exchange.conftest import BOX, Turns, at_step, before_each_step, wrong_files

SEALED = b"sealed bytes " * 300_000  # more than three blocks
SMALL = b"a small one"
MEDIUM = b"some more bytes " * 80_000  # more than one block
STEPS = 40
"""More than any one writing has."""


def name_of(data):
    return hashlib.sha256(data).hexdigest()[:32] + ".age"


class Watch:
    """Progress that is remembered, and that cancels at a step."""

    def __init__(self, cancel_at=None):
        self.told = []
        self._cancel_at = cancel_at

    def report(self, done, total):
        self.told.append((done, total))

    def check_cancelled(self):
        if self._cancel_at is not None and len(self.told) >= self._cancel_at:
            raise Cancelled


def test_progress_goes_on_with_every_block_to_the_end(tmp_path):
    watch = Watch()

    FolderMailbox(tmp_path, BOX).put(name_of(SEALED), SEALED, watch)

    done = [done for done, _ in watch.told]
    assert len(done) == 4
    assert done == sorted(set(done))
    assert watch.told[-1] == (len(SEALED), len(SEALED))


def test_who_stops_in_the_middle_leaves_nothing(tmp_path):
    with pytest.raises(Cancelled):
        FolderMailbox(tmp_path, BOX).put(name_of(SEALED), SEALED, Watch(cancel_at=2))

    assert list(tmp_path.rglob("*")) == []


def test_what_is_there_whole_is_done_at_once(tmp_path):
    mailbox, watch = FolderMailbox(tmp_path, BOX), Watch()
    mailbox.put(name_of(SEALED), SEALED)

    mailbox.put(name_of(SEALED), SEALED, watch)

    assert watch.told == [(len(SEALED), len(SEALED))]


def test_a_file_that_another_writer_put_there_meanwhile_is_not_overwritten(tmp_path):
    mailbox = FolderMailbox(tmp_path, BOX)
    target = tmp_path / BOX / name_of(SMALL)

    def other_writer(call, _args):
        if call == "link" and not target.exists():
            target.write_bytes(SMALL)
            seen.append(target.stat().st_ino)

    seen = []
    with before_each_step(other_writer):
        mailbox.put(name_of(SMALL), SMALL)

    assert [target.stat().st_ino] == seen


@pytest.mark.parametrize("knows_links", [True, False])
def test_a_damaged_file_is_replaced_where_links_are_known_and_where_not(tmp_path, knows_links):
    mailbox = FolderMailbox(tmp_path, BOX)
    mailbox.put(name_of(SMALL), SMALL)
    (tmp_path / BOX / name_of(SMALL)).write_bytes(b"half")

    with before_each_step(refusing_links(not knows_links)):
        mailbox.put(name_of(SMALL), SMALL)

    assert mailbox.take(name_of(SMALL)) == SMALL
    assert len(list((tmp_path / BOX).iterdir())) == 1


def refusing_links(is_refused, before=lambda _call, _args: None):
    """Return the steps of a stick that knows no second names (FAT)."""

    def step(call, args):
        before(call, args)
        if is_refused and call == "link":
            raise OSError(errno.EPERM, "no links here")

    return step


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a copy of this process to kill")
@pytest.mark.parametrize("knows_links", [True, False])
def test_killed_at_any_step_no_name_stands_on_wrong_bytes(tmp_path, knows_links):
    killed = 0
    for number in range(STEPS):
        stick = tmp_path / str(number)
        stick.mkdir()
        killed += put_and_be_killed(stick, number, knows_links=knows_links)

        assert wrong_files(stick) == []
        left = [p for p in stick.rglob("*") if p.is_file() and not is_whole(p.name, MEDIUM)]
        assert all(path.name.startswith(".tmp-") for path in left)
        mailbox = FolderMailbox(stick, BOX)
        mailbox.put(name_of(MEDIUM), MEDIUM)  # and it goes on from there
        assert mailbox.take(name_of(MEDIUM)) == MEDIUM
    assert 15 < killed < STEPS


def put_and_be_killed(stick, number, *, knows_links):
    """Put a file in a process that is killed before a step; return whether it was."""
    child = os.fork()
    if child == 0:
        kill = at_step(number, lambda: os.kill(os.getpid(), signal.SIGKILL))
        with (
            contextlib.suppress(BaseException),
            before_each_step(refusing_links(not knows_links, before=kill)),
        ):
            FolderMailbox(stick, BOX).put(name_of(MEDIUM), MEDIUM)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@settings(max_examples=40, deadline=None)
@given(
    order=st.lists(st.integers(0, 2), max_size=120),
    knows_links=st.booleans(),
    is_damaged=st.booleans(),
)
def test_two_writers_and_a_reader_in_any_order_never_meet_wrong_bytes(
    order, knows_links, is_damaged
):
    files = {name_of(data): data for data in (SMALL, b"another")}
    with tempfile.TemporaryDirectory() as place:
        stick, taken = Path(place), []
        if is_damaged:
            (stick / BOX).mkdir()
            (stick / BOX / name_of(SMALL)).write_bytes(b"half of it")
        damaged = wrong_files(stick)

        def write(names):
            for name in names:
                FolderMailbox(stick, BOX).put(name, files[name])

        def read():
            for _ in range(4):
                mailbox = FolderMailbox(stick, BOX)
                for name in mailbox.names():
                    with contextlib.suppress(OutsideFileError):  # damaged before we came
                        taken.append((name, mailbox.take(name)))

        turns = Turns([lambda: write(sorted(files)), lambda: write(sorted(files)[::-1]), read])
        with before_each_step(refusing_links(not knows_links, before=turns.wait)):
            for number in [*order, *[n % 3 for n in range(600)]]:
                if number in turns.alive:
                    turns.step(number)
                    assert set(wrong_files(stick)) <= set(damaged)

        assert not turns.alive
        assert turns.failed == []
        assert wrong_files(stick) == []
        assert sorted(p.name for p in (stick / BOX).iterdir()) == sorted(files)
        assert all(data == files[name] for name, data in taken)


def test_what_was_abandoned_goes_after_a_week_by_its_own_age(tmp_path):
    box = tmp_path / BOX
    box.mkdir()
    old, young, others = (box / f".tmp-{n}" for n in ("0" * 32, "1" * 32, "of someone"))
    for path in (old, young, others):
        path.write_bytes(b"half")
    now = old.stat().st_mtime
    for path, days in ((old, 8), (young, 6), (others, 80)):
        os.utime(path, (now - days * writing.DAY_S,) * 2)

    FolderMailbox(tmp_path, BOX).put(name_of(SMALL), SMALL)

    assert {path.name for path in box.iterdir()} == {young.name, others.name, name_of(SMALL)}


def test_a_stick_that_keeps_other_bytes_is_not_told_of_as_written(tmp_path):
    # A dying stick: what is written is not what is there afterwards.
    target = tmp_path / BOX / name_of(SMALL)

    def spoil(call, _args):
        if call == "posix_fadvise" and target.exists():
            target.write_bytes(b"other")

    with before_each_step(spoil), pytest.raises(PlaceDamagedError):
        FolderMailbox(tmp_path, BOX).put(name_of(SMALL), SMALL)


def test_the_medium_is_asked_and_not_the_systems_memory(tmp_path):
    asked = []

    with before_each_step(lambda call, _args: asked.append(call)):
        FolderMailbox(tmp_path, BOX).put(name_of(SMALL), SMALL)

    after_naming = asked[asked.index("link") :]
    assert after_naming.index("fsync") < after_naming.index("posix_fadvise")
    assert "read" in after_naming[after_naming.index("posix_fadvise") :]


@given(number=st.integers(0, STEPS))
@settings(max_examples=STEPS, deadline=None)
def test_whatever_the_system_refuses_is_told_in_words(number):
    def refuse():
        raise OSError(errno.EIO, "input/output error")

    with tempfile.TemporaryDirectory() as stick:
        with before_each_step(at_step(number, refuse)), contextlib.suppress(IntakeError):
            FolderMailbox(Path(stick), BOX).put(name_of(SMALL), SMALL)

        assert wrong_files(Path(stick)) == []


def test_all_is_on_the_stick_before_anyone_is_told_to_eject_it(tmp_path):
    FolderMailbox(tmp_path, BOX).put(name_of(SMALL), SMALL)

    finish_writing(tmp_path)

    assert FolderMailbox(tmp_path, BOX).take(name_of(SMALL)) == SMALL
