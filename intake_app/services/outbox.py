"""Sealing a packet once and keeping it: every retry sends the same bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.domain.consent import still_holds
from intake_app.domain.errors import ConsentMissingError
from intake_app.domain.ids import ConsentId, PacketId, new_id
from intake_app.domain.packet import Direction, PacketHead, PacketKind, PacketRecord, Status
from intake_app.domain.packet_bodies import Question, Reply
from intake_app.domain.referral import Referral
from intake_app.packet import manifest
from intake_app.packet.body import PHONE_KEY
from intake_app.packet.inner import SALT, in_layers
from intake_app.packet.sealing import seal
from intake_app.services.authorities import refuse_behind_wall
from intake_app.services.partnership import refuse_without_agreement
from intake_app.services.trust import refuse_revoked_receiver, roster_to_send

if TYPE_CHECKING:
    from intake_app.domain.contact import Card
    from intake_app.domain.ids import CaseId
    from intake_app.domain.packet import Blob
    from intake_app.domain.packet_bodies import Body
    from intake_app.domain.repositories import Unit
    from intake_app.packet.inner import SealedInner
    from intake_app.services.workplace import Workplace


class Outbox:
    """Makes packets of one open profile, numbers their channel and keeps them."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def seal(
        self,
        kind: PacketKind,
        body: Body,
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
            CardError: The receiver's organisation has taken its card back.
            PartnershipError: It needs an agreement between the organisations, and none covers it.
        """
        return self._place.do(
            lambda unit: self.seal_within(
                unit, kind, body, receiver, case_id=case_id, in_reply_to=in_reply_to
            )
        )

    def seal_within(  # noqa: PLR0913 - a packet has these parts
        self,
        unit: Unit,
        kind: PacketKind,
        body: Body,
        receiver: Card,
        *,
        case_id: CaseId | None = None,
        in_reply_to: PacketId | None = None,
        kept_under: PacketId | None = None,
        blobs: tuple[Blob, ...] = (),
    ) -> PacketRecord:
        """Do what `seal` does in a unit that does more; to be called on the store's thread.

        Args:
            unit: The store.
            kind: What it is for; likewise the rest.
            body: What it says.
            receiver: The card it is sealed to.
            case_id: The case it is about.
            in_reply_to: The packet it answers.
            kept_under: What it was made from, which it does not say to its receiver.
            blobs: The files of a publication.
        """
        now = self._place.clock.now()
        signer = self._place.vault.signer
        if isinstance(body, Referral | Question | Reply):  # all that tells of a person in words
            refuse_revoked_receiver(unit, receiver.fingerprint, now)
        if isinstance(body, Referral):
            today = now.astimezone(ZoneInfo(self._place.timezone)).date()
            refuse_without_agreement(unit, receiver.fingerprint, body, today)
            refuse_behind_wall(unit, receiver.fingerprint, body)
        if isinstance(body, Referral) and case_id is not None:
            records = unit.consents.of_case(case_id)
            if not still_holds(records, ConsentId(body.terms.consent), at=now):
                raise ConsentMissingError
        seq, prev = unit.packets.channel(receiver.fingerprint, Direction.OUT)
        audit_n, audit_h = unit.audit.head()
        said, inner = self._in_layers(body, receiver)
        blobs = blobs if inner is None else (inner.blob,)
        head = PacketHead(
            id=PacketId(new_id(self._place.random)),
            kind=kind,
            sender=signer.fingerprint,
            to=(receiver.fingerprint,),
            seq=seq + 1,
            created=now,
            prev=prev,
            in_reply_to=in_reply_to,
            audit_n=audit_n,
            audit_h=audit_h.hex(),
        )
        payload = manifest.write(head, said, blobs=blobs, roster=roster_to_send(unit))
        sealed = seal(payload, signer, receiver, blobs)
        record = PacketRecord(
            id=head.id,
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
            in_reply_to=in_reply_to or kept_under,
            sealed=sealed.sealed,
            prev=prev,
            inside=b"" if inner is None else inner.plain,
        )
        unit.packets.add(record)
        unit.audit.append(
            "sealed",
            record.id,
            {"to": receiver.fingerprint, "h": sealed.manifest_hash},
        )
        return record

    def _in_layers(self, body: Body, receiver: Card) -> tuple[Body, SealedInner | None]:
        """Return what stands in the outer layer, and the inner one sealed when there is any."""
        if not isinstance(body, Referral):
            return body, None
        token = self._place.random.token
        return in_layers(replace(body, phone_key=token(PHONE_KEY)), receiver, token(SALT))
