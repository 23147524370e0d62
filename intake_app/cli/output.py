"""How a command speaks: answers on stdout, everything else on stderr, in the user's language."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.guard import strict_json
from intake_app.i18n.catalog import Catalog

if TYPE_CHECKING:
    from intake_app.domain.errors import IntakeError
    from intake_app.domain.message import Message
    from intake_app.guard.strict_json import JsonLike

EXIT_DONE = 0
EXIT_WRONG = 1
EXIT_USAGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Says things to a person, or the same to a program.

    Attributes:
        language: BCP 47 tag of the language sentences are said in.
        json: Whether answers are one JSON value a line instead of sentences.
    """

    language: str = "en"
    json: bool = False

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
            print(strict_json.dumps(value).decode("utf-8"))

    def for_program(self) -> Voice:
        """Return this voice as a program hears it."""
        return replace(self, json=True)

    def problem(self, error: IntakeError) -> None:
        """Print what went wrong and what to do, on stderr."""
        print(f"error: {self.text(error.summary)}", file=sys.stderr)
        if error.hint is not None:
            print(f"hint: {self.text(error.hint)}", file=sys.stderr)


def plain(text: str) -> str:
    """Return `text` without the isolates that a terminal would show or miscount."""
    return "".join(char for char in text if char not in "\u2066\u2067\u2068\u2069")
