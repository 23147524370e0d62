"""What stands in place of what: referrals to one office about one person, the latest counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.packet import LEFT, Direction, PacketKind, Status
from intake_app.domain.referral import Referral
from intake_app.packet.opening import reopen
from intake_app.services.holders import files_of, notices_about
from intake_app.services.trust import latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.contact import Contact
    from intake_app.domain.ids import CaseId, PacketId
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.repositories import Unit

_OVER: Final = frozenset({Status.DECLINED, Status.CLOSED})


def to_update(unit: Unit, case_id: CaseId, receiver: Contact, body: Referral) -> PacketId | None:
    """Return the referral that a new one to the same office stands in place of, or None.

    The latest that left: unless it was taken back, declined or closed, for then the new one
    stands for itself. What has no reference is never tied to anything.
    """
    if not body.reference:
        return None
    for file in files_of(unit, case_id):
        is_theirs = latest(unit, file.peer) == receiver.card.fingerprint
        if is_theirs and file.status in LEFT and _reference(file):
            is_over = file.status in _OVER or notices_about(unit, file)
            return None if is_over else file.id
    return None


def standing_before(unit: Unit, packet_id: PacketId) -> Sequence[PacketId]:
    """Return a referral that came in, and all that it stands in place of, the latest first."""
    found: list[PacketId] = []
    wanted: PacketId | None = packet_id
    while wanted is not None and wanted not in found:
        found.append(wanted)
        record = unit.packets.get(wanted)
        is_update = record is not None and record.kind is PacketKind.UPDATE
        wanted = record.in_reply_to if record is not None and is_update else None
    return found


def standing_after(unit: Unit, packet_id: PacketId) -> PacketId:
    """Return what stands in place of a referral that came in: itself when nothing does."""
    seen = {packet_id}
    while True:
        later = unit.packets.find(
            direction=Direction.IN, kind=PacketKind.UPDATE, in_reply_to=packet_id
        )
        fresh = [record.id for record in later if record.envelope and record.id not in seen]
        if not fresh:
            return packet_id
        packet_id = fresh[0]
        seen.add(packet_id)


def _reference(file: PacketRecord) -> str:
    body = reopen(file.envelope, sender=None, manifest_hash=file.manifest_hash).body
    return body.reference if isinstance(body, Referral) else ""
