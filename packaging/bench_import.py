"""How fast a stick with many referrals is taken in, against the least that it could cost."""

from __future__ import annotations

import base64
import io
import shutil
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench_figures import Figure, Part
from bench_office import PASSPHRASE, two_offices
from bench_packets import case_to_refer
from intake_app.bootstrap.world import SystemClock
from intake_app.domain.packet import Direction, PacketRecord, Status
from intake_app.packet import manifest
from intake_app.packet.opening import JOB, open_job
from intake_app.packet.sealing import hash_of
from intake_app.sealing import age, dsse
from intake_app.store.thread import StoreThread
from intake_app.vault.vault import unlock_vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench_office import Pair
    from intake_app.domain.contact import Card
    from intake_app.domain.ports import Units
    from intake_app.services.profiles import OpenProfile
    from intake_app.vault.vault import OpenVault

PACKETS = 200
STICKS = 4
"""The floor and the inbox take turns, so that both have the same machine."""

LEAST_OF_FLOOR = 0.6
FIRST_MS = 100.0


class Watch:
    """Progress that remembers when the first file was in."""

    def __init__(self) -> None:
        self.first: float | None = None

    def report(self, done: int, _total: int) -> None:
        """Remember when one was done."""
        if done and self.first is None:
            self.first = time.perf_counter()

    def check_cancelled(self) -> None:
        """Go on."""


def measure() -> Iterator[Figure]:
    """Give the rate of the inbox, and of unseal, verify, parse and commit by themselves."""
    with two_offices() as pair:
        sticks = [_stick(pair, pair.folder / f"stick{n}") for n in range(STICKS)]
        pair.desk.close()
        copy = pair.folder / "floor"
        shutil.copytree(pair.desk.folder, copy)
        vault = unlock_vault(copy, PASSPHRASE)
        store = StoreThread.open(
            copy, key=vault.store_key, anchor_key=vault.anchor_key, clock=SystemClock()
        )
        desk = pair.program.profiles.unlock(pair.desk.folder, PASSPHRASE)
        pair.program.guard.prepare(JOB)  # as the program does when a profile is unlocked
        sender = pair.worker.contacts.own()
        try:
            floor, inbox, first = 0.0, 0.0, 0.0
            for stick in sticks:
                floor += _floor(vault, store, sender, stick)
                took, until_first = _inbox(desk, stick)
                inbox, first = inbox + took, max(first, until_first)
        finally:
            desk.close()
            store.close()
        yield _figure(floor, inbox, first)


def _stick(pair: Pair, folder: Path) -> Path:
    """Return a new folder with referrals for the desk."""
    folder.mkdir()
    case_id = case_to_refer(pair)
    for _ in range(PACKETS // STICKS):
        made = pair.worker.referrals.make(case_id, pair.shelter)
        pair.worker.referrals.send(made.id, folder)
    return folder


def _floor(vault: OpenVault, store: StoreThread, sender: Card, stick: Path) -> float:
    """Return the seconds that all files take in one process with nothing around it."""
    keys = b"".join((bytes.fromhex(sender.fingerprint), sender.keys.ed25519, sender.keys.ml_dsa_65))
    begin = time.perf_counter()
    for path in sorted(stick.rglob("*.age")):
        record = _opened(vault, sender, keys, path)
        store.run(lambda units, record=record: _keep(units, record))
    return time.perf_counter() - begin


def _opened(vault: OpenVault, sender: Card, keys: bytes, path: Path) -> PacketRecord:
    sealed = path.read_bytes()
    header = age.read_header(io.BytesIO(sealed))
    file_key = vault.opener.unwrap(header.raw)
    args = {
        "file_key": base64.b64encode(file_key.reveal()).decode("ascii"),
        "own": vault.signer.fingerprint,
        "senders": 1,
    }
    reply = open_job(args, keys + sealed[len(header.raw) :])
    inner = sum(size for _, size in reply.result["blobs"])
    envelope = reply.data[: len(reply.data) - inner]
    payload = dsse.read(envelope).unverified  # the job has verified it
    head = manifest.read(payload, signers={sender.fingerprint}).head
    return PacketRecord(
        id=head.id,
        direction=Direction.IN,
        kind=head.kind,
        peer=head.sender,
        seq=head.seq,
        status=Status.ARRIVED,
        manifest_hash=hash_of(payload),
        sealed_name=path.name,
        envelope=envelope,
        at=datetime.now(UTC),
        inner=reply.data[len(envelope) :],
    )


def _keep(units: Units, record: PacketRecord) -> None:
    with units.begin() as unit:
        unit.audit.append("imported", record.id, {"from": record.peer, "h": record.manifest_hash})
        unit.packets.add(record)


def _inbox(desk: OpenProfile, stick: Path) -> tuple[float, float]:
    """Return the seconds that the inbox takes for all files, and for the first."""
    watch = Watch()
    begin = time.perf_counter()
    report = desk.inbox.open_stick([stick], watch)
    took = time.perf_counter() - begin
    if len(report.taken) != PACKETS // STICKS or watch.first is None:
        raise ValueError("files were refused")
    return took, watch.first - begin


def _figure(floor: float, inbox: float, first: float) -> Figure:
    return Figure(
        what=f"{PACKETS} referrals taken in from a folder",
        note="floor: unseal, verify, parse and commit in one process, with nothing around it",
        parts=[
            Part(label="rate", value=PACKETS / inbox, unit="/s"),
            Part(label="floor", value=PACKETS / floor, unit="/s"),
            Part(label="of the floor", value=floor / inbox, unit="", at_least=LEAST_OF_FLOOR),
            Part(label="first one in", value=first * 1000, at_most=FIRST_MS),
        ],
    )
