"""Where a command gets a passphrase: a prompt, a file with one line, a file descriptor."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.domain.errors import UsageError
from intake_app.domain.message import M
from intake_app.services.passphrases import as_secret

if TYPE_CHECKING:
    import argparse

    from intake_app.domain.secret import Secret

MAX_BYTES = 4096


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let the command take a passphrase; never on the command line itself."""
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--passphrase-file", type=Path, metavar="FILE", help="one line")
    way.add_argument("--passphrase-fd", type=int, metavar="N", help="an open file descriptor")


def read(asked: argparse.Namespace) -> Secret:
    """Return the passphrase: the first line of what was named, or what is typed now.

    Raises:
        UsageError: The file cannot be read, it is empty, or nobody is there to type.
    """
    file: Path | None = asked.passphrase_file
    if file is not None:
        try:
            with file.open("rb") as source:
                line = source.read(MAX_BYTES)
            return _line(line)
        except OSError:
            raise UsageError(M("The passphrase file cannot be read.")) from None
    if asked.passphrase_fd is not None:
        try:
            return _line(os.read(asked.passphrase_fd, MAX_BYTES))
        except OSError:
            raise UsageError(M("The passphrase cannot be read from there.")) from None
    if not sys.stdin.isatty():
        raise UsageError(
            M("A passphrase is needed."),
            hint=M("Give it with --passphrase-file or --passphrase-fd."),
        )
    return as_secret(getpass.getpass("Passphrase: "))


def _line(data: bytes) -> Secret:
    line = data.split(b"\n", 1)[0].rstrip(b"\r")
    try:
        return as_secret(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise UsageError(M("The passphrase file is not text in UTF-8.")) from None
