"""Builds every object once and starts a window or a command."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from intake_app.bootstrap.jobs import JOBS
from intake_app.bootstrap.world import (
    SystemClock,
    SystemRandom,
    default_profile,
    local_timezone,
)
from intake_app.guard.process import Guard
from intake_app.i18n.languages import interface_languages
from intake_app.services.forms import FormLibrary
from intake_app.services.locking import Successors
from intake_app.services.program import Program
from intake_app.services.unlocking import Profiles, World
from intake_app.vault.hardening import harden_process

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from intake_app.cli.output import Voice
    from intake_app.domain.ports import Clock, Random
    from intake_app.vault.slots import Cost


def build(
    *,
    clock: Clock | None = None,
    random: Random | None = None,
    cost: Cost | None = None,
    work_factor: int | None = None,
) -> Program:
    """Return the whole program.

    Args:
        clock: The computer's, unless a test says otherwise.
        random: The computer's, unless a test says otherwise.
        cost: Of the passphrase's key derivation; measured unless given.
        work_factor: Of a root key's passphrases; what its format asks for unless given.
    """
    clock = clock or SystemClock()
    random = random or SystemRandom()
    guard = Guard(JOBS)
    forms = FormLibrary(guard)
    world = World(
        clock=clock,
        random=random,
        guard=guard,
        forms=forms,
        timezone=local_timezone(),
        cost=cost,
    )
    return Program(
        clock=clock,
        random=random,
        guard=guard,
        forms=forms,
        profiles=Profiles(world),
        successors=Successors(),
        languages=[known.tag for known in interface_languages()],
        default_profile=default_profile(),
        work_factor=work_factor,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: the window, or one command."""
    harden_process()
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    from intake_app.cli.window import window_asked  # noqa: PLC0415 - after hardening

    window = window_asked(arguments)
    program = build()
    try:
        if window is not None:
            # Qt logs a line for every font of the chain; the result is right (platform.md).
            # Its player of recordings names each library of the system that is not there.
            rules = "qt.text.font.db=false;qt.multimedia.*=false"
            os.environ.setdefault("QT_LOGGING_RULES", rules)
            from intake_app.ui.application import run  # noqa: PLC0415 - commands need no Qt

            status: int = run(program, window)
            return status
        from intake_app.cli.commands import parse  # noqa: PLC0415 - a window needs none of them

        return parse(arguments, more={"demo": _demo}).run(program)
    except BrokenPipeError:
        # Whoever read our answer has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        program.guard.close()


def _demo(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Play the story of the demo; the PDF needs Qt to shape its text, but no window."""
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - other commands need no Qt

    from intake_app.demo.command import run  # noqa: PLC0415 - as above

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")
    application = QGuiApplication.instance() or QGuiApplication(["intake"])
    outcome = run(program, asked.out, voice.say)
    voice.give(asdict(outcome))
    application.processEvents()
    return 0
