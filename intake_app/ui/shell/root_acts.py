"""What two people can do with the root key, and what is said of each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.message import M
from intake_app.services import trust_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.message import Message


class Act(StrEnum):
    """One thing that two people do with the root key."""

    FOUND = "found"
    ADD = "add"
    REVOKE = "revoke"
    RENEW = "renew"
    PARTNER = "partner"
    REPLACE = "replace"

    @property
    def makes_key(self) -> bool:
        """Whether a new root key is made."""
        return self in {Act.FOUND, Act.REPLACE}


NAMES: Final[Mapping[Act, Message]] = {
    Act.FOUND: M("Make a root key"),
    Act.ADD: M("Add a card"),
    Act.REVOKE: M("Take a card back"),
    Act.RENEW: M("Renew for a year"),
    Act.PARTNER: M("Name another organisation"),
    Act.REPLACE: M("Replace the root key"),
}

ABOUT: Final[Mapping[Act, Message]] = {
    Act.FOUND: M(
        "This makes the key that says who belongs to your organisation, and a first roster that "
        "names nobody yet. Do it once, on a computer without a network."
    ),
    Act.ADD: M(
        "From now on everyone who has your roster believes this card. Only cards stand here "
        "whose digits were compared under Contacts."
    ),
    Act.REVOKE: M(
        "What this card signs is refused wherever the new roster has come, and nothing is sent "
        "to it any more. It does not bring back what was on that computer: on and unlocked, think "
        "of all of it as read."
    ),
    Act.RENEW: M(
        "The same roster with the next number, good for another year. Who meets an old one is "
        "told to ask the office; nobody is stopped from writing down."
    ),
    Act.PARTNER: M(
        "Your members then believe that organisation's roster without comparing each card. Only "
        "organisations stand here whose digits were compared above."
    ),
    Act.REPLACE: M(
        "When one stick or one passphrase is lost, or somebody who held it leaves: a new key "
        "takes over with the word of the old one. Destroy the old one when everyone has the new "
        "roster."
    ),
}

TWO_PEOPLE: Final = M(
    "Two people are needed. Each types their own passphrase while the other looks away; neither "
    "opens the key alone. Nothing that is typed here is kept."
)
TWO_STICKS: Final = M(
    "Put it on two sticks, in two places. If one is lost, nobody can use it without both "
    "passphrases: replace the key with the other one. If both are lost, nobody can help: "
    "everyone has to compare a new one."
)
TAKES_LONG: Final = M("This takes some seconds on purpose. Leave the stick in.")

DAYS: Final[Mapping[str, Message]] = {
    "0": M("From now on"),
    "1": M("Since yesterday"),
    "3": M("For three days"),
    "7": M("For a week"),
    "30": M("For a month"),
}
SINCE: Final = M("Since when may it be in other hands?")
WHY: Final = M("Why?")
WHICH: Final = M("Which one?")
ORG: Final = M("Name of the organisation")
ROLE: Final = M("What they do there, never a person's name")
BUTTONS: Final = {act.value: words for act, words in NAMES.items()}
WHYS: Final = {why.value: words for why, words in trust_words.WHYS.items()}
NEW_FIRST: Final = M("The first person's new passphrase")
NEW_SECOND: Final = M("The second person's new passphrase")
ROSTER: Final = M("The roster. It also travels with every file that leaves from here.")
