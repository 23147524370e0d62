"""What the journeys share: one program for all of them, at the price of a test."""

from __future__ import annotations

import pytest

from intake_app.bootstrap.program import build
from intake_app.ui.style import Look, apply_look
from tests.pages.office import Office
from tests.vault.cheap import CHEAP


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
