"""The office's help with a forgotten passphrase: `organisation escrow | answer`, `vault ...`.

The first two are for the two people with the root key; the others for a worker's laptop.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.cli import organisation, passphrase
from intake_app.cli.output import EXIT_DONE
from intake_app.domain.errors import UsageError
from intake_app.domain.escrow import ResetRequestError
from intake_app.domain.message import M

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from intake_app.cli.output import Voice
    from intake_app.services.escrow_desk import EscrowDesk
    from intake_app.services.program import Program
    from intake_app.services.resetting import OfficeFile


def found(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Make the office's key, and the roster that names it."""
    organisation.check_free(asked.escrow)
    office, first, second = organisation.open_with_two(program, asked, voice)
    issued = _desk(program).found(office, asked.escrow, first, second)
    voice.say(
        M("The office's key is in {file}. Keep two copies in two places.", file=str(asked.escrow))
    )
    return organisation.write(issued, asked.out, voice)


def answer(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Answer a worker's request for a new passphrase."""
    request = _read(asked.request)
    desk = _desk(program)
    desk.digits(request)  # before anyone types a passphrase for nothing
    office, first, second = organisation.open_with_two(program, asked, voice)
    if asked.escrow_first_file or asked.escrow_second_file:  # the root was renewed, this was not
        first, second = organisation.two(asked, voice, is_new=False, prefix="escrow_")
    made = desk.answer(
        *(office, asked.escrow, first, second), request=request, digits=" ".join(asked.digits)
    )
    asked.out.write_bytes(made)
    voice.say(M("The answer is in {file}. Give it back to the person.", file=str(asked.out)))
    voice.give({"ok": True, "file": str(asked.out)})
    return EXIT_DONE


def office_file(program: Program, asked: argparse.Namespace) -> OfficeFile | None:
    """Return the office's roster that a new profile begins with, its digits as they were told.

    Raises:
        UsageError: Its digits were not given.
        RosterError: It cannot be used.
    """
    if asked.office is None:
        return None
    if not asked.digits:
        raise UsageError(
            M("The digits of the office's roster are missing."),
            hint=M("Write what your office read out to you after --digits."),
        )
    looked = program.profiles.resetting.look_at(asked.office)
    return replace(looked, digits=" ".join(asked.digits))


def request(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Make the file by which the office gives a new passphrase."""
    organisation.check_free(asked.out)
    chosen = passphrase.choose(asked, voice)
    made = program.profiles.resetting.ask(asked.vault, chosen)
    asked.out.write_bytes(made.file)
    voice.say(M("The request is in {file}. Give it to your office.", file=str(asked.out)))
    voice.say(M("Read these digits out to them, so that they know it is yours:"))
    voice.line(made.digits)
    voice.say(M("The passphrase you chose holds as soon as their answer is here."))
    voice.give({"ok": True, "file": str(asked.out), "digits": made.digits})
    return EXIT_DONE


def reset(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Take the office's answer: the passphrase of the request holds from now on."""
    chosen = passphrase.read(asked, voice)
    program.profiles.resetting.open_with(asked.vault, chosen, asked.answer).close()
    voice.say(M("The new passphrase holds."))
    voice.give({"ok": True})
    return EXIT_DONE


def office(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Say which office can open a profile if its worker cannot."""
    profile = program.profiles.unlock(asked.vault, passphrase.read(asked, voice))
    try:
        name = profile.escrow.office()
    finally:
        profile.close()
    if name:
        voice.say(M("{name} can open this profile if you cannot.", name=name))
    else:
        voice.say(M("Nobody else can open this profile."))
    voice.give({"ok": True, "office": name})
    return EXIT_DONE


def hand_over(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Take every passphrase of a profile away; from now on its office alone opens it."""
    profile = program.profiles.unlock(asked.vault, passphrase.read(asked, voice))
    try:
        name = profile.escrow.office()
        profile.escrow.hand_over()
    finally:
        profile.close()
    voice.say(M("No passphrase opens this profile any more. {name} can.", name=name))
    voice.give({"ok": True, "office": name})
    return EXIT_DONE


def _desk(program: Program) -> EscrowDesk:
    from intake_app.services.escrow_desk import EscrowDesk  # noqa: PLC0415 - not for a window

    return EscrowDesk(random=program.random, guard=program.guard, work_factor=program.work_factor)


def _read(path: Path) -> bytes:
    if not path.is_file():  # opening a pipe would wait for ever
        raise ResetRequestError(M("This file cannot be read: {file}", file=str(path)))
    with path.open("rb") as file:
        return file.read(organisation.MAX_READ)
