"""A copy of a record that a court has ordered: what is given, and how much is held back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.consent import Choice, ConsentItem
    from intake_app.domain.form import FormText
    from intake_app.domain.my_information import Entry, Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtOrder:
    """Why a copy is given.

    Attributes:
        ordered_by: Who ordered it, with the number of the order.
        reason: The law or rule, and who decided here that it is followed.
        is_told: Whether the person knows of it.
    """

    ordered_by: str
    reason: str
    is_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtPart:
    """One part of a record, as people understand it.

    Attributes:
        code: A field group, or one of `services.court_copies.FURTHER_PARTS`.
        count: How many things are written in it.
    """

    code: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtPaper:
    """What stands on the copy: what is held back is not in here at all.

    Attributes:
        given: The entries of each part that is given.
        bars: How many things are held back of each of the others.
        holders: Who else has something; empty when that is held back.
        told: What a child told; empty when that is held back.
        agreed: The person's latest word on each thing.
        shared_with: How many offices the person agrees to share something with now.
        no_authorities: Whether the person has said: nothing to police or immigration.
        with_notes: Whether the worker's notes beside the answers are given.
    """

    order: CourtOrder
    made: datetime
    given: Mapping[str, Sequence[Entry]]
    bars: Mapping[str, int]
    holders: tuple[Holder, ...]
    told: tuple[FormText, ...]
    agreed: Mapping[ConsentItem, Choice]
    shared_with: int
    no_authorities: bool
    with_notes: bool

    @property
    def held_back(self) -> int:
        """How many things are held back."""
        return sum(self.bars.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtCopy:
    """A copy that was given: the record says so for good.

    Attributes:
        given: The parts that were given, in the order they stand in.
    """

    at: datetime
    order: CourtOrder
    given: tuple[str, ...]
    held_back: int
