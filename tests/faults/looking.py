"""Looking a profile over after a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import IntakeError
from tests.faults import jobs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.services.program import Program


def looked_at(program: Program, folder: Path) -> Sequence[str] | None:
    """Open a profile and return the numbers of its answers; None when something is damaged."""
    try:
        found = jobs.answers_in(program, folder)
    except (AssertionError, IntakeError):
        return None
    return found if list(found) == [str(n) for n in range(1, len(found) + 1)] else None
