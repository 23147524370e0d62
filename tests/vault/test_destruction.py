"""A profile is destroyed: killed at any step, no passphrase opens it and the next start is sane."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.bootstrap.world import SystemRandom
from intake_app.domain.errors import (
    FolderReadOnlyError,
    IntakeError,
    ProfileLeftoversError,
    ProfileMissingError,
    WrongPassphraseError,
)
from intake_app.domain.ids import CaseId
from intake_app.domain.secret import Secret
from intake_app.vault import destruction, disk, file, identity, ring
from intake_app.vault.vault import check_free, create_vault, unlock_vault
from tests.vault.cheap import CHEAP, PASSPHRASE

TOUCHED = frozenset({"os.rename", "os.remove", "os.rmdir", "open", "os.truncate"})


class Killed(BaseException):
    """The process ends here."""


class Power:
    """Cuts off before the file operation that has the number `cut_at`."""

    def __init__(self):
        self.cut_at = None
        self.done = 0
        sys.addaudithook(self._hear)

    def _hear(self, event, arguments):
        del arguments
        if self.cut_at is not None and event in TOUCHED:
            if self.done >= self.cut_at:
                raise Killed
            self.done += 1

    def run(self, work, cut_at):
        """Run `work` up to an operation; return whether it was cut off."""
        self.cut_at, self.done = cut_at, 0
        try:
            work()
        except Killed:
            return True
        else:
            return False
        finally:
            self.cut_at = None


@pytest.fixture(scope="module")
def power():
    """Give what cuts off; an audit hook stays for the life of the process."""
    return Power()


def fill(folder):
    """Put into a profile's folder what else lies there in use."""
    (folder / "anchor").write_bytes(bytes(8192))
    (folder / "store.db").write_bytes(os.urandom(20_000))
    (folder / "store.db-wal").write_bytes(os.urandom(500))
    (folder / "ballast").write_bytes(os.urandom(9000))
    (folder / "keyring.new").write_bytes(os.urandom(40))
    for name in ("blobs", "backups", "outbox", "practice/blobs"):
        (folder / name).mkdir(parents=True)
        (folder / name / "aaaa").write_bytes(os.urandom(300))
    (folder / "practice" / "vault.json").write_bytes((folder / "vault.json").read_bytes())


def destroy(folder):
    destruction.begin(folder)
    destruction.finish(folder)


def files_of(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def slots_in(folder):
    """Return every file below a folder that some passphrase may open."""
    found = []
    for path in files_of(folder):
        try:
            found += [path] if file.decode(path.read_bytes()).passphrase_slots else []
        except IntakeError:
            continue
    return found


@pytest.fixture
def filled(vault, folder):
    vault.cipher.create(CaseId("aaaa"))
    fill(folder)
    return folder


def test_a_destroyed_profile_leaves_not_even_its_folder(filled):
    destroy(filled)

    assert not filled.exists()
    with pytest.raises(ProfileMissingError):
        unlock_vault(filled, PASSPHRASE)


def test_every_file_of_keys_is_overwritten_before_it_goes():
    names = {file.NAME, identity.NAME, ring.NAME}

    assert names | {f"{name}.new" for name in names} <= destruction._KEY_FILES


def test_after_the_first_step_no_passphrase_opens_what_is_still_there(filled):
    kept = (filled / "vault.json").read_bytes()

    destruction.begin(filled)

    assert destruction.is_begun(filled)
    assert not (filled / "vault.json").exists()
    assert all(kept[200:400] not in path.read_bytes() for path in filled.glob("*.*"))
    assert len((filled / destruction.NAME).read_bytes()) == len(kept)


@settings(max_examples=60, deadline=None)
@given(first=st.integers(0, 45), second=st.integers(0, 45))
def test_killed_at_any_step_it_is_whole_or_the_next_start_destroys_it(
    tmp_path_factory, power, first, second
):
    folder = tmp_path_factory.mktemp("killed") / "profile"
    create_vault(folder, PASSPHRASE, random=SystemRandom(), cost=CHEAP)
    fill(folder)

    power.run(lambda: destroy(folder), first)
    is_whole = (folder / "vault.json").exists()
    was_begun = destruction.is_begun(folder)
    if was_begun:
        power.run(lambda: destruction.finish(folder), second)
        if destruction.is_begun(folder):
            destruction.finish(folder)

    if is_whole:
        assert not was_begun
        assert unlock_vault(folder, PASSPHRASE).cases == frozenset()
    else:
        assert slots_in(folder) == []
        assert {path.name for path in files_of(folder)} <= {"anchor"}
        check_free(folder)


def test_from_the_overwriting_on_no_slot_is_anywhere_in_the_folder(filled, power):
    (filled / "practice" / "vault.json").unlink()
    destruction.begin(filled)

    at_every_step = []
    step = 0
    while power.run(lambda: destruction.finish(filled), step):
        at_every_step.append(slots_in(filled))
        step += 1

    assert len(at_every_step) > 15
    assert not any(at_every_step)


def test_a_profile_can_be_set_up_where_one_was_destroyed(filled, chance):
    destroy(filled)

    again = create_vault(filled, Secret(b"another one"), random=chance, cost=CHEAP)

    assert again.cases == frozenset()


def test_what_a_link_leads_to_stays(filled, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine").write_text("mine")
    (filled / "blobs" / "link").symlink_to(tmp_path / "letters", target_is_directory=True)

    destroy(filled)

    assert (tmp_path / "letters" / "mine").read_text() == "mine"
    assert not filled.exists()


def test_what_cannot_be_deleted_is_told_of_and_tried_again(filled, monkeypatch):
    def stuck(path, **more):
        if path.name == "store.db":
            raise PermissionError(13, "stuck")
        return really(path, **more)

    really = Path.unlink
    destruction.begin(filled)
    monkeypatch.setattr(Path, "unlink", stuck)
    with pytest.raises(ProfileLeftoversError):
        destruction.finish(filled)
    left = {path.name for path in files_of(filled)}
    was_begun = destruction.is_begun(filled)
    monkeypatch.undo()

    destruction.finish(filled)

    assert left == {"store.db", "anchor", destruction.NAME}
    assert was_begun
    assert not filled.exists()


def test_where_nothing_can_be_written_nothing_is_destroyed(filled, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "read-only")

    before = {path: path.read_bytes() for path in files_of(filled)}
    monkeypatch.setattr(Path, "replace", refused)

    with pytest.raises(FolderReadOnlyError):
        destruction.begin(filled)

    assert not destruction.is_begun(filled)
    assert {path: path.read_bytes() for path in files_of(filled)} == before


def test_a_folder_that_cannot_be_flushed_is_destroyed_all_the_same(filled, monkeypatch):
    def refused(_):
        raise OSError(5, "no flush")

    destruction.begin(filled)
    monkeypatch.setattr(disk, "sync_folder", refused)

    destruction.finish(filled)

    assert not filled.exists()


def test_the_passphrase_is_looked_at_and_slots_once_gone_are_not_written_anew(vault, folder):
    with pytest.raises(WrongPassphraseError):
        vault.check_passphrase(Secret(b"another"))
    vault.check_passphrase(PASSPHRASE)

    vault.destroy_slots()

    with pytest.raises(RuntimeError):
        vault.set_language("ar")
    assert not (folder / "vault.json").exists()
