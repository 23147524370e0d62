"""Sealing a packet once and keeping it: every retry sends the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.consent import still_holds
from intake_app.domain.errors import ConsentMissingError
from intake_app.domain.ids import ConsentId, PacketId, new_id
from intake_app.domain.packet import Direction, PacketHead, PacketKind, PacketRecord, Status
from intake_app.domain.referral import Referral
from intake_app.packet import manifest
from intake_app.packet.sealing import seal

if TYPE_CHECKING:
    from intake_app.domain.contact import Card
    from intake_app.domain.ids import CaseId
    from intake_app.domain.packet import Receipt
    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace


class Outbox:
    """Makes packets of one open profile, numbers their channel and keeps them."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def seal(
        self,
        kind: PacketKind,
        body: Referral | Receipt,
        receiver: Card,
        *,
        case_id: CaseId | None = None,
        in_reply_to: PacketId | None = None,
    ) -> PacketRecord:
        """Sign, seal and keep a packet in one unit of work.

        Args:
            kind: What it is for.
            body: What it says.
            receiver: The card it is sealed to; the only one who can open it.
            case_id: The case it is about, when it is one of ours.
            in_reply_to: The packet it answers.

        Raises:
            ConsentMissingError: The agreement it was built from is no longer in
                force: it was taken back or narrowed meanwhile.
        """
        now = self._place.clock.now()
        packet_id = PacketId(new_id(self._place.random))

        def work(unit: Unit) -> PacketRecord:
            if isinstance(body, Referral) and case_id is not None:
                records = unit.consents.of_case(case_id)
                if not still_holds(records, ConsentId(body.terms.consent), at=now):
                    raise ConsentMissingError
            seq, prev = unit.packets.channel(receiver.fingerprint, Direction.OUT)
            audit_n, audit_h = unit.audit.head()
            head = PacketHead(
                id=packet_id,
                kind=kind,
                sender=self._place.vault.signer.fingerprint,
                to=(receiver.fingerprint,),
                seq=seq + 1,
                created=now,
                prev=prev,
                in_reply_to=in_reply_to,
                audit_n=audit_n,
                audit_h=audit_h.hex(),
            )
            sealed = seal(manifest.write(head, body), self._place.vault.signer, receiver)
            record = PacketRecord(
                id=packet_id,
                direction=Direction.OUT,
                kind=kind,
                peer=receiver.fingerprint,
                seq=seq + 1,
                status=Status.MADE,
                manifest_hash=sealed.manifest_hash,
                sealed_name=sealed.name,
                envelope=sealed.envelope,
                at=now,
                case_id=case_id,
                in_reply_to=in_reply_to,
                sealed=sealed.sealed,
                prev=prev,
            )
            unit.packets.add(record)
            unit.audit.append(
                "sealed",
                packet_id,
                {"to": receiver.fingerprint, "h": sealed.manifest_hash},
            )
            return record

        return self._place.do(work)
