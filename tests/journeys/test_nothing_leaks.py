"""After a whole job, no word that was said stands in clear anywhere on the disk or in the log."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from intake_app.domain.secret import Secret
from tests.journeys.leaking import PASSPHRASES, PINS, WORDS

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
SAID = (
    WORDS.agreed,
    WORDS.interpreter,
    WORDS.different,
    WORDS.note,
    WORDS.name,
    WORDS.keep_away,
    WORDS.purpose,
    WORDS.from_shelter,
)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Play the job once; return its folder and everything the process printed and logged."""
    folder = tmp_path_factory.mktemp("job")
    own = {}
    for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR"):
        own[name] = str(folder / name.lower())
        (folder / name.lower()).mkdir(mode=0o700)
    env = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.leaking", str(folder)],
        cwd=ROOT,
        env=env | own | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    return folder, done.stdout + done.stderr


def spellings(word):
    """Return how a word may stand in a file: whole, or its first part, in three encodings."""
    parts = {word, word.split(" ")[0], word.split(" ")[-1]}
    return [part.encode(code) for part in parts for code in ("utf-8", "utf-16-le", "utf-16-be")]


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_said_is_in_both_profiles(played, program):
    folder, _ = played

    team = program.profiles.unlock(folder / "team", Secret(PASSPHRASES[0].encode()))
    line = team.conversations.lines()[0]
    events = team._place.read_interview(line.interview.id).events
    consents = team._place.read_case(line.case.id).consents
    team.close()
    shelter = program.profiles.unlock(folder / "shelter", Secret(PASSPHRASES[1].encode()))
    arrived = shelter.inbox.arrived()[0]
    shelter.close()

    kept = {event.value for event in events} | {record.in_own_words for record in consents}
    assert {WORDS.agreed, WORDS.different, WORDS.note, WORDS.name, WORDS.keep_away} <= kept
    assert line.interview.participants[0].alias == WORDS.interpreter
    assert arrived.referral.terms.purpose == WORDS.purpose
    assert arrived.answered.note == WORDS.from_shelter


@pytest.mark.parametrize("word", [*SAID, *PASSPHRASES, *PINS])
def test_no_file_and_no_line_of_the_log_holds_it_in_clear(played, word):
    folder, printed = played
    found = [
        str(path.relative_to(folder))
        for path in files(folder)
        if any(spelling in path.read_bytes() for spelling in spellings(word))
    ]

    assert found == []
    assert not any(spelling in printed for spelling in spellings(word))


def test_nothing_is_written_beside_profiles_and_stick(played):
    folder, _ = played

    beside = {path.relative_to(folder).parts[0] for path in files(folder)}

    assert beside == {"team", "shelter", "stick"}
