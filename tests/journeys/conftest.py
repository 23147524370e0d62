"""What the journeys share: one program for all of them, at the price of a test."""

from __future__ import annotations

import pytest

from intake_app.bootstrap.program import build
from intake_app.services.contacts import OwnOffice
from intake_app.ui import files
from intake_app.ui.conversation.referral import taking
from intake_app.ui.style import Look, apply_look
from tests.pages.office import Office
from tests.vault.cheap import CHEAP, PASSPHRASE

PIN = "472913"


@pytest.fixture(scope="session")
def program():
    """Give one program for all journeys, so that the guard's children stay warm."""
    program = build(cost=CHEAP)
    yield program
    program.guard.close()


@pytest.fixture
def journey(qapp, program):
    """Give the way to have an office with its own profile; all windows are closed in the end."""
    offices = []
    apply_look(qapp, Look())

    def start(folder, passphrase):
        offices.append(Office(program, folder, passphrase))
        return offices[-1]

    yield start
    for office in offices:
        office.close()


@pytest.fixture
def profile(program, tmp_path):
    """Give the way to make a profile with a PIN and a card; it is open."""

    def make(name):
        made = program.profiles.create(tmp_path / name, PASSPHRASE, language="en")
        made.choose_pin(PIN)
        made.contacts.make_own(OwnOffice(name=name))
        return made

    return make


@pytest.fixture
def started(journey, tmp_path):
    """Give the way to start the program on a profile that is closed."""

    def start(name):
        office = journey(tmp_path / name, PASSPHRASE.reveal().decode())
        office.start()
        return office

    return start


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """Give a stick that is plugged in, whatever else this machine has plugged in."""
    folder = tmp_path / "stick"
    folder.mkdir()
    for module in (files, taking):
        monkeypatch.setattr(module, "mounted_places", lambda: [folder])
    return folder
