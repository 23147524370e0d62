"""Killing the program while it answers, as a flat battery does: nothing acknowledged is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from intake_app.domain.answer import EventKind
from tests.services.conftest import opening
from tests.simulators import SeededRandom
from tests.vault.cheap import PASSPHRASE

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE_TEXT = PASSPHRASE.reveal().decode()


@pytest.fixture
def conversation(program, tmp_path):
    """Give the folder of a closed profile and the conversation that was begun in it."""
    profile = program.profiles.create(tmp_path / "profile", PASSPHRASE, language="en")
    profile.choose_pin("472913")
    live = profile.conversations.begin(opening())
    profile.close()
    return profile.folder, live.interview.id


def acknowledged_until_killed(conversation, answers, delay):
    """Return what a program acknowledged until it was killed `delay` seconds after `answers`."""
    folder, _ = conversation
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.answering", str(folder), PASSPHRASE_TEXT],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as child:
        lines = [child.stdout.readline() for _ in range(answers)]
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(delay)
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
    said = [tuple(line.decode().split()) for line in lines if line.endswith(b"\n")]
    assert len(said) >= answers
    return said


def journal(program, conversation):
    """Return the answers in the journal of a profile, after looking it over."""
    folder, interview = conversation
    found = program.profiles.check(folder, PASSPHRASE)
    profile = program.profiles.unlock(folder, PASSPHRASE)
    opened = profile.opening
    events = profile._place.read_interview(interview).events
    profile.close()

    assert found.ok, found
    assert found.chain.good
    assert opened.agreement.is_good
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    return [(e.node, e.value) for e in events if e.kind is EventKind.ANSWERED]


def kill_and_look(program, conversation, chance, rounds):
    """Kill the program `rounds` times at a random moment; look each time for what it said."""
    kept = journal(program, conversation)
    for _ in range(rounds):
        answers = chance.below(6)
        longest_ms = 40 if answers else 1500  # also while it starts, opens, resumes
        said = acknowledged_until_killed(conversation, answers, chance.below(longest_ms) / 1000)

        before, kept = kept, journal(program, conversation)

        assert kept[: len(before)] == before
        assert kept[len(before) : len(before) + len(said)] == said


def test_a_killed_program_loses_no_answer_it_has_acknowledged(program, conversation, chance):
    kill_and_look(program, conversation, chance, rounds=3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_fifty_kills_lose_no_answer_that_was_acknowledged(program, conversation, seed):
    kill_and_look(program, conversation, SeededRandom(seed), rounds=10)
