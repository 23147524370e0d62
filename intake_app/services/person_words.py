"""The program's own words on the side that is turned to the person, and who says them.

They stand together because an office records them with its interpreters: see
`recording_list`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.case import Role
from intake_app.domain.consent import ConsentItem
from intake_app.domain.message import MC, M

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.message import Message

# Translators: large words that the person in front of the screen presses themselves.
STOP: Final = MC("said by the person", "Stop")
BREAK: Final = MC("said by the person", "Break")
SKIP: Final = MC("said by the person", "Skip")
NEXT: Final = MC("said by the person", "Next")
READY: Final = MC("said by the person", "Ready")
BACK: Final = MC("said by the person", "Back")
SAID_ALOUD: Final = M("This is said to you. There is nothing to read here.")
SEEN: Final = M("Yes, seen")

YES: Final = "yes"
NOT_RIGHT: Final = "not-all-right"
THINK: Final = "think"
OWN_ANSWERS: Final[Mapping[str, Message]] = {
    # Translators: the person's own answers to somebody who wants to interpret or be with us.
    YES: M("All right"),
    NOT_RIGHT: M("Not all right"),
    THINK: M("I want to think"),
}
MAY_JOIN: Final[Mapping[Role, Message]] = {
    Role.INTERPRETER: M("Is it all right that this person interprets?"),
    Role.MEDIATOR: M("Is it all right that this person interprets?"),
    Role.TRUSTED: M("Is it all right that this person is with us?"),
    Role.GUARDIAN: M("Is it all right that this person is with us?"),
    Role.LAWYER: M("Is it all right that this person is with us?"),
}

AGREED_FIRST: Final = (ConsentItem.TALK, ConsentItem.WRITE, ConsentItem.KEEP)
"""What is agreed one after the other before the first question."""
