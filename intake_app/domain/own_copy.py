"""What a person takes along: a neutral card, a copy to read, a locked file, or nothing.

Whoever lives with them, drives them or searches them may find it (domain brief,
mistake 17). So a card bears no subject, and never two things that together open more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.help_card import tells_subject

if TYPE_CHECKING:
    from datetime import datetime

LONGEST: Final = 60
"""Most characters of a line on a card."""


class CopyKind(StrEnum):
    """What was chosen."""

    CARD = "card"
    READABLE = "readable"
    LOCKED = "locked"
    NOTHING = "nothing"
    """Nothing can be carried safely; it is not asked again."""


class Mark(StrEnum):
    """By what the person is known, as far as it stands on a card: one thing or none."""

    NONE = "none"
    NUMBER = "number"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCopy:
    """That something was made for the person, or that nothing was to be; never where it is.

    Attributes:
        with_adult: Whether it was made with the adult who is responsible for a child.
    """

    at: datetime
    kind: CopyKind
    with_adult: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCard:
    """A card like any other: whom to ask for, a telephone number, a day.

    Attributes:
        name: Whom to ask for, or an everyday name of the place; "" for none.
        phone: "" for none.
        when: A day and an hour, in the person's words; "" for none.
        mark: By what the person is known: one thing or none, never two on one card.
    """

    name: str
    phone: str
    when: str
    mark: Mark = Mark.NONE

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all would stand on it."""
        return not (self.name or self.phone or self.when) and self.mark is Mark.NONE

    @property
    def tells(self) -> bool:
        """Whether a word on it may betray the subject to whoever finds it."""
        return any(tells_subject(line) for line in (self.name, self.when))
