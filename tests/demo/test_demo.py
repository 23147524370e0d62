from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from intake_app.bootstrap.program import build
from intake_app.demo import people
from intake_app.demo.story import tell
from intake_app.domain.errors import FolderReadOnlyError, ProfileExistsError
from intake_app.domain.secret import Secret
from tests.vault.cheap import CHEAP

ROOT = Path(__file__).resolve().parents[2]
CONTENT = {"worker", "desk", "exchange", "referral.pdf", "passphrase.txt", "demo.json"}


@pytest.fixture
def program():
    built = build(cost=CHEAP)
    yield built
    built.guard.close()


@pytest.fixture
def told(program, tmp_path, qapp):
    folder = tmp_path / "demo"
    steps = []
    outcome = tell(program, folder, steps.append)
    return folder, outcome, steps


def spoken():
    said = (*people.BEFORE_THE_SWITCH, *people.AFTER_THE_SWITCH)
    return [one.value for one in said if len(one.value) > 8] + [people.HOOK]


def test_the_whole_job_runs_and_every_step_is_told(told):
    folder, outcome, steps = told

    assert len(steps) == 11
    assert json.loads((folder / "demo.json").read_bytes())["packet"] == outcome.packet
    assert {path.name for path in folder.iterdir()} == CONTENT
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    assert len(list(folder.glob("exchange/*/*.age"))) == 2


def test_no_answer_stands_in_clear_outside_the_pdf(told):
    folder, _, _ = told

    found = [
        (path.name, text)
        for path in folder.rglob("*")
        if path.is_file() and path.name != "referral.pdf"
        for text in spoken()
        if text.encode() in path.read_bytes()
    ]

    assert found == []


def test_both_profiles_open_with_the_passphrase_that_was_left(told, program):
    folder, _, _ = told
    words = Secret((folder / "passphrase.txt").read_bytes().strip())

    for name in ("worker", "desk"):
        profile = program.profiles.unlock(folder / name, words)
        assert profile.opening.agreement.is_good
        profile.close()


def test_a_folder_that_is_not_empty_is_left_alone(program, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(ProfileExistsError):
        tell(program, tmp_path, lambda _step: None)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("place", ["a-file", "/proc/nowhere"])
def test_a_place_where_nothing_can_be_made_is_told_plainly(program, tmp_path, place):
    (tmp_path / "a-file").write_text("mine")

    with pytest.raises(FolderReadOnlyError):
        tell(program, tmp_path / place, lambda _step: None)


@pytest.mark.parametrize("step", [1, 6, 11])
def test_a_demo_that_is_killed_leaves_no_half_of_it(tmp_path, step):
    out = tmp_path / "out"
    if step == 1:
        out.mkdir()
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtGui import QGuiApplication\n"
        "from intake_app.bootstrap.program import build\n"
        "from intake_app.demo.story import tell\n"
        "from tests.vault.cheap import CHEAP\n"
        "application = QGuiApplication(['demo'])\n"
        "steps = []\n"
        "def say(step):\n"
        "    steps.append(step)\n"
        "    if len(steps) == int(sys.argv[2]):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "tell(build(cost=CHEAP), Path(sys.argv[1]), say)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, out, str(step)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not out.exists() or not any(out.iterdir())


def test_a_demo_that_fails_leaves_nothing(program, tmp_path):
    class GoneWrongError(Exception):
        pass

    def say(_step):
        raise GoneWrongError

    with pytest.raises(GoneWrongError):
        tell(program, tmp_path / "deep" / "out", say)

    assert list((tmp_path / "deep").iterdir()) == []


def test_an_empty_folder_is_filled_also_where_one_stands_in_it(
    program, tmp_path, qapp, monkeypatch
):
    out = tmp_path / "out"
    out.mkdir()
    number = out.stat().st_ino
    monkeypatch.chdir(out)

    tell(program, Path(), lambda _step: None)

    assert out.stat().st_ino == number
    assert {path.name for path in out.iterdir()} == CONTENT


def test_a_link_to_an_empty_folder_is_followed(program, tmp_path, qapp):
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")

    tell(program, link, lambda _step: None)

    assert link.is_symlink()
    assert {path.name for path in (tmp_path / "real").iterdir()} == CONTENT


def test_links_that_lead_to_each_other_are_told_plainly(program, tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(FolderReadOnlyError):
        tell(program, tmp_path / "a", lambda _step: None)


def test_parts_that_are_missing_are_told_before_anything_is_written(tmp_path):
    package = tmp_path / "parts" / "intake_app"
    package.mkdir(parents=True)
    for entry in (ROOT / "intake_app").iterdir():
        if entry.name not in {"_built", "__pycache__"}:
            (package / entry.name).symlink_to(entry)
    out = tmp_path / "new" / "out"

    done = subprocess.run(
        [sys.executable, "-P", "-m", "intake_app", "demo", "--json", "--out", out],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "program.incomplete"
    assert "forms/adult-rapid-screen" in error["summary"]
    assert not out.parent.exists()


@pytest.mark.e2e
def test_the_command_ends_well_and_answers_for_programs(tmp_path):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "intake_app", "demo", "--json", "--out", tmp_path / "out"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert set(json.loads(done.stdout)) == {"packet", "receipt", "case", "forms", "languages"}
