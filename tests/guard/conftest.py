"""A guard whose children run the jobs of `hostile_jobs`."""

from __future__ import annotations

import sys

import pytest

from intake_app.guard.process import Guard
from tests.guard import hostile_jobs


@pytest.fixture
def child_command():
    return [sys.executable, "-m", hostile_jobs.HERE]


@pytest.fixture
def guard(child_command):
    with Guard(hostile_jobs.JOBS, command=child_command) as guard:
        yield guard
