"""Eight digits that answer a referral by voice (docs/formats/packet.md, "The answer by phone").

Who reads them out has opened the very packet. They stand for the decision until
the signed receipt comes.
"""

from __future__ import annotations

import hmac
import unicodedata
from typing import TYPE_CHECKING, Final

from intake_app.domain.packet_bodies import DECISIONS, ReceiptStatus

if TYPE_CHECKING:
    from intake_app.domain.ids import PacketId

DIGITS: Final = 8
_DOMAIN: Final = b"intake-phone-answer-v1"


def phone_digits(phone_key: bytes, packet_id: PacketId, decision: ReceiptStatus) -> str:
    """Return the digits that a desk reads out for its decision.

    Args:
        phone_key: The 16 random bytes in the packet.
        packet_id: The packet.
        decision: Accepted, can help from, or declined.

    Raises:
        ValueError: It is no decision.
    """
    if decision not in DECISIONS:
        raise ValueError("not a decision")
    said = b"\0".join((_DOMAIN, packet_id.encode("ascii"), decision.value.encode("ascii")))
    number = int.from_bytes(hmac.digest(phone_key, said, "sha256"), "big")
    return str(number % 10**DIGITS).rjust(DIGITS, "0")


def decision_said(phone_key: bytes, packet_id: PacketId, digits: str) -> ReceiptStatus | None:
    """Return the decision that these digits stand for, or None when they stand for none.

    Args:
        phone_key: The 16 random bytes in the packet.
        packet_id: The packet.
        digits: What was heard: digits of any script, with anything between them.
    """
    heard = "".join(str(unicodedata.decimal(char, "")) for char in digits)
    for decision in sorted(DECISIONS):
        if hmac.compare_digest(phone_digits(phone_key, packet_id, decision), heard):
            return decision
    return None
