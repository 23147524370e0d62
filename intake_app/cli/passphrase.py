"""Where a command gets a passphrase: a prompt, a file with one line, a file descriptor."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

from intake_app.cli import arguments
from intake_app.domain.errors import UsageError
from intake_app.domain.message import M
from intake_app.services.passphrases import as_secret

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from intake_app.cli.output import Voice
    from intake_app.domain.message import Message
    from intake_app.domain.secret import Secret

MAX_BYTES = 4096


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let the command take a passphrase; never on the command line itself."""
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--passphrase-file", type=arguments.path, metavar="FILE", help="it is the first line"
    )
    way.add_argument("--passphrase-fd", type=int, metavar="N", help="read it from this descriptor")


def read(asked: argparse.Namespace, voice: Voice) -> Secret:
    """Return the passphrase: the first line of what was named, or what is typed now.

    Raises:
        UsageError: The file cannot be read, it is empty, or nobody is there to type.
    """
    return _named(asked) or _typed(M("Passphrase:"), voice)


def choose(asked: argparse.Namespace, voice: Voice) -> Secret:
    """Return a new passphrase; one that is typed is typed twice, as nobody sees it.

    Raises:
        UsageError: As with `read`, or the second was not the first.
    """
    named = _named(asked)
    if named is not None:
        return named
    return of_person(None, M("New passphrase:"), voice, is_new=True)


def of_person(file: Path | None, prompt: Message, voice: Voice, *, is_new: bool) -> Secret:
    """Return the passphrase of one of several people, each with a file or a turn to type.

    Raises:
        UsageError: As with `choose`.
    """
    if file is not None:
        return _first_line(file)
    typed = _typed(prompt, voice)
    if is_new and _typed(M("The same once more:"), voice).reveal() != typed.reveal():
        raise UsageError(M("The two are not the same."), hint=M("Begin again; nothing was made."))
    return typed


def _named(asked: argparse.Namespace) -> Secret | None:
    file: Path | None = asked.passphrase_file
    if file is not None:
        return _first_line(file)
    if asked.passphrase_fd is not None:
        try:
            return _line(os.read(asked.passphrase_fd, MAX_BYTES))
        except OSError:
            raise UsageError(M("The passphrase cannot be read from there.")) from None
    return None


def _first_line(file: Path) -> Secret:
    try:
        with file.open("rb") as source:
            line = source.read(MAX_BYTES)
        return _line(line)
    except OSError:
        raise UsageError(M("The passphrase file cannot be read.")) from None


def _typed(prompt: Message, voice: Voice) -> Secret:
    missing = UsageError(
        M("A passphrase is needed."),
        hint=M("Give it with --passphrase-file or --passphrase-fd."),
    )
    if sys.stdin is None or not sys.stdin.isatty():
        raise missing
    try:
        return as_secret(getpass.getpass(f"{voice.text(prompt)} "))
    except EOFError:
        raise missing from None


def _line(data: bytes) -> Secret:
    line = data.split(b"\n", 1)[0].rstrip(b"\r")
    try:
        return as_secret(line.decode("utf-8-sig"))  # some editors begin with a mark
    except UnicodeDecodeError:
        raise UsageError(M("The passphrase file is not text in UTF-8.")) from None
