"""`recordings list`: what an office can record with its interpreters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.cli.output import EXIT_DONE
from intake_app.domain.message import MN, M

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from intake_app.cli.output import Voice
    from intake_app.services.program import Program


def write_list(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Write the table of what can be recorded in a language; no profile is opened."""
    from intake_app.services.recording_list import list_csv, wanted  # noqa: PLC0415 - forms, texts

    target: Path = asked.out
    rows = wanted(asked.tag, program.forms, asked.form)
    with target.open("xb") as file:
        file.write(list_csv(asked.tag, rows))
    count = len(rows)
    voice.say(MN("{count} text can be recorded.", "{count} texts can be recorded.", count))
    voice.say(M("The list is in {file}.", file=str(target)))
    voice.give({"file": str(target), "language": asked.tag, "texts": count})
    return EXIT_DONE
