"""`demo`: the story as a command."""

from __future__ import annotations

import shlex
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.demo.story import tell
from intake_app.domain.message import M

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.demo.story import Outcome
    from intake_app.domain.message import Message
    from intake_app.services.program import Program


def run(program: Program, out: Path | None, say: Callable[[Message], None]) -> Outcome:
    """Play the story into `out`, or into a new folder among the temporary ones."""
    folder = out or Path(tempfile.mkdtemp(prefix="intake-demo-"))
    outcome = tell(program, folder, say)
    say(M("All of it is in {folder}.", folder=str(folder)))
    say(M("The passphrase of both profiles is in {file}.", file=str(folder / "passphrase.txt")))
    window = (sys.executable, "-m", "intake_app", "--profile", str(folder / "worker"))
    say(M("To look around: {command}", command=shlex.join(window)))
    return outcome
