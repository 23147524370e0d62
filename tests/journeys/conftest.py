"""What the journeys share: one program for all of them, at the price of a test."""

from __future__ import annotations

import pytest

from intake_app.bootstrap.program import build
from tests.vault.cheap import CHEAP


@pytest.fixture(scope="session")
def program():
    """Give one program for all journeys, so that the guard's children stay warm."""
    program = build(cost=CHEAP)
    yield program
    program.guard.close()
