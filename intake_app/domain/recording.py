"""Recorded voices: what the program says on its screens, spoken by people of the office.

A recording belongs to the very words it was made of. Where the words on the screen
are others by now, it is not played: nobody may hear anything but what is written
there. No recording is of a person who was met; none belongs to a case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

LONGEST_KEY: Final = 160
LONGEST_WORDS: Final = 4_000


class SoundKind(StrEnum):
    """How a recording is written down."""

    WAV = "wav"
    OGG = "ogg"
    """Opus or Vorbis in Ogg pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedWords:
    """What is recorded, without the sound.

    Attributes:
        language: BCP 47 tag of the language that is spoken.
        key: The name of the text in the list of what to record (docs/formats/recordings.md).
        words: What stands on the screen when it is played; as `plain_words` gives it.
        milliseconds: How long it takes.
    """

    language: str
    key: str
    words: str
    milliseconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One text, spoken."""

    words: RecordedWords
    kind: SoundKind
    sound: bytes = field(repr=False)


class RecordingsKept(Protocol):
    """The recordings of the profile."""

    def all(self) -> Sequence[RecordedWords]:
        """Return what is recorded, by language and key."""
        ...

    def of_language(self, language: str) -> Sequence[Recording]:
        """Return the recordings of one language, by key."""
        ...

    def sound(self, language: str, words: str) -> bytes | None:
        """Return the sound of these words in a language, or None."""
        ...

    def put(self, recording: Recording, at: datetime) -> None:
        """Keep one, in place of an earlier one of the same language and key."""
        ...

    def drop(self, language: str) -> None:
        """Take those of a language out; none there is no error."""
        ...


def plain_words(text: str) -> str:
    """Return a text as recordings are matched: without isolates, each gap one blank."""
    return " ".join(text.translate(_ISOLATES).split())


_ISOLATES: Final = dict.fromkeys(range(0x2066, 0x206A))
