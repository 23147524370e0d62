import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from intake_app.domain.errors import ProfileBusyError, WrongPassphraseError
from intake_app.services.passphrases import as_secret
from intake_app.ui.application import NoticeWindow, first_language
from intake_app.vault import destruction
from tests.pages.app import AppPage
from tests.ui.screens.shell.conftest import WORDS

ROOT = Path(__file__).resolve().parents[4]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


@pytest.fixture
def home(tmp_path):
    """Give an empty home folder, and the environment of a user who has it."""
    place = tmp_path / "home"
    place.mkdir()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
    return place, kept | {"HOME": str(place), "QT_QPA_PLATFORM": "offscreen"}


def driven(what, folder, environment):
    """Start the real program in a process of its own and do there what `what` says."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ui.screens.shell.driven", what, str(folder)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def processes_of(folder):
    """Return the ids of the processes that were started with this profile."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue  # it has ended meanwhile
            if os.fsencode(folder) in command and b"--locked" in command:
                found.append(int(entry.name))
    return found


def test_a_second_start_is_told_that_the_profile_is_open(program, folder, home):
    with program.profiles.claim(folder):
        second = driven("close_notice", folder, home[1])
        _, said = second.communicate(timeout=60)

    assert second.returncode == 1
    assert "Intake is already open with this profile." in said
    assert "Use the window that is open, or close it first." in said


def test_the_notice_of_a_second_start_says_what_to_do(language, qtbot):
    notice = NoticeWindow(language, ProfileBusyError())
    qtbot.addWidget(notice)
    notice.show()
    page = AppPage(notice)

    read = page.reads("Use the window that is open, or close it first.")
    page.press("Close")

    assert read
    assert notice.windowTitle() == "Intake"
    assert not notice.isVisible()


def test_nothing_is_written_outside_the_profile(home, tmp_path):
    place, environment = home
    child = driven("set_up_and_leave", tmp_path / "profile", environment)

    _, said = child.communicate(timeout=120)

    assert child.returncode == 0, said
    assert (tmp_path / "profile" / "vault.json").is_file()
    assert list(place.rglob("*")) == []


def test_a_start_after_a_destruction_was_cut_off_ends_it_and_is_a_first_one(program, folder, home):
    before = (folder / "store.db").read_bytes()
    destruction.begin(folder)

    child = driven("set_up_and_leave", folder, home[1])
    _, said = child.communicate(timeout=120)

    assert child.returncode == 0, said
    assert not destruction.is_begun(folder)
    assert (folder / "store.db").read_bytes()[:16] != before[:16]
    with pytest.raises(WrongPassphraseError):
        program.profiles.unlock(folder, as_secret(WORDS))


def test_a_start_says_so_while_another_still_destroys_the_profile(program, folder, home):
    destruction.begin(folder)

    with program.profiles.claim(folder):
        second = driven("close_notice", folder, home[1])
        _, said = second.communicate(timeout=60)

    assert second.returncode == 1
    assert "Intake is already open with this profile." in said
    assert program.profiles.finish_destruction(folder)


@LINUX
def test_a_lock_ends_the_process_and_a_painted_successor_holds_the_profile(program, folder, home):
    child = driven("unlock_and_lock", folder, home[1])
    try:
        assert child.stdout.readline() == "open\n"
        began = time.monotonic()
        _, said = child.communicate(timeout=60)
        taken = time.monotonic() - began
        successors = processes_of(folder)
        with pytest.raises(ProfileBusyError):
            program.profiles.claim(folder)
    finally:
        child.kill()
        for pid in processes_of(folder):
            os.kill(pid, signal.SIGKILL)

    assert child.returncode == 0, said
    assert len(successors) == 1
    assert child.pid not in successors
    assert taken < 14  # it was told of the first paint and did not give up waiting
    assert list(home[0].rglob("*")) == []


@pytest.mark.parametrize(
    ("asked", "expected"), [("ti", "ti"), ("ar", "ar"), ("xx", "ar"), ("", "ar")]
)
def test_the_first_language_is_the_one_asked_for_or_last_used(program, folder, asked, expected):
    profile = program.profiles.unlock(folder, as_secret(WORDS))
    profile.set_language("ar")
    profile.close()

    assert first_language(program, folder, asked) == expected


def test_a_damaged_profile_starts_in_some_language_all_the_same(program, folder):
    (folder / "vault.json").write_bytes(b"not what was written")

    assert first_language(program, folder, "") in program.languages


def test_the_way_to_the_lock_screen_loads_no_library_of_forms_or_paper():
    heavy = "pyxform", "reportlab", "openpyxl", "zxcvbn"
    asked = (
        f"import sys, intake_app.ui.application; print([m for m in {heavy} if m in sys.modules])"
    )

    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"
