"""Answering by phone: eight digits that stand for a decision until the signed receipt comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import LEFT, REFERRALS, Direction
from intake_app.domain.packet_bodies import DECISIONS, Receipt
from intake_app.domain.packet_course import STATUS_OF
from intake_app.domain.phone_answer import decision_said, phone_digits
from intake_app.domain.referral import Referral
from intake_app.packet.opening import reopen
from intake_app.services.courses import Courses

if TYPE_CHECKING:
    from intake_app.domain.ids import PacketId
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.packet_bodies import ReceiptStatus
    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace


class PhoneAnswers:
    """Answers by phone in one open profile. The methods block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def to_read_out(self, packet_id: PacketId) -> str:
        """Return the digits that say on the phone what we answered to a referral.

        The answer is made first: then it is written down here, and the signed
        receipt is on its way.

        Raises:
            PacketError: There is no such referral, or we have not decided yet.
        """

        def work(unit: Unit) -> str:
            record, referral = _referral(unit, packet_id, Direction.IN)
            decided = Courses(unit).of(record).decided
            body = decided.body if decided is not None else None
            if not isinstance(body, Receipt) or body.status not in DECISIONS:
                raise PacketError(
                    M("You have not answered this referral yet."),
                    hint=M("Accept it or say that you cannot; then read the digits out."),
                )
            return phone_digits(referral.phone_key, record.id, body.status)

        return self._place.do(work)

    def heard(self, packet_id: PacketId, digits: str) -> ReceiptStatus:
        """Take down the digits that an office reads out about a referral of ours.

        They count until a signed receipt of that office comes; one that is here
        already counts more.

        Args:
            packet_id: The referral they are about.
            digits: As they were heard, in any script.

        Raises:
            PacketError: No such referral left from here, or the digits are not about it.
        """

        def work(unit: Unit) -> ReceiptStatus:
            record, referral = _referral(unit, packet_id, Direction.OUT)
            said = decision_said(referral.phone_key, record.id, digits)
            if said is None or record.status not in LEFT:
                raise PacketError(
                    M("These digits are not about this referral."),
                    hint=M("Let them read the digits out once more, slowly."),
                )
            unit.audit.append("answered-by-phone", record.id, {"status": said.value})
            decided = Courses(unit).of(record).decided
            body = decided.body if decided is not None else None
            if not isinstance(body, Receipt) or body.status not in DECISIONS:
                unit.packets.set_status(record.id, STATUS_OF[said])
            return said

        return self._place.do(work)


def _referral(
    unit: Unit, packet_id: PacketId, direction: Direction
) -> tuple[PacketRecord, Referral]:
    record = unit.packets.get(packet_id)
    if (
        record is None
        or record.direction is not direction
        or record.kind not in REFERRALS
        or not record.envelope
    ):
        raise PacketError(M("This referral is no longer here."), hint=None)
    sender = record.peer if direction is Direction.IN else None
    body = reopen(record.envelope, sender=sender, manifest_hash=record.manifest_hash).body
    if not isinstance(body, Referral):
        raise PacketError
    return record, body
