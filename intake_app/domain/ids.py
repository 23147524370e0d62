"""Identifiers: 128 random bits in 26 base32 characters, and what is spoken aloud."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from intake_app.domain.ports import Random

CaseId = NewType("CaseId", str)
InterviewId = NewType("InterviewId", str)
ConsentId = NewType("ConsentId", str)
PacketId = NewType("PacketId", str)
Fingerprint = NewType("Fingerprint", str)
"""Lower-case hex SHA-256 of a card's keys (docs/formats/packet.md)."""
NodeRef = NewType("NodeRef", str)
"""Path of a form node with stable repeat ids: ``/data/rep{k3}/q``."""

ID_BYTES = 16
ID_LENGTH = 26


def new_id(random: Random) -> str:
    """Return a fresh identifier: 128 random bits as 26 lower-case base32 characters."""
    return base64.b32encode(random.token(ID_BYTES)).decode("ascii").rstrip("=").lower()


def new_spoken_code(random: Random) -> str:
    """Return six random digits that can be said in any language; the first is not 0.

    The caller keeps them unique within the vault.
    """
    return str(100_000 + random.below(900_000))


def show_code(code: str) -> str:
    """Return a spoken code in the two groups it is shown and read in: ``472 918``."""
    return f"{code[:3]} {code[3:]}"
