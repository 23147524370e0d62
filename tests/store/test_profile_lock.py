import subprocess
import sys

import pytest

from intake_app.domain.errors import ProfileBusyError, ProfileMissingError
from intake_app.store.profile_lock import ProfileLock
from tests.store.conftest import add_case, answer, open_store
from tests.store.test_kill import ROOT

HOLDER = """
import sys, pathlib
from intake_app.store.profile_lock import ProfileLock
lock = ProfileLock.take(pathlib.Path(sys.argv[1]))
print("taken", flush=True)
sys.stdin.read()
"""


def test_a_second_start_is_refused_at_once(folder):
    with ProfileLock.take(folder), pytest.raises(ProfileBusyError):
        ProfileLock.take(folder)


def test_a_released_profile_can_be_taken_again(folder):
    lock = ProfileLock.take(folder)
    lock.release()
    lock.release()

    ProfileLock.take(folder).release()


def test_another_process_is_refused_until_the_first_has_died(folder):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout.readline() == b"taken\n"

    with pytest.raises(ProfileBusyError):
        ProfileLock.take(folder)
    holder.kill()
    holder.communicate()

    ProfileLock.take(folder).release()


def test_the_lock_outlives_every_write_of_the_anchor(folder):
    with ProfileLock.take(folder):
        store = open_store(folder)
        store.run(add_case)
        store.run(lambda units: answer(units, "/data/q", "yes"))
        store.close()

        with pytest.raises(ProfileBusyError):
            ProfileLock.take(folder)

    again = open_store(folder, create=False)
    assert again.opened.agreement.is_good


def test_a_missing_profile_is_not_made(tmp_path):
    with pytest.raises(ProfileMissingError):
        ProfileLock.take(tmp_path / "nowhere")

    assert not (tmp_path / "nowhere").exists()
