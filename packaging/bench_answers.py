"""How long it takes to know where referrals stand, with a hundred answers and with ten thousand."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bench_figures import Figure, Part
from bench_office import two_offices
from bench_packets import case_to_refer
from intake_app.bootstrap.world import SystemRandom
from intake_app.domain.ids import PacketId, new_id
from intake_app.domain.packet import Direction, PacketHead, PacketKind, PacketRecord, Status
from intake_app.domain.packet_bodies import Receipt, ReceiptStatus
from intake_app.packet import manifest
from intake_app.packet.sealing import hash_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench_office import Pair
    from intake_app.domain.repositories import Unit

FEW, MANY = 100, 10_000
READS = 5
GROWN = 1.5
"""What reading one answer may cost with many of them, in terms of what it costs with few."""

AGAIN_MS = 300.0
"""As Today is read anew each time that it is shown: its budget is that of unlocking."""

_BATCH = 500


def measure() -> Iterator[Figure]:
    """Give the time of the first reading and of the next ones."""
    with two_offices() as pair:
        made = _Answered(pair)
        made.add(FEW)
        few, few_again = _read(pair)
        made.add(MANY - FEW)
        many, many_again = _read(pair)
    yield Figure(
        what=f"where {MANY:,} referrals stand that were answered, from their receipts",
        note=f"processor; the same with {FEW} beside it",
        parts=[
            Part(label="first", value=many * 1000),
            Part(label="again", value=many_again * 1000, at_most=AGAIN_MS),
            Part(label=f"first with {FEW}", value=few * 1000),
            Part(label="again", value=few_again * 1000),
            Part(label="each, many / few", value=many / few / (MANY / FEW), unit="", at_most=GROWN),
        ],
    )


def _read(pair: Pair) -> tuple[float, float]:
    """Return the seconds of processor that the first reading takes, and the middle of more."""
    times: list[float] = []
    for _ in range(1 + READS):
        begin = time.process_time()
        pair.worker.inbox.answers()
        times.append(time.process_time() - begin)
    return times[0], sorted(times[1:])[READS // 2]


class _Answered:
    """Referrals of one office, each with a receipt of the other, as the store keeps them.

    They are written straight into the store, signed by whoever: signatures are checked
    when a file is taken in, and that is measured elsewhere.
    """

    def __init__(self, pair: Pair) -> None:
        self._place = pair.worker._place  # noqa: SLF001 - the store itself is written to
        self._sent = pair.worker.referrals.make(case_to_refer(pair), pair.shelter)
        self._seq, self._prev = 0, ""
        self._numbers = iter(range(2, MANY + 3))

    def add(self, count: int) -> None:
        """Write so many more."""
        left = count
        while left:
            size = min(left, _BATCH)
            self._place.do(lambda unit, size=size: self._write(unit, size))
            left -= size

    def _write(self, unit: Unit, count: int) -> None:
        for number in islice(self._numbers, count):
            packet_id = PacketId(new_id(SystemRandom()))
            sent = replace(
                self._sent,
                id=packet_id,
                seq=number,
                sealed_name=f"{number:032x}.age",
                status=Status.ACCEPTED,
            )
            unit.packets.add(sent)
            unit.packets.add(self._receipt(sent))

    def _receipt(self, sent: PacketRecord) -> PacketRecord:
        self._seq += 1
        body = Receipt(
            of=sent.id,
            manifest_hash=sent.manifest_hash,
            status=ReceiptStatus.ACCEPTED,
            note="Tonight",
        )
        head = PacketHead(
            id=PacketId(new_id(SystemRandom())),
            kind=PacketKind.RECEIPT,
            sender=sent.peer,
            to=(self._place.vault.signer.fingerprint,),
            seq=self._seq,
            created=sent.at,
            prev=self._prev,
            in_reply_to=sent.id,
        )
        payload = manifest.write(head, body)
        self._prev = hash_of(payload)
        return PacketRecord(
            id=head.id,
            direction=Direction.IN,
            kind=head.kind,
            peer=head.sender,
            seq=head.seq,
            prev=head.prev,
            status=Status.ARRIVED,
            manifest_hash=self._prev,
            sealed_name=f"{self._seq:031x}a.age",
            envelope=self._place.vault.signer.sign(manifest.PAYLOAD_TYPE, payload),
            at=sent.at,
            in_reply_to=sent.id,
        )
