"""What may be asked of the window; read without loading a single command.

A start of the window is waited for by somebody, and the commands bring half of
the program with them.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.cli.arguments import Parser, language_tag, path
from intake_app.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TAG_HELP = "language of the answers: en, ar, ti"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowAsked:
    """What the command line asked of the window.

    Attributes:
        profile: The profile folder, absolute; None for the usual one.
        locked: Whether this start takes the place of one that locked.
        ready_fd: Where to tell the predecessor of the first paint, or None.
        language: BCP 47 tag, or "" when none was given.
    """

    profile: Path | None
    locked: bool
    ready_fd: int | None
    language: str


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that the window has."""
    parser.add_argument("--profile", type=path, metavar="DIR", help="the profile to open")
    parser.add_argument("--language", type=language_tag, metavar="TAG", help=TAG_HELP)
    parser.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--ready-fd", type=int, default=None, help=argparse.SUPPRESS)


def window_asked(arguments: Sequence[str]) -> WindowAsked | None:
    """Return what is asked of the window; None when something else, or nonsense, is asked."""
    parser = Parser(add_help=False)
    add_options(parser)
    try:
        found, others = parser.parse_known_args(arguments)
    except UsageError:
        return None
    if others:
        return None
    return WindowAsked(
        profile=found.profile.absolute() if found.profile is not None else None,
        locked=found.locked,
        ready_fd=found.ready_fd,
        language=found.language or "",
    )
