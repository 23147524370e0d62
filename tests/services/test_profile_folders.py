"""A profile folder: claimed before it is filled, looked at without a trace, tidied after a kill."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from intake_app.domain.errors import (
    DiskFullError,
    ProfileBusyError,
    ProfileExistsError,
    StoreDamagedError,
)
from intake_app.services import profiles
from tests.services.conftest import opening
from tests.vault.cheap import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
HERE = os.environ | {"PYTHONPATH": str(ROOT)}
NOBODY = 65534

SETTING_UP = """
import pathlib, sys
from intake_app.bootstrap.program import build
from intake_app.services import profiles
from tests.vault.cheap import CHEAP, PASSPHRASE

def wait(*arguments, **more):
    print("filling", flush=True)
    sys.stdin.readline()
    return really(*arguments, **more)

really, profiles.create_vault = profiles.create_vault, wait
program = build(cost=CHEAP)
program.profiles.create(pathlib.Path(sys.argv[1]), PASSPHRASE, language="en").close()
program.guard.close()
"""

ERASING = """
import os, pathlib, signal, sys
from intake_app.bootstrap.program import build
from intake_app.domain.ids import CaseId
from intake_app.vault.vault import OpenVault
from tests.vault.cheap import CHEAP, PASSPHRASE

OpenVault.destroy_case = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
profile = build(cost=CHEAP).profiles.unlock(pathlib.Path(sys.argv[1]), PASSPHRASE)
profile.conversations.erase(CaseId(sys.argv[2]))
"""


def contents(folder):
    """Return the bytes, and the time of the last change, of everything in a folder."""
    return {
        path.relative_to(folder): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mtime_ns,
        )
        for path in (folder, *folder.rglob("*"))
    }


@contextlib.contextmanager
def read_only(folder):
    """Give a copy of `folder` that this process cannot write to, not even as root."""
    place = Path(tempfile.mkdtemp())
    copy = Path(shutil.copytree(folder, place / "profile"))
    user = os.geteuid()
    for path in (place, copy, *copy.rglob("*")):
        if user == 0:
            os.chown(path, NOBODY, -1)
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        if user == 0:
            os.seteuid(NOBODY)
        yield copy
    finally:
        os.seteuid(user)
        place.chmod(0o700)
        copy.chmod(0o700)
        shutil.rmtree(place)


def test_of_two_first_runs_that_aim_at_one_folder_one_is_told_and_fills_nothing_in(
    program, tmp_path
):
    folder = tmp_path / "profile"
    first = subprocess.Popen(
        [sys.executable, "-c", SETTING_UP, str(folder)],
        cwd=ROOT,
        env=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout.readline() == "filling\n"

    with pytest.raises(ProfileBusyError):
        program.profiles.create(folder, PASSPHRASE, language="en")

    assert [path.name for path in folder.iterdir()] == ["anchor"]
    first.communicate("go on\n")
    assert first.returncode == 0
    with pytest.raises(ProfileExistsError):
        program.profiles.create(folder, PASSPHRASE, language="en")
    program.profiles.unlock(folder, PASSPHRASE).close()


def test_a_set_up_that_failed_lets_go_of_the_folder(program, tmp_path, monkeypatch):
    def full(*_, **__):
        raise DiskFullError

    with monkeypatch.context() as filled:
        filled.setattr(profiles, "create_vault", full)
        with pytest.raises(DiskFullError):
            program.profiles.create(tmp_path / "profile", PASSPHRASE, language="en")

    program.profiles.create(tmp_path / "profile", PASSPHRASE, language="en").close()


def test_a_profile_whose_keys_cannot_be_looked_over_is_let_go_of(worker, program, tmp_path):
    worker.close()
    (tmp_path / "worker" / "store.db").write_bytes(b"")

    for _ in range(2):
        with pytest.raises(StoreDamagedError):
            program.profiles.unlock(tmp_path / "worker", PASSPHRASE)


def test_a_check_writes_nothing_at_all_where_the_anchor_is_gone(worker, program, tmp_path):
    worker.conversations.begin(opening())
    worker.close()
    (tmp_path / "worker" / "anchor").unlink()
    before = contents(tmp_path / "worker")

    found = program.profiles.check(tmp_path / "worker", PASSPHRASE)

    assert not found.ok
    assert (found.anchor, found.chain.good) == ("anchor-missing", True)
    assert contents(tmp_path / "worker") == before


def test_a_profile_on_a_medium_that_cannot_be_written_to_can_be_checked(worker, program, tmp_path):
    worker.conversations.begin(opening())
    crashed = tmp_path / "crashed"
    shutil.copytree(tmp_path / "worker", crashed)
    worker.close()
    assert (crashed / "store.db-wal").stat().st_size

    for folder in (tmp_path / "worker", crashed):
        with read_only(folder) as copy:
            found = program.profiles.check(copy, PASSPHRASE)

        assert found.ok, folder


def test_an_open_profile_is_not_checked(worker, program, tmp_path):
    with pytest.raises(ProfileBusyError):
        program.profiles.check(tmp_path / "worker", PASSPHRASE)


def test_the_key_of_an_erased_person_goes_at_the_next_opening_after_a_kill(
    worker, program, tmp_path
):
    case = worker.conversations.begin(opening()).case.id
    kept = worker.conversations.begin(opening()).case.id
    worker.close()
    killed = subprocess.run(
        [sys.executable, "-c", ERASING, str(tmp_path / "worker"), case],
        cwd=ROOT,
        env=HERE,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL

    again = program.profiles.unlock(tmp_path / "worker", PASSPHRASE)

    assert again._vault.cases == {kept}
    assert [line.case.id for line in again.conversations.lines()] == [kept]
    again.close()


def test_a_key_that_cannot_be_destroyed_yet_keeps_nobody_out(
    worker, program, tmp_path, monkeypatch
):
    case = worker.conversations.begin(opening()).case.id
    vault = worker._vault

    def full(_case_id):
        raise DiskFullError

    monkeypatch.setattr(vault, "destroy_case", full)
    with pytest.raises(DiskFullError):
        worker.conversations.erase(case)
    worker.close()
    with monkeypatch.context() as filled:
        filled.setattr(type(vault), "destroy_case", lambda _self, case_id: full(case_id))
        again = program.profiles.unlock(tmp_path / "worker", PASSPHRASE)
    assert again._vault.cases == {case}
    again.close()

    last = program.profiles.unlock(tmp_path / "worker", PASSPHRASE)

    assert last._vault.cases == frozenset()
    last.close()
