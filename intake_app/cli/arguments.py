"""What may stand on a command line, and how it is told that something may not."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from intake_app.domain.errors import UsageError
from intake_app.domain.message import M
from intake_app.i18n.languages import canonical_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.message import Message

MAX_TAG = 64
"""Longer tags do not fit into a profile (docs/formats/vault.md)."""


class Parser(argparse.ArgumentParser):
    """A parser that raises its complaints, so that they are told like every other problem.

    Names are written out: a command that a program calls must not change its
    meaning when an option with a like beginning is added.
    """

    def __init__(self, **settings: object) -> None:
        """Make a parser; see `argparse.ArgumentParser`."""
        super().__init__(**{"allow_abbrev": False, **settings})  # type: ignore[arg-type]  # as above

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print.

        Raises:
            UsageError: Always.
        """
        raise UsageError(
            _complaint(message),
            hint=M("{command} tells what can be asked.", command=f"{self.prog} --help"),
        )


def _complaint(message: str) -> Message:
    """Return one of argparse's sentences in words that can be translated."""
    match message.split(": ", 1):
        case ["the following arguments are required", names]:
            return M("This is missing: {names}", names=names)
        case ["unrecognized arguments", words]:
            return M("This is not understood here: {words}", words=words)
        case [name, "expected one argument" | "expected at least one argument"]:
            return M("A value is missing after {name}.", name=name.removeprefix("argument "))
        case [_, detail] if detail.startswith("invalid choice: "):
            name = detail.removeprefix("invalid choice: ").partition(" (")[0].strip("'")
            return M("There is no command called {name}.", name=name)
    return M("This command was not understood: {detail}", detail=message)


def path(text: str) -> Path:
    """Return the path that an argument names.

    Raises:
        UsageError: It is empty: a script's variable was, most likely. Taken as
            it stands it would mean the folder the command was started in.
    """
    if not text:
        raise UsageError(
            M("The name of a file or folder is empty."),
            hint=M("Write its path; a single dot is the folder you are in."),
        )
    return Path(text)


def language_tag(text: str) -> str:
    """Return the language tag that an argument names, in its usual capitals.

    Raises:
        UsageError: It is no well-formed BCP 47 tag.
    """
    try:
        tag = canonical_tag(text)
    except ValueError:
        tag = ""
    if not tag or len(tag) > MAX_TAG:
        raise UsageError(
            M("This is no language tag: {tag}", tag=text[:MAX_TAG]),
            hint=M("Write one like en, ar or ti."),
        )
    return tag


def manner(arguments: Sequence[str], language: str) -> tuple[bool, str]:
    """Return whether a program is listening, and the language to speak, for a refused line.

    Args:
        arguments: A command line that was not understood as a whole.
        language: What to speak when it names none that is understood.
    """
    parser = Parser(add_help=False)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--language", type=language_tag, default=language)
    try:
        found, _ = parser.parse_known_args(arguments)
    except UsageError:
        return "--json" in arguments, language
    return found.json, found.language
