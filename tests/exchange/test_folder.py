"""A folder as mailbox: whole files or none, and nothing in it is trusted."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.domain.errors import FolderReadOnlyError, OutsideFileError, PlaceGoneError
from intake_app.domain.ids import new_id
from intake_app.exchange import reading
from intake_app.exchange.folder import FolderMailbox
from intake_app.exchange.names import is_mailbox, is_whole
from intake_app.exchange.reading import find_packets, take_file

BOX = "abcdefghijklmnopqrstuvwxyz"
SEALED = b"sealed bytes " * 100


def name_of(data):
    return hashlib.sha256(data).hexdigest()[:32] + ".age"


@pytest.fixture
def mailbox(tmp_path):
    """Give an empty mailbox under the test's own folder."""
    return FolderMailbox(tmp_path, BOX)


@pytest.fixture
def placed(mailbox, tmp_path):
    """Give the path of a file that was placed."""
    mailbox.put(name_of(SEALED), SEALED)
    return tmp_path / BOX / name_of(SEALED)


def test_what_is_placed_can_be_taken_any_number_of_times(mailbox):
    mailbox.put(name_of(SEALED), SEALED)

    assert mailbox.names() == (name_of(SEALED),)
    assert mailbox.take(name_of(SEALED)) == mailbox.take(name_of(SEALED)) == SEALED


def test_both_sides_see_the_same_folder(mailbox, tmp_path):
    mailbox.put(name_of(SEALED), SEALED)

    assert FolderMailbox(tmp_path, BOX).take(name_of(SEALED)) == SEALED


def test_placing_the_same_file_again_is_success_and_writes_nothing(mailbox, placed):
    before = placed.stat()

    mailbox.put(name_of(SEALED), SEALED)

    assert placed.stat().st_ino == before.st_ino


def test_a_damaged_file_of_the_name_is_replaced(mailbox, placed):
    placed.write_bytes(SEALED[:50])

    mailbox.put(name_of(SEALED), SEALED)

    assert mailbox.take(name_of(SEALED)) == SEALED


def test_a_link_in_the_files_place_is_replaced_and_not_followed(mailbox, placed, tmp_path):
    target = tmp_path / "elsewhere"
    target.write_bytes(b"not ours")
    placed.unlink()
    placed.symlink_to(target)

    mailbox.put(name_of(SEALED), SEALED)

    assert target.read_bytes() == b"not ours"
    assert not placed.is_symlink()


def test_the_time_of_a_file_says_the_day_only(placed):
    assert placed.stat().st_mtime % 86_400 == 0


def test_nothing_else_is_left_in_the_folder(placed):
    assert [path.name for path in placed.parent.iterdir()] == [placed.name]


def test_a_name_that_is_not_the_hash_is_a_mistake_of_ours(mailbox):
    for name in ("x.age", "../x.age", name_of(b"other")):
        with pytest.raises(ValueError, match="hash"):
            mailbox.put(name, SEALED)


@pytest.mark.parametrize("box", ["", "..", "a/b", "A" * 26, "a" * 25])
def test_a_mailbox_cannot_name_another_folder(tmp_path, box):
    with pytest.raises(ValueError, match="mailbox"):
        FolderMailbox(tmp_path, box)


def test_a_mailbox_is_named_by_an_id(chance):
    assert is_mailbox(new_id(chance))
    assert not is_mailbox("photos")


def test_a_folder_that_is_gone_cannot_be_written_to_and_holds_nothing(tmp_path):
    gone = FolderMailbox(tmp_path / "gone", BOX)

    assert gone.names() == ()
    with pytest.raises(PlaceGoneError):
        gone.put(name_of(SEALED), SEALED)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder nobody can write to")
def test_a_folder_nobody_can_write_to_is_told_of_as_that():
    with pytest.raises(FolderReadOnlyError):
        FolderMailbox(Path("/proc/self"), BOX).put(name_of(SEALED), SEALED)


def test_a_file_in_the_mailboxs_place_is_told_of_as_that(mailbox, tmp_path):
    (tmp_path / BOX).write_bytes(b"")

    with pytest.raises(FolderReadOnlyError):
        mailbox.put(name_of(SEALED), SEALED)
    with pytest.raises(OutsideFileError):
        mailbox.names()


def test_a_folder_in_the_files_place_is_told_of_as_that(mailbox, tmp_path):
    (tmp_path / BOX / name_of(SEALED)).mkdir(parents=True)

    with pytest.raises(FolderReadOnlyError):
        mailbox.put(name_of(SEALED), SEALED)


def test_a_file_that_is_still_being_copied_is_not_taken(mailbox, placed):
    placed.write_bytes(SEALED[:-1])

    with pytest.raises(OutsideFileError) as caught:
        mailbox.take(placed.name)

    assert "still being copied" in caught.value.summary.msgid


@pytest.mark.parametrize("name", ["../" + "0" * 32 + ".age", "x.age", "", "0" * 32 + ".age"])
def test_a_name_that_is_not_there_or_not_ours_is_refused(mailbox, name):
    with pytest.raises(OutsideFileError):
        mailbox.take(name)


def test_names_that_are_not_packets_are_passed_over(mailbox, placed):
    zeros = "0" * 32 + ".age"
    for name in (".tmp-1", "x.age", zeros.upper(), zeros + ".sync-conflict", "notes.txt"):
        (placed.parent / name).write_bytes(b"x")
    (placed.parent / ("1" * 32 + ".age")).mkdir()
    (placed.parent / ("2" * 32 + ".age")).symlink_to(placed)

    assert mailbox.names() == (placed.name,)


def test_a_pipe_in_the_folder_does_not_keep_us_waiting(tmp_path):
    os.mkfifo(tmp_path / "x.age")

    with pytest.raises(OutsideFileError):
        take_file(tmp_path / "x.age")


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "x.age").symlink_to(tmp_path / "real")

    with pytest.raises(OutsideFileError):
        take_file(tmp_path / "x.age")


def test_a_file_above_the_limit_is_not_read(tmp_path):
    with (tmp_path / "x.age").open("wb") as file:
        file.truncate(reading.MAX_FILE + 1)

    with pytest.raises(OutsideFileError) as caught:
        take_file(tmp_path / "x.age")

    assert "too large" in caught.value.summary.msgid


def test_a_file_that_people_renamed_is_taken_as_it_is(tmp_path):
    (tmp_path / "for the shelter.age").write_bytes(SEALED)

    assert take_file(tmp_path / "for the shelter.age") == SEALED


@given(data=st.binary(max_size=50), more=st.binary(min_size=1, max_size=5))
def test_only_the_very_bytes_fit_their_name(data, more):
    assert is_whole(name_of(data), data)
    assert not is_whole(name_of(data), data + more)


def test_a_named_file_is_found_whatever_it_is_called(tmp_path):
    (tmp_path / "letter.txt").write_bytes(b"x")

    assert list(find_packets(tmp_path / "letter.txt")) == [tmp_path / "letter.txt"]


def test_a_stick_is_searched_three_folders_deep(tmp_path):
    for path in ("a.age", "one/b.AGE", "one/two/c.age", "one/two/three/d.age", "one/x.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x")

    found = [str(path.relative_to(tmp_path)) for path in find_packets(tmp_path)]

    assert found == ["a.age", "one/b.AGE", "one/two/c.age"]


def test_hidden_names_and_links_on_a_stick_are_passed_over(tmp_path):
    outside = tmp_path / "outside"
    stick = tmp_path / "stick"
    for path in (outside / "a.age", stick / ".Trash" / "b.age", stick / ".tmp-c.age"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (stick / "linked").symlink_to(outside)
    (stick / "linked.age").symlink_to(outside / "a.age")
    (stick / "loop").symlink_to(stick)

    assert list(find_packets(stick)) == []


def test_a_folder_that_may_not_be_entered_hides_nothing_from_the_others(tmp_path, monkeypatch):
    for path in ("closed/a.age", "open/b.age"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_bytes(b"x")
    (tmp_path / "closed").chmod(0)
    if os.geteuid() == 0:  # nothing is closed to root: let the system say what it says to others
        monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != "closed")

    found = [path.name for path in find_packets(tmp_path)]
    (tmp_path / "closed").chmod(stat.S_IRWXU)

    assert found == ["b.age"]


def test_a_place_that_is_not_there_is_told_of(tmp_path):
    with pytest.raises(OutsideFileError) as caught:
        list(find_packets(tmp_path / "stick"))

    assert "stick" in caught.value.hint.msgid


@pytest.mark.parametrize("limit", ["MAX_FOUND", "MAX_ENTRIES"])
def test_a_folder_with_too_many_files_is_refused(tmp_path, monkeypatch, limit):
    monkeypatch.setattr(reading, limit, 3)
    for n in range(4):
        (tmp_path / f"{n}.age").write_bytes(b"x")

    with pytest.raises(OutsideFileError):
        list(find_packets(tmp_path))


def test_many_small_folders_do_not_get_around_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_ENTRIES", 5)
    for n in range(4):
        (tmp_path / str(n)).mkdir()
        (tmp_path / str(n) / "x.txt").write_bytes(b"x")

    with pytest.raises(OutsideFileError):
        list(find_packets(tmp_path))


@settings(max_examples=20)
@given(data=st.binary(max_size=2_000))
def test_whatever_bytes_are_placed_come_back(tmp_path_factory, data):
    mailbox = FolderMailbox(tmp_path_factory.mktemp("box"), BOX)

    mailbox.put(name_of(data), data)

    assert mailbox.take(name_of(data)) == data
