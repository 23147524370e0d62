"""This program as a reader of packets: a real office takes in, accepts and joins what a job says.

Nothing it takes in stays: each job is one unit of work that is rolled back.
"""

from __future__ import annotations

import base64
import contextlib
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.contact import Contact
from intake_app.domain.errors import (
    CardError,
    IntakeError,
    NotAPacketError,
    PacketError,
    PacketForOthersError,
    PacketTamperedError,
    PacketTooNewError,
    PartFileError,
    SignerRevokedError,
    UnknownSenderError,
)
from intake_app.domain.packet import Direction, PacketKind, PacketRecord, Status
from intake_app.domain.ports import Silent
from intake_app.domain.referral import Referral
from intake_app.domain.times import from_iso
from intake_app.domain.trust import HeldRoster, Revocation, RootTrust, Why
from intake_app.packet.cards import read_card
from intake_app.packet.inner import check_layers, read_inside
from intake_app.packet.opening import open_inner, open_job, reopen
from intake_app.packet.parts import join_parts
from intake_app.packet.roster import read_roster
from intake_app.services.contacts import OwnOffice
from intake_app.services.taking_in import TakingIn
from tests.packet.organisations import root_of, roster_of
from tests.simulators import FixedClock
from tests.vault.cheap import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from intake_app.domain.repositories import Unit

Verdict = tuple[str, str]

REASONS: Mapping[type[IntakeError], str] = {
    NotAPacketError: "not-a-packet",
    PacketForOthersError: "for-another-office",
    PacketTamperedError: "changed-or-damaged",
    PartFileError: "part",
    UnknownSenderError: "unknown-sender",
    PacketTooNewError: "newer-version",
    SignerRevokedError: "taken-back",
    PacketError: "cannot-be-used",
    CardError: "cannot-be-used",
}
MESSAGES: Mapping[str, str] = {
    "This file says it is one that is already in, but it says something else.": (
        "already-in-and-other"
    ),
    "This answer belongs to a referral that was not made here.": "not-made-here",
    "This notice is about a referral that this office did not send.": "not-sent-from-there",
    "The rest of this file was not sealed to this office, so it cannot be opened.": (
        "rest-for-another-office"
    ),
    "This file is still being copied, or was damaged on its way.": "changed-or-damaged",
    "This file is too large to be a referral file.": "not-a-packet",
}


def reason_of(error: Exception) -> str:
    """Return the class of outcome that an error is, by what it says to people."""
    assert isinstance(error, IntakeError), repr(error)
    if error.summary.msgid in MESSAGES:
        return MESSAGES[error.summary.msgid]
    kinds = [REASONS[kind] for kind in type(error).__mro__ if kind in REASONS]
    assert kinds, error.summary.msgid
    return kinds[0]


class SameProcess:
    """Runs the opening job without the child, whose start would be most of the time."""

    def run(self, name: str, args: object, data: bytes) -> object:
        assert name == "packet.open"
        return open_job(args, data)


class _OneUnit:
    """A store whose every unit of work is the one that is open."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def begin(self) -> contextlib.nullcontext[Unit]:
        return contextlib.nullcontext(self._unit)

    def run(self, job: Callable[..., object]) -> object:
        return job(self)

    def submit(self, job: Callable[..., object]) -> Future[object]:
        future: Future[object] = Future()
        try:
            future.set_result(job(self))
        except IntakeError as error:
            future.set_exception(error)
        return future


class _UndoneError(Exception):
    """Rolls back what a job did."""


class _TheirKeys:
    """Chance that gives an office the keys it has in the vectors."""

    def __init__(self, seeds: bytes, otherwise: object) -> None:
        self._seeds = seeds
        self._otherwise = otherwise

    def token(self, size: int) -> bytes:
        return self._seeds if size == len(self._seeds) else self._otherwise.token(size)

    def below(self, limit: int) -> int:
        return self._otherwise.below(limit)


class Office:
    """A profile with the keys of an office of the vectors.

    Args:
        profiles: The program's.
        folder: Where it is made.
        seeds: Those of its three keys, one behind the other.
    """

    def __init__(self, profiles: object, folder: Path, seeds: bytes) -> None:
        self._clock = FixedClock()
        world = profiles._world
        chance = _TheirKeys(seeds, world.random)
        made = type(profiles)(replace(world, clock=self._clock, random=chance))
        self._profile = made.create(folder / "profile", PASSPHRASE, language="en")
        self._profile.contacts.make_own(OwnOffice(name="Reader"))
        self._place = replace(self._profile._place, guard=SameProcess())
        self._stick = folder / "stick"
        self._stick.mkdir()

    def close(self) -> None:
        """Close the profile."""
        self._profile.close()

    def read(self, job: Mapping[str, object]) -> Verdict:
        """Return how far a job comes, and what is said."""
        self._clock.time = from_iso(job["now"])
        path = self._stick / job["name"]
        path.write_bytes(base64.b64decode(job["file"]))
        found: list[Verdict] = []

        def work(units: object) -> None:
            with contextlib.suppress(_UndoneError), units.begin() as unit:
                self._hold(unit, job)
                found.append(self._take(unit, path, job))
                raise _UndoneError

        self._profile._place.store.run(work)
        path.unlink()
        return found[0]

    def _hold(self, unit: Unit, job: Mapping[str, object]) -> None:
        now = self._clock.now()
        for file in map(base64.b64decode, job["senders"]):
            with contextlib.suppress(CardError):
                unit.contacts.put(Contact(card=read_card(file, now), envelope=file))
        held = job.get("held", {})
        for each in held.get("taken", ()):
            unit.packets.add(_record(each, Direction.IN, each["from"], Status.ARRIVED, now))
        for each in held.get("made", ()):
            unit.packets.add(_record(each, Direction.OUT, each["to"], Status.SENT, now))
        for envelope in map(base64.b64decode, held.get("rosters", ())):
            roster = read_roster(envelope)
            unit.rosters.put(
                HeldRoster(roster=roster, trust=RootTrust.COMPARED, envelope=envelope, taken_at=now)
            )
        for each in held.get("revoked", ()):
            gone = Revocation(card=each["card"], since=from_iso(each["since"]), why=Why.STOLEN)
            roster = roster_of(root_of("North"), revoked=(gone,))
            unit.rosters.put(
                HeldRoster(roster=roster, trust=RootTrust.COMPARED, envelope=b"", taken_at=now)
            )

    def _take(self, unit: Unit, path: Path, job: Mapping[str, object]) -> Verdict:
        place = replace(self._place, store=_OneUnit(unit))
        report = TakingIn(place).run([path], Silent())
        if report.refused:
            return "packet", reason_of(report.refused[0][1])
        if report.known:
            return "packet", "already-in"
        if not report.taken:  # a part, kept beside the packet that names it
            return "packet", "ok"
        kept = unit.packets.get(report.taken[0].id)
        assert kept is not None
        return self._accept(kept, job)

    def _accept(self, record: PacketRecord, job: Mapping[str, object]) -> Verdict:
        body = reopen(record.envelope, sender=record.peer, manifest_hash=record.manifest_hash).body
        if not isinstance(body, Referral):
            return "packet", "ok"
        if body.inner is None:
            return "inner", "ok"
        opener = self._place.vault.opener
        stage = "inner"
        try:
            plain = open_inner(record.inner, body.inner, opener=opener, guard=SameProcess())
            inside = read_inside(plain, body.inner)
            check_layers(body, inside)
            if "parts" not in job:
                return stage, "ok"
            stage = "parts"
            for attachment in inside.attachments:
                join_parts(
                    lambda name: base64.b64decode(job["parts"][name]),
                    attachment,
                    opener=opener,
                    guard=SameProcess(),
                    write=len,
                    progress=Silent(),
                )
        except KeyError:
            return stage, "part-missing"
        except IntakeError as error:
            return stage, reason_of(error)
        return stage, "ok"


def read_card_of(job: Mapping[str, object]) -> Verdict:
    """Return what this program says of a card file."""
    try:
        read_card(base64.b64decode(job["card"]), from_iso(job["now"]))
    except CardError as error:
        return "card", reason_of(error)
    return "card", "ok"


def _record(
    each: Mapping[str, object], direction: Direction, peer: str, status: Status, now: object
) -> PacketRecord:
    return PacketRecord(
        id=each["packet_id"],
        direction=direction,
        kind=PacketKind(each["kind"]),
        peer=peer,
        seq=each["seq"],
        prev=each["prev"],
        status=status,
        manifest_hash=each["manifest_hash"],
        sealed_name=f"{each['packet_id']}.age",
        envelope=base64.b64decode(each["envelope"]),
        at=now,
    )
