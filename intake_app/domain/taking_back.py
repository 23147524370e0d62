"""Taking back: requests to erase that wait, and the words by which a person is known.

A caller may be someone else. So what cannot be undone waits, and needs the
person in front of us or the phrase that was agreed with them (screens, "Take back").
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.ids import CaseId

WAIT: Final = timedelta(hours=72)
"""How long a request to erase waits before it can be carried out."""

LONGEST: Final = 500
"""Characters of a safe phrase, or of how to reach somebody."""


class Asker(StrEnum):
    """How we know that it is the person who asks."""

    PRESENT = "present"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRequest:
    """A person's wish to have everything erased; it can be taken back until it is carried out."""

    case_id: CaseId
    asked_at: datetime
    due_at: datetime
    by: Asker

    def is_due(self, at: datetime) -> bool:
        """Whether it may be carried out at the moment `at`."""
        return at >= self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeWords:
    """What was agreed for later: how the person is known on the phone, how to reach them.

    Attributes:
        phrase: Said by the person, so that we know it is they; "" when none is agreed.
            No screen and no paper ever shows it.
        reach: How to reach them safely, in people's own words, or "".
    """

    case_id: CaseId
    at: datetime
    phrase: str = ""
    reach: str = ""

    def is_said(self, words: str) -> bool:
        """Whether `words` are the phrase, however they are written; never when none is agreed."""
        agreed = _bare(self.phrase)
        return bool(agreed) and _bare(words) == agreed


class ErasureRequests(Protocol):
    """The requests that wait, within one unit of work."""

    def put(self, request: ErasureRequest) -> None:
        """Keep a request; one that waits already stays as it is."""
        ...

    def get(self, case_id: CaseId) -> ErasureRequest | None:
        """Return the request that waits, or None."""
        ...

    def all(self) -> Sequence[ErasureRequest]:
        """Return every request that waits, the earliest due first."""
        ...

    def drop(self, case_id: CaseId) -> None:
        """Take a request back; again is no error."""
        ...


class SafeWordsKept(Protocol):
    """The words agreed with each person, within one unit of work."""

    def put(self, words: SafeWords) -> None:
        """Keep them, in place of earlier ones."""
        ...

    def get(self, case_id: CaseId) -> SafeWords | None:
        """Return them, or None."""
        ...


def _bare(words: str) -> str:
    """Return letters and digits alone: how a phrase is written down is not the person's affair."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold())
    return "".join(
        str(unicodedata.decimal(char, "")) or char
        for char in folded
        if unicodedata.category(char)[0] in "LMN"
    )
