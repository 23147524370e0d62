"""Packets in and out: immutable documents with index columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import PacketReplayedError
from intake_app.domain.ids import CaseId, Fingerprint, PacketId
from intake_app.domain.packet import (
    Direction,
    Link,
    PacketKind,
    PacketRecord,
    Received,
    Status,
)
from intake_app.domain.times import from_iso, to_iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlcipher3 import dbapi2

    from intake_app.store.transaction import Transaction


class PacketTable:
    """Packets in and out (`domain.repositories.Packets`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, record: PacketRecord) -> None:
        """Keep a packet.

        Raises:
            PacketReplayedError: A packet of this id is in already.
        """
        if self.get(record.id) is not None:
            raise PacketReplayedError
        self._transaction.execute(
            """
            INSERT INTO packet (id, direction, kind, peer, seq, state, manifest_hash, sealed_name,
                envelope, sealed, at, case_id, in_reply_to, prev, inner, inside)
            VALUES (:id, :direction, :kind, :peer, :seq, :state, :manifest_hash, :sealed_name,
                :envelope, :sealed, :at, :case_id, :in_reply_to, :prev, :inner, :inside)
            """,
            {
                "id": record.id,
                "direction": record.direction.value,
                "kind": record.kind.value,
                "peer": record.peer,
                "seq": record.seq,
                "state": record.status.value,
                "manifest_hash": record.manifest_hash,
                "sealed_name": record.sealed_name,
                "envelope": record.envelope,
                "sealed": record.sealed,
                "at": to_iso(record.at),
                "case_id": record.case_id,
                "in_reply_to": record.in_reply_to,
                "prev": record.prev,
                "inner": record.inner,
                "inside": record.inside,
            },
        )

    def get(self, packet_id: PacketId) -> PacketRecord | None:
        """Return the packet, or None."""
        row = self._transaction.execute(
            "SELECT * FROM packet WHERE id = :id", {"id": packet_id}
        ).fetchone()
        return None if row is None else _packet(row)

    def find(
        self,
        *,
        direction: Direction | None = None,
        kind: PacketKind | None = None,
        case_id: CaseId | None = None,
        in_reply_to: PacketId | None = None,
    ) -> Sequence[PacketRecord]:
        """Return the packets that match, newest first."""
        asked: dict[str, str | None] = {
            "direction": direction.value if direction else None,
            "kind": kind.value if kind else None,
            "case_id": case_id,
            "in_reply_to": in_reply_to,
        }
        matches = [f"{column} = :{column}" for column, value in asked.items() if value is not None]
        where = f"WHERE {' AND '.join(matches)}" if matches else ""
        rows = self._transaction.execute(
            f"SELECT * FROM packet {where} ORDER BY at DESC, put DESC",  # noqa: S608 - our columns
            asked,
        )
        return [_packet(row) for row in rows]

    def receipts(self) -> Sequence[Received]:
        """Return the receipts to our own referrals whose words are still here."""
        rows = self._transaction.execute(
            """
            SELECT receipt.id, receipt.peer, receipt.seq, receipt.manifest_hash, receipt.at,
                sent.id AS of_, sent.peer AS sent_to, sent.manifest_hash AS sent_hash
            FROM packet AS receipt INDEXED BY packet_receipt
                CROSS JOIN packet AS sent INDEXED BY packet_sent ON sent.id = receipt.in_reply_to
            WHERE receipt.kind = 'receipt' AND receipt.direction = 'in'
                AND length(receipt.envelope) > 0 AND sent.direction = 'out'
            """
        )
        return [
            Received(
                id=PacketId(row["id"]),
                peer=Fingerprint(row["peer"]),
                seq=row["seq"],
                manifest_hash=row["manifest_hash"],
                at=from_iso(row["at"]),
                of=PacketId(row["of_"]),
                sent_to=Fingerprint(row["sent_to"]),
                sent_hash=row["sent_hash"],
            )
            for row in rows
        ]

    def sender_of(self, sealed_name: str) -> Fingerprint | None:
        """Return who sent the file of this name that was taken in, or None."""
        row = self._transaction.execute(
            "SELECT peer FROM packet WHERE sealed_name = :name AND direction = 'in'",
            {"name": sealed_name},
        ).fetchone()
        return None if row is None else Fingerprint(row["peer"])

    def made_as(self, sealed_name: str) -> PacketId | None:
        """Return which of our own packets has a file of this name, or None."""
        row = self._transaction.execute(
            "SELECT id FROM packet WHERE sealed_name = :name AND direction = 'out'",
            {"name": sealed_name},
        ).fetchone()
        return None if row is None else PacketId(row["id"])

    def set_status(self, packet_id: PacketId, status: Status) -> None:
        """Say where the packet stands."""
        self._transaction.execute(
            "UPDATE packet SET state = :state WHERE id = :id",
            {"id": packet_id, "state": status.value},
        )

    def keep_inside(self, packet_id: PacketId, inside: bytes) -> None:
        """Keep what stands in the inner layer of a packet that is accepted."""
        self._transaction.execute(
            "UPDATE packet SET inside = :inside WHERE id = :id",
            {"id": packet_id, "inside": inside},
        )

    def blank(self, packet_id: PacketId) -> None:
        """Erase what a packet says; that it came, or was made, stays."""
        self._transaction.execute(
            """
            UPDATE packet SET envelope = x'', sealed = x'', inner = x'', inside = x''
            WHERE id = :id
            """,
            {"id": packet_id},
        )

    def links(self, peer: Fingerprint) -> Sequence[Link]:
        """Return the places of what was taken in from `peer`, in the order it was taken in."""
        rows = self._transaction.execute(
            """
            SELECT seq, prev, manifest_hash FROM packet INDEXED BY packet_link
            WHERE peer = :peer AND direction = 'in' ORDER BY put
            """,
            {"peer": peer},
        )
        return [
            Link(seq=row["seq"], prev=row["prev"], manifest_hash=row["manifest_hash"])
            for row in rows
        ]

    def channel(self, peer: Fingerprint, direction: Direction) -> tuple[int, str]:
        """Return the last sequence number and manifest hash of the channel: (0, "") at first."""
        row = self._transaction.execute(
            """
            SELECT seq, manifest_hash FROM packet
            WHERE peer = :peer AND direction = :direction
            ORDER BY seq DESC, put DESC LIMIT 1
            """,
            {"peer": peer, "direction": direction.value},
        ).fetchone()
        return (0, "") if row is None else (row["seq"], row["manifest_hash"])


def _packet(row: dbapi2.Row) -> PacketRecord:
    return PacketRecord(
        id=PacketId(row["id"]),
        direction=Direction(row["direction"]),
        kind=PacketKind(row["kind"]),
        peer=Fingerprint(row["peer"]),
        seq=row["seq"],
        status=Status(row["state"]),
        manifest_hash=row["manifest_hash"],
        sealed_name=row["sealed_name"],
        envelope=row["envelope"],
        at=from_iso(row["at"]),
        case_id=CaseId(row["case_id"]) if row["case_id"] else None,
        in_reply_to=PacketId(row["in_reply_to"]) if row["in_reply_to"] else None,
        sealed=row["sealed"],
        prev=row["prev"],
        inner=row["inner"],
        inside=row["inside"],
    )
