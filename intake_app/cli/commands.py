"""The command line: what can be asked, and who answers."""

from __future__ import annotations

import argparse
import errno
import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.cli import (
    cards,
    escrow,
    forms,
    machine,
    organisation,
    packets,
    passphrase,
    recordings,
    vaults,
)
from intake_app.cli.arguments import Parser, language_tag, manner, path
from intake_app.cli.output import EXIT_USAGE, EXIT_WRONG, Voice, language_of
from intake_app.cli.window import TAG_HELP, add_options
from intake_app.domain.errors import (
    DiskFullError,
    IntakeError,
    ProgramIncompleteError,
    UsageError,
)
from intake_app.domain.message import M
from intake_app.domain.trust import May, Why

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from intake_app.services.program import Program

    Command = Callable[[Program, argparse.Namespace, Voice], int]

log = logging.getLogger(__name__)

ABOUT = (
    "Conversations in two languages, kept encrypted on this computer, and referrals that "
    "leave it sealed. Without a command, the window opens."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asked for.

    Attributes:
        command: The command to run, or None for the window.
        profile: The profile folder of the window, or None for the usual one.
        locked: Whether this start takes the place of one that locked.
        ready_fd: Where to tell the predecessor of the first paint, or None.
        language: BCP 47 tag, or "" when none was given.
        spoken: The tag of the language a command answers in.
    """

    command: Command | None
    arguments: argparse.Namespace
    profile: Path | None
    locked: bool
    ready_fd: int | None
    language: str
    spoken: str

    @property
    def window(self) -> bool:
        """Whether the window is asked for."""
        return self.command is None

    def run(self, program: Program) -> int:
        """Run the command and return its exit status; never a traceback.

        Whatever goes wrong, a program that listens gets one JSON document of it.
        """
        if self.command is None:
            raise ValueError("the window is no command")
        voice = Voice(language=self.spoken, json=getattr(self.arguments, "json", False))
        voice.begin()
        try:
            status = self.command(program, self.arguments, voice)
            voice.end()
        except BrokenPipeError:
            raise  # whoever read our answer has gone
        except Exception as error:  # noqa: BLE001 - a command's last line: all is told in words
            told = _in_words(error)
        else:
            return status
        try:
            voice.problem(told)
            voice.end()
        except BrokenPipeError:
            raise
        except OSError:
            log.info("nobody can be told of %s", told.code)  # the status says it
            voice.fall_silent()
        return EXIT_USAGE if isinstance(told, UsageError) else EXIT_WRONG


def _in_words(error: Exception) -> IntakeError:
    """Return what to tell of `error`; of one that nobody foresaw only the place is logged."""
    if isinstance(error, IntakeError):
        return error
    if isinstance(error, ImportError):
        return ProgramIncompleteError(
            M("A library that Intake needs cannot be loaded: {reason}", reason=str(error))
        )
    if isinstance(error, OSError) and error.errno is not None:
        return _of_the_system(error.errno)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
    log.error("unexpected %s at %s", type(error).__name__, place)
    return IntakeError(
        M("Something went wrong inside the program."),
        hint=M("Look whether the last answer is there. Tell your support contact what you did."),
    )


def _of_the_system(reason: int) -> IntakeError:
    """Return what to tell when the system refused a file or folder for `reason` (errno)."""
    if reason in {errno.ENOENT, errno.ENOTDIR}:
        return IntakeError(
            M("There is no file or folder of this name."), hint=M("Check the name and try again.")
        )
    if reason in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return IntakeError(
            M("This file or folder cannot be read or written."),
            hint=M("Check that you are allowed to open it."),
        )
    if reason in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(
            M("The disk is full: the file could not be written."),
            hint=M("Delete something else on this computer and try again."),
        )
    return IntakeError(
        M("A file or folder cannot be used: {reason}.", reason=os.strerror(reason)),
        hint=M("Check the path, and whether you are allowed to open it."),
    )


def parse(
    arguments: Sequence[str],
    *,
    more: Mapping[str, Command] | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Asked:
    """Return what `arguments` ask for; when they make no sense, a command that says so.

    Args:
        arguments: The command line without the program's name.
        more: Commands that live beside this package ("demo").
        environment: Names the language of the computer.
    """
    usual = language_of(environment)
    try:
        found = _parser(more or {}).parse_args(arguments)
    except UsageError as error:
        json, language = manner(arguments, usual)
        found = argparse.Namespace(
            command=_refusal(error),
            json=json,
            profile=None,
            locked=False,
            ready_fd=None,
            language=language,
        )
    return Asked(
        command=getattr(found, "command", None),
        arguments=found,
        profile=found.profile.absolute() if found.profile is not None else None,
        locked=found.locked,
        ready_fd=found.ready_fd,
        language=found.language or "",
        spoken=found.language or usual,
    )


def _refusal(error: UsageError) -> Command:
    def refuse(program: Program, asked: argparse.Namespace, voice: Voice) -> int:  # noqa: ARG001 - a command's arguments
        raise error

    return refuse


def _parser(more: Mapping[str, Command]) -> Parser:
    parser = Parser(prog="intake-app", description=ABOUT)
    add_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_form(commands)
    _add_vault(commands)
    _add_audit(commands)
    _add_contact(commands)
    _add_packet(commands)
    _add_organisation(commands)
    _add_recordings(commands)
    _add_machine(commands)
    for name, command in more.items():
        extra = _command(commands, name, command, "show the whole job with fictional people")
        extra.add_argument("--out", type=path, metavar="DIR", help="absent or empty folder")
    return parser


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]  # noqa: SLF001 - its only name


def _command(commands: Commands, name: str, command: Command, purpose: str) -> Parser:
    parser = commands.add_parser(name, help=purpose, description=purpose)
    parser.set_defaults(command=command)
    parser.add_argument("--json", action="store_true", help="answer in JSON, for programs")
    # The main parser's --language holds unless it is given again after the command.
    parser.add_argument(
        "--language",
        type=language_tag,
        default=argparse.SUPPRESS,
        metavar="TAG",
        help=TAG_HELP,
    )
    return parser


def _with_vault(parser: Parser) -> None:
    parser.add_argument("--vault", type=path, required=True, metavar="DIR", help="the profile")
    passphrase.add_arguments(parser)


def _add_form(commands: Commands) -> None:
    parser = commands.add_parser("form", help="check and run forms")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    check = _command(inner, "check", forms.check, "read, compile and lint forms")
    check.add_argument(
        "paths", type=path, nargs="+", metavar="PATH", help="workbook, or folder with survey.csv"
    )
    run = _command(inner, "run", forms.run, "run a form through the steps of a file")
    run.add_argument("form", type=path, metavar="FORM", help="workbook or folder")
    run.add_argument("--steps", type=path, required=True, metavar="FILE", help="steps, in JSON")
    export = _command(inner, "export", forms.export, "write a bundled form as one XLSForm")
    export.add_argument("form_id", metavar="ID", help="name of the form, e.g. needs-only")
    export.add_argument("--xlsx", type=path, required=True, metavar="FILE", help="to write to")


def _add_recordings(commands: Commands) -> None:
    parser = commands.add_parser("recordings", help="recorded voices of the office")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    told = _command(inner, "list", recordings.write_list, "write what to record in a language")
    told.add_argument("tag", type=language_tag, metavar="TAG", help="language, like ti or ar")
    told.add_argument("--form", nargs="*", default=[], metavar="ID", help="forms; all when none")
    told.add_argument("--out", type=path, required=True, metavar="F", help="table to write to")


def _add_vault(commands: Commands) -> None:
    parser = commands.add_parser("vault", help="set up and check profiles")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    create = _command(inner, "create", vaults.create, "set up a new profile")
    create.add_argument("folder", type=path, metavar="DIR", help="absent or empty folder")
    create.add_argument("--office", type=path, metavar="ROSTER", help="your office's roster")
    create.add_argument("--digits", nargs="+", metavar="D", help="of its root, as read out")
    passphrase.add_arguments(create)
    check = _command(inner, "check", vaults.check, "check a profile and change nothing")
    check.add_argument("--vault", type=path, metavar="DIR", help="the profile")
    check.add_argument("folder", type=path, nargs="?", metavar="DIR", help="the same as --vault")
    passphrase.add_arguments(check)
    _with_vault(_command(inner, "office", escrow.office, "who else can open a profile"))
    over = _command(inner, "hand-over", escrow.hand_over, "let only your office open a profile")
    _with_vault(over)
    request = _command(inner, "request", escrow.request, "ask your office for a new passphrase")
    request.add_argument("--out", type=path, required=True, metavar="F", help="to write to")
    _with_vault(request)
    reset = _command(inner, "reset", escrow.reset, "take your office's answer")
    reset.add_argument("answer", type=path, metavar="F", help="what your office gave you")
    _with_vault(reset)


def _add_audit(commands: Commands) -> None:
    parser = commands.add_parser("audit", help="the record of acts")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    _with_vault(_command(inner, "verify", vaults.verify, "verify the chain of acts"))


def _add_contact(commands: Commands) -> None:
    parser = commands.add_parser("contact", help="contact cards")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    card = _command(inner, "card", cards.own_card, "write your own card to a file")
    card.add_argument("--out", type=path, required=True, metavar="F", help="to write to")
    card.add_argument("--name", default="", help="name of the office, for a first card")
    _with_vault(card)
    add = _command(inner, "add", cards.add, "add someone's card")
    add.add_argument("file", type=path, metavar="F", help="their card")
    _with_vault(add)
    verify = _command(inner, "verify", cards.verify, "note that the digits were compared")
    verify.add_argument("fingerprint", metavar="FINGERPRINT", help="as contact add told it")
    verify.add_argument("digits", nargs="+", metavar="DIGITS", help="as their owner read them out")
    verify.add_argument("--interpreted", action="store_true", help="an interpreter said them")
    _with_vault(verify)
    code = _command(inner, "read-code", cards.read_code, "whose square code is in a picture")
    code.add_argument("picture", type=path, metavar="PICTURE", help="PNG or JPEG")
    code.add_argument(
        "--shown-in-person", action="store_true", help="they showed it themselves: check the card"
    )
    _with_vault(code)


def _add_packet(commands: Commands) -> None:
    parser = commands.add_parser("packet", help="look at referral files")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    inspect = _command(inner, "inspect", packets.inspect, "what anyone can see of a file")
    inspect.add_argument("file", type=path, metavar="F", help="the referral file")
    verify = _command(inner, "verify", packets.verify, "open and check a file, keep nothing")
    verify.add_argument("file", type=path, metavar="F", help="the referral file")
    _with_vault(verify)
    take = _command(commands, "import", packets.take_in, "take in referral files and answers")
    take.add_argument("paths", type=path, nargs="+", metavar="PATH", help="files or folders")
    _with_vault(take)


def _add_organisation(commands: Commands) -> None:
    parser = commands.add_parser("organisation", help="who belongs to your organisation")
    inner = parser.add_subparsers(metavar="COMMAND", required=True)
    found = _command(inner, "found", organisation.found, "make the root key that two people hold")
    found.add_argument("--name", required=True, help="the organisation's name")
    _with_root(found)
    show = _command(inner, "show", organisation.show, "what a roster says")
    show.add_argument("roster", type=path, metavar="ROSTER", help="the roster file")
    add = _changing(inner, "add", organisation.add, "add a card whose digits were compared")
    add.add_argument("--card", type=path, required=True, metavar="F", help="their card file")
    add.add_argument("--digits", nargs="+", required=True, metavar="D", help="as read out")
    add.add_argument("--role", default="", help="what they do; never a person's name")
    add.add_argument(
        "--may", nargs="*", choices=list(May), default=list(May), metavar="sign|import"
    )
    add.add_argument("--inbox", action="store_true", help="others may send to it")
    remove = _changing(inner, "remove", organisation.remove, "take a card out")
    remove.add_argument("--card", required=True, metavar="F", help="fingerprint or card file")
    revoke = _changing(inner, "revoke", organisation.revoke, "take a card back")
    revoke.add_argument("--card", required=True, metavar="F", help="fingerprint or card file")
    revoke.add_argument("--since", metavar="MOMENT", help="like 2026-11-24T08:00:00Z; else now")
    revoke.add_argument("--why", choices=list(Why), required=True, metavar="|".join(Why))
    _changing(inner, "renew", organisation.renew, "the same for another year")
    partner = _changing(inner, "partner", organisation.partner, "name another organisation")
    partner.add_argument("--theirs", type=path, required=True, metavar="F", help="their roster")
    partner.add_argument("--digits", nargs="+", required=True, metavar="D", help="as read out")
    root = _changing(inner, "new-root", organisation.new_root, "replace the root key")
    root.add_argument("--new-root", type=path, required=True, metavar="F", help="to write to")
    _with_two(root, "new-")
    key = _changing(inner, "escrow", escrow.found, "make the key that opens workers' profiles")
    key.add_argument("--escrow", type=path, required=True, metavar="F", help="to write to")
    answer = _changing(
        *(inner, "answer", escrow.answer, "give a worker a new passphrase"), "the answer to write"
    )
    answer.add_argument("--request", type=path, required=True, metavar="F", help="their request")
    answer.add_argument("--digits", nargs="+", required=True, metavar="D", help="as read out")
    answer.add_argument("--escrow", type=path, required=True, metavar="F", help="the office's key")
    _with_two(answer, "escrow-")
    hold = _command(inner, "hold", organisation.hold, "take a roster into a profile")
    hold.add_argument("roster", type=path, metavar="ROSTER", help="the roster file")
    hold.add_argument("--digits", nargs="+", metavar="D", help="of its root, as read out")
    hold.add_argument("--other", action="store_true", help="not our own organisation")
    _with_vault(hold)


def _changing(
    commands: Commands, name: str, command: Command, purpose: str, out: str = "the new roster file"
) -> Parser:
    parser = _command(commands, name, command, purpose)
    parser.add_argument("roster", type=path, metavar="ROSTER", help="the newest roster file")
    _with_root(parser, out)
    return parser


def _with_root(parser: Parser, out: str = "the new roster file") -> None:
    parser.add_argument("--root", type=path, required=True, metavar="F", help="the root key file")
    parser.add_argument("--out", type=path, required=True, metavar="F", help=out)
    _with_two(parser, "")


def _with_two(parser: Parser, prefix: str) -> None:
    for person in ("first", "second"):
        parser.add_argument(
            f"--{prefix}{person}-file",
            type=path,
            metavar="FILE",
            help=f"its first line is the {person} person's passphrase",
        )


def _add_machine(commands: Commands) -> None:
    doctor = _command(commands, "doctor", machine.doctor, "what is wrong with this machine")
    doctor.add_argument("--vault", type=path, metavar="DIR", help="a profile folder")
