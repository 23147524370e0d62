"""What is to be thought of a card, and of an organisation's roster, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import M
from intake_app.domain.trust import SignerFlag, Standing, Why
from intake_app.services.words import CHECKED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.contact import Contact
    from intake_app.domain.message import Message
    from intake_app.services.trust import CardStanding

_BETWEEN = ", "

WHYS: Mapping[Why, Message] = {
    Why.LOST: M("lost"),
    Why.STOLEN: M("stolen"),
    Why.SEIZED: M("taken by police or at a border"),
    Why.LEFT: M("they left the organisation"),
    Why.REPLACED: M("replaced"),
    Why.OTHER: M("another reason"),
}

FLAGS: Mapping[SignerFlag, Message] = {
    SignerFlag.LATER: M("The sender's card was taken back after this came in."),
    SignerFlag.ALREADY: M(
        "The sender's card had been taken back before this came in. Do not rely on it; "
        "call the organisation."
    ),
}


def standing_words(contact: Contact, found: CardStanding) -> Message:
    """Return what is to be thought of a contact's card, in a few words."""
    orgs = _BETWEEN.join(found.orgs)
    match found.standing:
        case Standing.REVOKED:
            # Translators: {name} is an organisation. Shown in amber on a contact.
            return M("Taken back by {name}: send nothing", name=orgs)
        case Standing.BY_ROSTER:
            # Translators: {name} is an organisation that says that the office is one of its own.
            return M("Confirmed by {name}", name=orgs)
        case Standing.ROSTER_EXPIRED:
            return M("What {name} says of it is out of date: call them", name=orgs)
        case Standing.UNCHECKED:
            return M("Not checked yet: call them")
        case _:
            return CHECKED[contact.checked]
