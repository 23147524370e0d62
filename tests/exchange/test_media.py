"""Sticks that are full, closed, pulled out or of another kind, each told apart in words."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import shutil
from types import SimpleNamespace

import pytest

from intake_app.domain.errors import (
    DiskFullError,
    FolderReadOnlyError,
    IntakeError,
    OutsideFileError,
    PlaceGoneError,
    PlaceNamesError,
)
from intake_app.exchange import folder as exchange
from intake_app.exchange.folder import FolderMailbox, finish_writing
from intake_app.exchange.reading import find_packets
from tests.exchange.conftest import (
    BOX,
    at_step,
    before_each_step,
    can_mount,
    mounted,
    pull_out,
    write_protect,
    wrong_files,
)

SEALED = b"sealed bytes " * 1000
STEPS = 40
needs_mount = pytest.mark.skipif(not can_mount(), reason="needs the right to mount a small stick")


def name_of(data):
    return hashlib.sha256(data).hexdigest()[:32] + ".age"


def put(stick, data=SEALED):
    FolderMailbox(stick, BOX).put(name_of(data), data)


def put_many(stick, placed):
    """Put more than a small stick holds; `placed` gets the names of what was placed."""
    for n in range(1000):
        data = bytes([n % 256]) * 50_000 + str(n).encode()
        put(stick, data)
        placed.append(name_of(data))


@pytest.fixture
def stick(tmp_path):
    """Give a folder to mount a stick on."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_place_where_files_may_not_grow_keeps_no_half_file(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(DiskFullError):
            put(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert list(tmp_path.iterdir()) == []


@needs_mount
def test_a_full_stick_keeps_what_was_whole_and_nothing_of_the_rest(stick):
    with mounted(stick, 1 << 20):
        placed = []
        with pytest.raises(DiskFullError) as caught:
            put_many(stick, placed)

        assert list(FolderMailbox(stick, BOX).names()) == sorted(placed)
        assert len(placed) > 10
        assert wrong_files(stick) == []
        assert len(list((stick / BOX).iterdir())) == len(placed)
    assert "no room" in caught.value.summary.msgid


@needs_mount
def test_a_stick_with_a_switch_against_writing_is_told_of_as_that(stick):
    with mounted(stick, 1 << 20):
        write_protect(stick)

        with pytest.raises(FolderReadOnlyError) as caught:
            put(stick)

    assert "switch" in caught.value.hint.msgid


def test_a_folder_one_may_not_write_to_is_told_of_as_that(tmp_path):
    def refuse(call, args):
        if call == "open" and args[1] & os.O_CREAT:
            raise PermissionError(errno.EACCES, "denied")

    with before_each_step(refuse), pytest.raises(FolderReadOnlyError) as caught:
        put(tmp_path)

    assert "written" in caught.value.summary.msgid


@needs_mount
@pytest.mark.parametrize("is_there_already", [False, True])
def test_a_stick_pulled_out_at_any_step_is_told_of_and_its_place_stays_empty(
    stick, is_there_already
):
    told = 0
    for number in range(STEPS):
        with mounted(stick, 1 << 20):
            if is_there_already:
                put(stick)
            try:
                with before_each_step(at_step(number, lambda: pull_out(stick))):
                    put(stick)
            except PlaceGoneError:
                told += 1

        assert list(stick.iterdir()) == []
    assert told > 3


def test_a_folder_that_vanishes_at_any_step_is_told_of(tmp_path):
    told = 0
    for number in range(STEPS):
        folder = tmp_path / str(number)
        folder.mkdir()
        try:
            with before_each_step(at_step(number, lambda gone=folder: shutil.rmtree(gone))):
                put(folder)
        except PlaceGoneError:
            told += 1
    assert told > 10


def test_a_folder_where_names_become_too_long_is_told_of_as_that(tmp_path):
    deep = tmp_path / "/".join(["x" * 200] * 22)  # longer than any path may be

    with pytest.raises(PlaceNamesError):
        put(deep)


def test_a_stick_with_short_names_only_is_told_of_as_that(tmp_path):
    def refuse(call, args):  # what MS-DOS file systems say
        if call == "open" and args[1] & os.O_CREAT and args[0].name.startswith("."):
            raise OSError(errno.EINVAL, "invalid argument")

    with before_each_step(refuse), pytest.raises(PlaceNamesError):
        put(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_writes_all_names_in_capitals_is_told_of_as_that(tmp_path, monkeypatch):
    # Nothing here has such a stick: what it lists is told as it would be.
    real = exchange.entries_of
    monkeypatch.setattr(
        exchange,
        "entries_of",
        lambda folder: [SimpleNamespace(name=entry.name.upper()) for entry in real(folder)],
    )

    with pytest.raises(PlaceNamesError):
        put(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_link_in_a_mailboxs_place_leads_nobody_elsewhere(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / BOX).symlink_to(tmp_path / "elsewhere")
    mailbox = FolderMailbox(tmp_path, BOX)

    with pytest.raises(FolderReadOnlyError) as caught:
        mailbox.put(name_of(SEALED), SEALED)
    (tmp_path / "elsewhere" / name_of(SEALED)).write_bytes(SEALED)

    assert "Something else" in caught.value.summary.msgid
    assert not mailbox.drop(name_of(SEALED))
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1


def test_every_trouble_says_something_else_and_what_to_do():
    said = [error() for error in (PlaceGoneError, PlaceNamesError, FolderReadOnlyError)]

    assert len({error.summary.msgid for error in said}) == len(said)
    assert all(error.hint is not None for error in said)


def test_a_mailbox_is_made_with_its_first_file_only(tmp_path):
    mailbox = FolderMailbox(tmp_path, BOX)

    assert mailbox.names() == ()
    assert not mailbox.drop(name_of(SEALED))
    with pytest.raises(OutsideFileError):
        mailbox.take(name_of(SEALED))

    assert list(tmp_path.iterdir()) == []


def test_a_share_that_does_not_answer_while_read_is_told_of_as_that(tmp_path):
    put(tmp_path)

    def refuse(call, _args):
        if call == "scandir":
            raise OSError(errno.ESTALE, "stale file handle")

    with before_each_step(refuse), pytest.raises(PlaceGoneError):
        list(find_packets(tmp_path))


def test_a_stick_that_is_gone_cannot_be_told_to_be_ejected(tmp_path):
    with pytest.raises(IntakeError) as caught:
        finish_writing(tmp_path / "gone")

    assert isinstance(caught.value, PlaceGoneError)


@pytest.mark.parametrize(
    "name",
    [
        "._0123.age",
        ".tmp-0123.age",
        "Thumbs.db/x.age",
        "0123.sync-conflict-20261124-120000-ABCDEFG.age",
        "~syncthing~0123.age.tmp",
        "~syncthing~0123.age",
        "0123 (conflicted copy 2026-11-24 120000).age",
        "$RECYCLE.BIN/$R0123.age",
        "System Volume Information/x.age",
        "a/b/c/too deep.age",
    ],
)
def test_what_systems_and_sync_programs_leave_is_passed_over(tmp_path, name):
    for path in (tmp_path / name, tmp_path / "a" / "ours.age"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")

    assert [path.name for path in find_packets(tmp_path)] == ["ours.age"]
