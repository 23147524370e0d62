"""What a desk needs to know before it can say yes, and nothing that says who it is.

It stands in the outer layer of a packet (docs/formats/packet.md, "The outer
layer"). What was not asked, or not agreed to be shared, is absent: nothing here
is ever guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AgeBand(StrEnum):
    """How old a child is, as a shelter asks."""

    UNDER_SIX = "0-5"
    SIX_TO_TWELVE = "6-12"
    THIRTEEN_TO_SEVENTEEN = "13-17"


class GenderWish(StrEnum):
    """Who the person would like to be helped by."""

    WOMAN = "woman"
    MAN = "man"
    NONE = "none"


class Danger(StrEnum):
    """What was said of danger; a shelter plans the way and the door by it."""

    FOLLOWED = "followed"
    THREATENED = "threatened"
    INSIDE = "inside"
    """Somebody who is a danger is inside the place, or comes along."""
    NONE_SAID = "none-said"
    """It was asked, and no danger was said: that is not "no danger"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Children:
    """How many children of one age band come."""

    band: AgeBand
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who needs a place: the person and those who come along."""

    adults: int
    children: tuple[Children, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a desk decides on, besides needs, urgency, age and languages.

    Attributes:
        people: How many of which age, or None when it was not said or not shared.
        region: Where about they are, never an address, or "".
        gender_wish: Who should help, or None when it was not said.
        access: What makes a place usable for them, as the form codes it.
        danger: What was said of danger; empty when it was not asked or not shared.
        must_not_know: Who must not learn of them, in people's own words, or "".
    """

    people: Party | None = None
    region: str = ""
    gender_wish: GenderWish | None = None
    access: tuple[str, ...] = ()
    danger: tuple[Danger, ...] = ()
    must_not_know: str = ""
