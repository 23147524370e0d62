"""How a command speaks: answers on stdout, everything else on stderr, in the user's language."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.guard import strict_json
from intake_app.i18n.catalog import Catalog
from intake_app.i18n.languages import canonical_tag, interface_languages, with_parents

if TYPE_CHECKING:
    from intake_app.domain.errors import IntakeError
    from intake_app.domain.message import Message
    from intake_app.guard.strict_json import JsonLike

EXIT_DONE = 0
EXIT_WRONG = 1
EXIT_USAGE = 2

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""POSIX (IEEE Std 1003.1, 8.2): the first that is not empty names the language of messages."""


def language_of(environment: Mapping[str, str]) -> str:
    """Return the tag of the language that the computer speaks, where the program does; else "en".

    Args:
        environment: The variables of the process.
    """
    named = next(filter(None, (environment.get(name, "") for name in LOCALE_VARIABLES)), "en")
    offered = {language.tag for language in interface_languages()}
    try:
        tag = canonical_tag(named.partition(".")[0].partition("@")[0])
    except ValueError:  # "C" and what is no locale at all
        return "en"
    return next((known for known in with_parents(tag) if known in offered), "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Says things to a person, or the same to a program.

    Attributes:
        language: BCP 47 tag of the language sentences are said in.
        json: Whether answers are one JSON value a line instead of sentences.
    """

    language: str = "en"
    json: bool = False

    def begin(self) -> None:
        """Make sure that every letter can be printed, whatever the terminal holds.

        A program is answered in UTF-8; a person is shown a stand-in for what
        the terminal's own encoding lacks.
        """
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        if self.json and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")

    def text(self, message: Message) -> str:
        """Return `message` in the language of this voice, without direction marks."""
        return plain(Catalog(self.language).text(message))

    def say(self, message: Message) -> None:
        """Print an answer for a person; nothing when a program is listening."""
        if not self.json:
            print(self.text(message))

    def line(self, text: str) -> None:
        """Print text that is no sentence of ours (a path, digits), for a person."""
        if not self.json:
            print(text)

    def give(self, value: JsonLike) -> None:
        """Print the answer for a program; nothing when a person is listening."""
        if self.json:
            print(strict_json.dumps(_sayable(value)).decode("utf-8"))

    def for_program(self) -> Voice:
        """Return this voice as a program hears it."""
        return replace(self, json=True)

    def end(self) -> None:
        """Hand everything said over to the system.

        Raises:
            OSError: It cannot be written, e.g. because the disk is full.
        """
        sys.stdout.flush()

    def fall_silent(self) -> None:
        """Let what is still to be printed go nowhere: it could not be written."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def problem(self, error: IntakeError, answer: JsonLike | None = None) -> None:
        """Say what went wrong and what to do: on stderr, and to a program in one document.

        Args:
            error: What went wrong.
            answer: The document of a command whose own answer tells it.
        """
        hint = self.text(error.hint) if error.hint is not None else None
        print(f"error: {self.text(error.summary)}", file=sys.stderr)
        if hint is not None:
            print(f"hint: {hint}", file=sys.stderr)
        told = {"code": error.code, "summary": self.text(error.summary), "hint": hint}
        self.give(answer if answer is not None else {"ok": False, "error": told})


def plain(text: str) -> str:
    """Return `text` without the isolates that a terminal would show or miscount."""
    return "".join(char for char in text if char not in "\u2066\u2067\u2068\u2069")


def _sayable(value: JsonLike) -> JsonLike:
    """Return `value` without the bytes of a file name that are no letters in any encoding."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode("utf-8")
        case Mapping():
            return {name: _sayable(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_sayable(inner) for inner in value]
        case _:
            return value
