"""Two real offices, each with its own vault, store and guard, and a person who talks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.bootstrap.program import build
from intake_app.domain.case import AgeBranch
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.services.agreement import text_of_record
from intake_app.services.contacts import OwnOffice
from intake_app.services.conversations import Opening
from tests.vault.cheap import CHEAP, PASSPHRASE


@pytest.fixture(scope="session")
def guarded():
    """Give one program for all tests, so that the guard's children stay warm."""
    program = build(cost=CHEAP)
    yield program
    program.guard.close()


@pytest.fixture
def program(guarded, clock, chance):
    """Give the program with a clock that stands still."""
    world = replace(guarded.profiles._world, clock=clock)
    return replace(guarded, clock=clock, profiles=type(guarded.profiles)(world))


@pytest.fixture
def worker(program, tmp_path):
    """Give a worker's open profile with a card."""
    profile = program.profiles.create(tmp_path / "worker", PASSPHRASE, language="en")
    profile.contacts.make_own(OwnOffice(name="Team A", answer_to="By day"))
    yield profile
    profile.close()


@pytest.fixture
def desk(program, tmp_path):
    """Give a desk's open profile with a card."""
    profile = program.profiles.create(tmp_path / "desk", PASSPHRASE, language="en")
    profile.contacts.make_own(OwnOffice(name="House B", languages=("en", "ar")))
    yield profile
    profile.close()


@pytest.fixture
def shelter(worker, desk):
    """Give the desk as the worker's contact; both hold each other's card."""
    desk.contacts.add(worker.contacts.own_file())
    return worker.contacts.add(desk.contacts.own_file())


@pytest.fixture
def stick(tmp_path):
    """Give an empty folder that stands for a stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def opening(**changes):
    """Return what the opening screens found out; an adult who agreed to everything asked."""
    asked = {
        "can_talk": True,
        "age": AgeBranch.ADULT,
        "languages": ("en", "ti"),
        "items": {
            ConsentItem.TALK: Choice.YES,
            ConsentItem.WRITE: Choice.YES,
            ConsentItem.KEEP: Choice.YES,
        },
        "manner": Manner.VOICE,
        "text": text_of_record(("en", "ti"), rendered_by="Interpreter A"),
    }
    return Opening(**(asked | changes))


def share(profile, case_id, receiver, *groups, **changes):
    """Have the person agree to share these groups with the receiver; return the scope.

    What is most sensitive in them is ticked on its own, unless `fields` says otherwise.
    """
    draft = profile.referrals.draft(case_id, receiver)
    scope = replace(draft.whole(groups), **({"purpose": "A bed"} | changes))
    profile.referrals.agree(case_id, scope, Manner.VOICE, text_of_record(("en", "ti")))
    return scope
