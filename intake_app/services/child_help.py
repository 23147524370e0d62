"""Whom to call when someone is, or may be, under 18: the office's own words, and the directory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.directory import Need
from intake_app.services.urgent import urgent_words

if TYPE_CHECKING:
    from intake_app.services.profiles import OpenProfile

MOST: Final = 4
"""So many services at most: a card is no directory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLine:
    """A service that helps with what a child needs.

    Attributes:
        is_open: At this moment; None when its hours cannot be read.
    """

    name: str
    phones: tuple[str, ...]
    is_open: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildHelp:
    """Whom to call.

    Attributes:
        protocol: What the office wrote down for this, or "".
        lines: From the directory, those near and open first.
    """

    protocol: str = ""
    lines: tuple[ChildLine, ...] = ()


def child_help(profile: OpenProfile) -> ChildHelp:
    """Return whom to call about a child; blocks."""
    near = profile.just_help.near(Need.CHILD)
    found = (each for each in near.found if Need.CHILD in each.service.offers)
    lines = [
        ChildLine(name=each.service.name, phones=each.service.phones, is_open=each.is_open)
        for each in found
        if each.service.phones
    ]
    return ChildHelp(protocol=urgent_words(profile).child_protocol, lines=tuple(lines[:MOST]))
