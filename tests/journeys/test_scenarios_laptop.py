"""What happens to the laptop itself: the battery dies (S10), it is taken at a checkpoint (S11)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.at_a_laptop import ALL_BEFORE, HALF_TYPED, QUESTIONS, TOLD
from tests.services.conftest import opening
from tests.vault.cheap import PASSPHRASE

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE_TEXT = PASSPHRASE.reveal().decode()
HOOK = "markedhook"
SHOWN = "Opening hours".encode("utf-16-le")
"""What the locked program shows; it is looked for so that looking is known to find."""


@pytest.fixture
def laptop(program, tmp_path):
    """Give a home of its own with a profile in which a conversation has begun, and its code."""
    for name in ("home", "tmp", "runtime"):
        (tmp_path / name).mkdir(mode=0o700)
    profile = program.profiles.create(tmp_path / "profile", PASSPHRASE, language="en")
    profile.choose_pin("472913")
    live = profile.conversations.begin(opening(hook=HOOK))
    profile.close()
    return tmp_path, live.case.code


def at(laptop, what):
    """Start somebody who does `what` at the laptop, in a process of its own."""
    folder, _ = laptop
    places = {"HOME": "home", "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "runtime"}
    own = {name: str(folder / place) for name, place in places.items()}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
    command = [sys.executable, "-m", "tests.journeys.at_a_laptop", what, str(folder / "profile")]
    return subprocess.Popen(
        [*command, PASSPHRASE_TEXT],
        cwd=ROOT,
        env=kept | own | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def lines(child, count):
    said = [child.stdout.readline().rstrip("\n") for _ in range(count)]
    assert all(said), said
    return [tuple(line.split(" ", 1)) for line in said]


def answers_of(profile):
    (line,) = profile.conversations.lines()
    stored = profile._place.read_interview(line.interview.id).answers
    return {node: answer.value for node, answer in stored.items()}


def encoded(*words):
    """Return how words may stand in a file, or in the memory of a process."""
    return [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")]


def holding(folder, words):
    """Return the files of a folder that hold one of these, in their bytes or in their name."""
    return [
        path
        for path in folder.rglob("*")
        if any(word in bytes(path.relative_to(folder)) for word in words)
        or (path.is_file() and any(word in path.read_bytes() for word in words))
    ]


def test_s10_the_battery_dies_and_the_very_question_is_there_again_with_all_before(laptop, started):
    folder, _ = laptop
    with at(laptop, "answer_on") as child:
        told = lines(child, QUESTIONS + 1)
        child.send_signal(signal.SIGKILL)
    left_in_clear = holding(folder, encoded(TOLD, HALF_TYPED))
    beside = [path for name in ("home", "tmp", "runtime") for path in (folder / name).rglob("*")]

    office = started("profile")
    talk = office.go_on()

    assert talk.answer_in_sight() == told[-1]
    assert talk.text_in_hand() == HALF_TYPED
    assert answers_of(office.root.profile).items() >= dict(told).items()
    assert left_in_clear == []
    assert beside == []


def test_s10_it_opens_at_the_question_in_sight_with_all_thirty_answers_before(laptop, started):
    with at(laptop, "read_on") as child:
        told = lines(child, ALL_BEFORE)
        here = child.stdout.readline().strip()
        child.send_signal(signal.SIGKILL)

    office = started("profile")
    talk = office.go_on()

    assert talk.answer_in_sight() == (here, "")
    assert here not in dict(told)
    assert len(dict(told)) == ALL_BEFORE
    assert answers_of(office.root.profile).items() >= dict(told).items()


@pytest.fixture
def taken(laptop):
    """Lock the laptop in the middle of a conversation; give the process that is left of it."""
    child = at(laptop, "lock")
    successors = []
    try:
        told = lines(child, 1)
        child.communicate(timeout=60)
        successors = processes_of(laptop[0] / "profile")
        yield told, successors
    finally:
        child.kill()
        for pid in successors:
            os.kill(pid, signal.SIGKILL)


def processes_of(folder):
    """Return the ids of the processes that run with this profile."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue  # it has ended meanwhile
            if os.fsencode(folder) in command:
                found.append(int(entry.name))
    return found


def memory_of(pid):
    """Yield what a process was started with, and all it has in memory, piece by piece."""
    process = Path(f"/proc/{pid}")
    yield (process / "cmdline").read_bytes()
    if os.geteuid() != 0:
        return  # the program keeps its memory from its own user, too
    yield (process / "environ").read_bytes()
    ranges = (process / "maps").read_text("utf-8").splitlines()
    with (process / "mem").open("rb", buffering=0) as memory:
        for line in ranges:
            span, rights = line.split()[:2]
            first, end = (int(part, 16) for part in span.split("-"))
            if not rights.startswith("r") or first >= 1 << 63:
                continue
            memory.seek(first)
            try:
                yield memory.read(end - first)
            except OSError:
                continue  # a page that nobody can read


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_s11_a_laptop_taken_while_locked_holds_nothing_that_can_be_read(laptop, taken, program):
    folder, code = laptop
    told, (successor,) = taken
    secrets = encoded(TOLD, HOOK, PASSPHRASE_TEXT, code, f"{code[:3]} {code[3:]}", "472913")

    on_disk = holding(folder, secrets)
    looked_for = [*secrets, SHOWN]
    in_memory = {word for part in memory_of(successor) for word in looked_for if word in part}

    assert told == [("/data/work/R03_note", TOLD)]
    assert on_disk == []
    assert in_memory == ({SHOWN} if os.geteuid() == 0 else set())
    assert [p for name in ("home", "tmp", "runtime") for p in (folder / name).rglob("*")] == []
