"""Whether ten thousand referrals on one stick come in steadily, and in how much memory."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bench_figures import Figure, Part, machine_load, resident_mib
from bench_office import PASSPHRASE, two_offices
from bench_packets import case_to_refer
from intake_app.bootstrap.world import SystemRandom
from intake_app.domain.ids import PacketId, new_id
from intake_app.packet import manifest
from intake_app.packet.inner import SALT, in_layers, read_inside
from intake_app.packet.opening import JOB, reopen
from intake_app.packet.sealing import seal
from intake_app.vault.vault import unlock_vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench_office import Pair

PACKETS = 10_000
TENTH = PACKETS // 10
FIRST_MS = 100.0
STEADY = 0.8
"""The last tenth must come in at least this fast, measured by the first."""

GROWN_MIB = 40.0
"""What may be added to the memory from the first tenth to the end."""


class Watch:
    """Progress that remembers when each tenth was in, and how much memory was held then."""

    def __init__(self) -> None:
        self.begin = time.perf_counter()
        self.first: float | None = None
        self.tenths: list[tuple[float, float]] = []

    def report(self, done: int, _total: int) -> None:
        """Remember this moment when it is one of those asked about."""
        if done and self.first is None:
            self.first = time.perf_counter() - self.begin
        if done >= TENTH * (len(self.tenths) + 1):
            self.tenths.append((time.perf_counter() - self.begin, resident_mib()))

    def check_cancelled(self) -> None:
        """Go on."""


def measure() -> Iterator[Figure]:
    """Give the rate at the beginning and at the end, and the memory."""
    with two_offices() as pair:
        stick = pair.folder / "stick"
        _fill(pair, stick)
        pair.program.guard.prepare(JOB)  # as the program does when a profile is unlocked
        watch = Watch()
        report = pair.desk.inbox.open_stick([stick], watch)
        took = time.perf_counter() - watch.begin
        if len(report.taken) != PACKETS or watch.first is None:
            raise ValueError("files were refused")
        yield _figure(watch, watch.first, took)


def _fill(pair: Pair, stick: Path) -> None:
    """Put referrals of one office on a stick, each signed and sealed by itself."""
    made = pair.worker.referrals.make(case_to_refer(pair), pair.shelter)
    vault = unlock_vault(pair.worker.folder, PASSPHRASE)
    said = reopen(made.envelope, sender=vault.signer.fingerprint, manifest_hash=made.manifest_hash)
    whole = said.body.with_inside(read_inside(made.inside, said.body.inner))
    receiver, chance = pair.shelter.card, SystemRandom()
    mailbox = stick / receiver.mailbox
    mailbox.mkdir(parents=True)
    prev = ""
    for number in range(PACKETS):
        head = replace(said.head, id=PacketId(new_id(chance)), seq=number + 1, prev=prev)
        outer, inner = in_layers(whole, receiver, chance.token(SALT))
        payload = manifest.write(head, outer, blobs=[inner.blob])
        sealed = seal(payload, vault.signer, receiver, [inner.blob])
        (mailbox / sealed.name).write_bytes(sealed.sealed)
        prev = sealed.manifest_hash


def _figure(watch: Watch, first: float, took: float) -> Figure:
    times = [0.0, *(at for at, _ in watch.tenths)]
    rates = [TENTH / (after - before) for before, after in pairwise(times)]
    memory = [held for _, held in watch.tenths]
    return Figure(
        what=f"{PACKETS:,} referrals of one office taken in from a folder",
        note=f"load {machine_load()} at the end",
        parts=[
            Part(label="rate", value=PACKETS / took, unit="/s"),
            Part(label="first tenth", value=rates[0], unit="/s"),
            Part(label="last tenth", value=rates[-1], unit="/s"),
            Part(label="last of first", value=rates[-1] / rates[0], unit="", at_least=STEADY),
            Part(label="first one in", value=first * 1000, at_most=FIRST_MS),
            Part(label="memory after the first tenth", value=memory[0], unit="MiB"),
            Part(label="at the end", value=resident_mib(), unit="MiB"),
            Part(label="grown", value=resident_mib() - memory[0], unit="MiB", at_most=GROWN_MIB),
        ],
    )
