"""What to do at once, in the office's own words, and the codes of what was done.

The office writes its numbers and its protocol once; they are settings inside
the encrypted store. Where it has written none, plain defaults stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.message import M

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile

NUMBERS: Final = "urgent-numbers"
PROTOCOL: Final = "urgent-protocol"
CHILD_PROTOCOL: Final = "urgent-child-protocol"

ACTIONS: Final[Mapping[str, Message]] = {
    # Translators: what a worker did in an emergency; each is ticked with its time.
    "emergency-called": M("Called the emergency number"),
    "office-called": M("Called our office"),
    "doctor-called": M("Called a doctor"),
    "safer-place": M("Went to a safer place"),
    "stayed": M("Stayed with the person"),
}

NOT_NEEDED: Final[Mapping[str, Message]] = {
    # Translators: why nothing was done in an emergency.
    "nobody-now": M("Nobody is in danger now"),
    "person-said-no": M("The person does not want it"),
    "others-do": M("Others are doing it"),
    "by-mistake": M("Opened by mistake"),
}

FALSE_ALARM: Final = frozenset({"nobody-now", "by-mistake"})
"""Reasons after which there is nothing to tell the lead."""

TAKEN_BACK: Final = "not:"
"""Before the code of an action that was ticked by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentWords:
    """The office's own words, each "" where it has written none.

    Attributes:
        numbers: Whom to call, a line each.
        protocol: What to do when somebody is in danger.
        child_protocol: What to do when a child tells something.
    """

    numbers: str = ""
    protocol: str = ""
    child_protocol: str = ""


def urgent_words(profile: OpenProfile) -> UrgentWords:
    """Return what the office has written; blocks."""
    return UrgentWords(
        numbers=profile.setting(NUMBERS),
        protocol=profile.setting(PROTOCOL),
        child_protocol=profile.setting(CHILD_PROTOCOL),
    )


def keep_urgent_words(profile: OpenProfile, words: UrgentWords) -> None:
    """Keep what the office has written; blocks."""
    profile.set_setting(NUMBERS, words.numbers.strip())
    profile.set_setting(PROTOCOL, words.protocol.strip())
    profile.set_setting(CHILD_PROTOCOL, words.child_protocol.strip())
