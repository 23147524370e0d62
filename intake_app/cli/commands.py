"""The command line: what can be asked, and who answers."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.cli import cards, forms, machine, packets, passphrase, vaults
from intake_app.cli.output import EXIT_USAGE, EXIT_WRONG, Voice
from intake_app.domain.errors import IntakeError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from intake_app.services.program import Program

    Command = Callable[[Program, argparse.Namespace, Voice], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asked for.

    Attributes:
        command: The command to run, or None for the window.
        profile: The profile folder of the window, or None for the usual one.
        locked: Whether this start takes the place of one that locked.
        ready_fd: Where to tell the predecessor of the first paint, or None.
        language: BCP 47 tag, or "" when none was given.
    """

    command: Command | None
    arguments: argparse.Namespace
    profile: Path | None
    locked: bool
    ready_fd: int | None
    language: str

    @property
    def window(self) -> bool:
        """Whether the window is asked for."""
        return self.command is None

    def run(self, program: Program) -> int:
        """Run the command and return its exit status; never a traceback for a known problem."""
        if self.command is None:
            raise ValueError("the window is no command")
        voice = Voice(language=self.language or "en", json=getattr(self.arguments, "json", False))
        try:
            return self.command(program, self.arguments, voice)
        except UsageError as error:
            voice.problem(error)
            return EXIT_USAGE
        except IntakeError as error:
            voice.problem(error)
            return EXIT_WRONG


def parse(arguments: Sequence[str], *, more: Mapping[str, Command] | None = None) -> Asked:
    """Return what `arguments` ask for; leaves with status 2 when they make no sense.

    Args:
        arguments: The command line without the program's name.
        more: Commands that live beside this package ("demo").
    """
    found = _parser(more or {}).parse_args(arguments)
    return Asked(
        command=getattr(found, "command", None),
        arguments=found,
        profile=found.profile.absolute() if found.profile is not None else None,
        locked=found.locked,
        ready_fd=found.ready_fd,
        language=found.language,
    )


def _parser(more: Mapping[str, Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="intake-app", description="Intake")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="the profile to open")
    parser.add_argument("--language", default="", metavar="TAG", help="e.g. en, ar, ti")
    parser.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--ready-fd", type=int, default=None, help=argparse.SUPPRESS)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_form(commands)
    _add_vault(commands)
    _add_contact(commands)
    _add_packet(commands)
    _add_machine(commands)
    for name, command in more.items():
        extra = _command(commands, name, command, "show the whole job with fictional people")
        extra.add_argument("--out", type=Path, metavar="DIR", help="absent or empty folder")
    return parser


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - its only name


def _command(
    commands: Commands, name: str, command: Command, purpose: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=purpose, description=purpose)
    parser.set_defaults(command=command)
    parser.add_argument("--json", action="store_true", help="answer for programs")
    # The main parser's --language holds unless it is given again after the command.
    parser.add_argument(
        "--language", default=argparse.SUPPRESS, metavar="TAG", help="e.g. en, ar, ti"
    )
    return parser


def _with_vault(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--vault", type=Path, required=True, metavar="DIR", help="a profile")
    passphrase.add_arguments(parser)


def _add_form(commands: Commands) -> None:
    parser = commands.add_parser("form", help="check and run forms")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    check = _command(inner, "check", forms.check, "read, compile and lint forms")
    check.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    run = _command(inner, "run", forms.run, "run a form through the steps of a file")
    run.add_argument("form", type=Path, metavar="FORM")
    run.add_argument("--steps", type=Path, required=True, metavar="FILE")
    export = _command(inner, "export", forms.export, "write a bundled form as one XLSForm")
    export.add_argument("form_id", metavar="ID")
    export.add_argument("--xlsx", type=Path, required=True, metavar="FILE")


def _add_vault(commands: Commands) -> None:
    parser = commands.add_parser("vault", help="set up and check profiles")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    create = _command(inner, "create", vaults.create, "set up a new profile")
    create.add_argument("folder", type=Path, metavar="DIR")
    passphrase.add_arguments(create)
    check = _command(inner, "check", vaults.check, "check a profile and change nothing")
    check.add_argument("--vault", type=Path, metavar="DIR", help="a profile")
    check.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    passphrase.add_arguments(check)


def _add_contact(commands: Commands) -> None:
    parser = commands.add_parser("contact", help="contact cards")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    card = _command(inner, "card", cards.own_card, "write your own card to a file")
    card.add_argument("--out", type=Path, required=True, metavar="F")
    card.add_argument("--name", default="", help="name of the office, for a first card")
    _with_vault(card)
    add = _command(inner, "add", cards.add, "add someone's card")
    add.add_argument("file", type=Path, metavar="F")
    _with_vault(add)
    verify = _command(inner, "verify", cards.verify, "note that the digits were compared")
    verify.add_argument("fingerprint", metavar="FINGERPRINT")
    verify.add_argument("digits", metavar="DIGITS")
    _with_vault(verify)


def _add_packet(commands: Commands) -> None:
    parser = commands.add_parser("packet", help="look at referral files")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    inspect = _command(inner, "inspect", packets.inspect, "what anyone can see of a file")
    inspect.add_argument("file", type=Path, metavar="F")
    verify = _command(inner, "verify", packets.verify, "open and check a file, keep nothing")
    verify.add_argument("file", type=Path, metavar="F")
    _with_vault(verify)
    take = _command(commands, "import", packets.take_in, "take in referral files and answers")
    take.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    _with_vault(take)


def _add_machine(commands: Commands) -> None:
    doctor = _command(commands, "doctor", machine.doctor, "what is wrong with this machine")
    doctor.add_argument("--vault", type=Path, metavar="DIR", help="a profile folder")
