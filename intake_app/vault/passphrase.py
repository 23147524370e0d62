"""Passphrases: making good ones, judging chosen ones, and one way to read their letters."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import UsageError
from intake_app.domain.message import M, Message
from intake_app.domain.secret import Secret

if TYPE_CHECKING:
    from intake_app.domain.ports import Random

WORDS: Final = 6
_LONGEST_JUDGED: Final = 72
"""zxcvbn takes no longer text; what comes after only adds strength."""

_VERDICTS: Final = (
    M("Very weak: someone who takes this computer would guess it within hours."),
    M("Weak: someone who takes this computer would guess it within weeks."),
    M("Fair: someone who takes this computer could guess it with effort and time."),
    M("Good: guessing it would take longer than anyone is likely to try."),
    M("Very good: guessing it is out of reach."),
)
_LIMITS: Final = (7.5, 10.4, 12.5, 15.5)
"""log10 of the guesses of one hour, one month, ten and ten thousand years at 10,000 guesses
a second: a rich attacker, each guess costing one Argon2id of 256 MiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How well a passphrase holds against someone who has a copy of the disk.

    Attributes:
        score: 0 to 4.
        verdict: The same in a sentence.
    """

    score: int
    verdict: Message


def as_secret(text: str) -> Secret:
    """Return a typed passphrase as the vault takes it.

    The same passphrase typed on another keyboard gives the same bytes: NFC, all
    spaces alike, none at the ends (docs/formats/vault.md).

    Raises:
        UsageError: Nothing is left.
    """
    spaced = "".join(" " if unicodedata.category(char) == "Zs" else char for char in text)
    normal = unicodedata.normalize("NFC", spaced.strip())
    if not normal:
        raise UsageError(
            M("The passphrase is empty."), hint=M("Type a passphrase, or take the one offered.")
        )
    return Secret(normal.encode("utf-8"))


def words() -> tuple[str, ...]:
    """Return the words that passphrases are drawn from: plain English, four letters tell."""
    return _words()


def generated_bits() -> float:
    """Return how many bits of chance are in a generated passphrase."""
    return WORDS * math.log2(len(_words()))


def generate(random: Random) -> str:
    """Return six random words parted by spaces: 64 bits of chance."""
    known = _words()
    return " ".join(known[random.below(len(known))] for _ in range(WORDS))


def strength(text: str) -> Strength:
    """Return how hard `text` is to guess, by zxcvbn's count of guesses.

    Honest within limits: only dictionaries of English and of leaked passwords
    are known to it, so that words of other languages look better than they are.
    """
    from zxcvbn import zxcvbn  # noqa: PLC0415 - a second of start-up that the lock screen saves

    judged = text[:_LONGEST_JUDGED]
    guesses = float(zxcvbn(judged)["guesses_log10"]) if judged else 0.0
    score = sum(guesses >= limit for limit in _LIMITS)
    return Strength(score=score, verdict=_VERDICTS[score])


@cache
def _words() -> tuple[str, ...]:
    text = resources.files("intake_app.vault").joinpath("words.txt").read_text("ascii")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
