"""Who interprets in the tests of the conversation's screens."""

from __future__ import annotations

from intake_app.domain.case import Participant, Role


def interpreter(**changes):
    told = {
        "id": "interpreter-a",
        "role": Role.INTERPRETER,
        "alias": "Interpreter A",
        "language": "ti",
        "agreement_read": True,
        "accepted": True,
    }
    return Participant(**(told | changes))
