"""Taking in what lies on a stick: the next file is opened while the last one is kept."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import (
    IntakeError,
    PacketError,
    PacketForOthersError,
    PacketReplayedError,
    PartFileError,
)
from intake_app.domain.message import M
from intake_app.domain.packet import (
    Direction,
    ImportReport,
    Link,
    OpenedPacket,
    PacketRecord,
    Status,
)
from intake_app.domain.packet_bodies import RosterSent
from intake_app.domain.referral import Referral
from intake_app.exchange.names import is_mailbox
from intake_app.exchange.reading import find_packets, take_file
from intake_app.packet.opening import Senders, open_packet
from intake_app.packet.sealing import packet_name
from intake_app.services.abouts import let_count, refuse_unfit
from intake_app.services.channels import channel_from, notice_of
from intake_app.services.outbox import Outbox
from intake_app.services.parts_in import PartsIn
from intake_app.services.passed_on import hand_notice_on
from intake_app.services.trust import refuse_revoked, take_roster

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.packet import ChannelNotice
    from intake_app.domain.ports import Progress, Units
    from intake_app.domain.repositories import Unit
    from intake_app.packet.channel import Channel
    from intake_app.services.workplace import Workplace


LOOKED_UP: Final = 100
"""Names that are looked up at once: the first file does not wait for ten thousand."""


class TakingIn:
    """One opening of a stick, from the contacts read at its start to its report."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._outbox = Outbox(place)
        self._own = place.vault.fingerprints
        contacts = place.do(lambda unit: unit.contacts.all())
        self._senders = Senders(contact.card for contact in contacts)
        # Who holds an old card of ours writes into the mailbox that it names.
        self._mailboxes = {c.card.mailbox for c in contacts if c.card.fingerprint in self._own}
        self._taken: list[PacketRecord] = []
        self._known: list[str] = []
        self._refused: list[tuple[str, Exception]] = []
        self._numbers: dict[Fingerprint, set[int]] = {}
        self._known_from: dict[str, Fingerprint] = {}
        self._keeping: tuple[Path, PacketRecord, Future[None]] | None = None
        self._channels: dict[Fingerprint, Channel] = {}
        self._parts = PartsIn(place)
        self._loose: list[Path] = []

    def run(self, paths: Sequence[Path], progress: Progress) -> ImportReport:
        """Take in what lies at `paths`; see `Inbox.open_stick`.

        Raises:
            Cancelled: The user stopped; what was taken in stays in.
        """
        found = self._without_parts(self._find(paths))
        progress.report(0, len(found))
        try:
            for index, file in enumerate(found):
                progress.check_cancelled()
                if index % LOOKED_UP == 0:
                    self._look_up(found[index : index + LOOKED_UP])
                opened = self._opened(file)
                self._settle()
                progress.report(index, len(found))
                self._go_on(file, opened)
        finally:
            self._settle()
        self._take_parts(progress)
        progress.report(len(found), len(found))
        return self._report()

    def open(self, path: Path) -> OpenedPacket:
        """Open and check a file and keep nothing of it.

        Raises:
            IntakeError: It is refused; see `open_packet` and `take_file`.
        """
        return self._open(take_file(path))

    def _find(self, paths: Sequence[Path]) -> Sequence[Path]:
        found: list[Path] = []
        for path in paths:
            try:
                found += self._ours(path)
            except IntakeError as error:
                self._refused.append((path.name, error))
        return found

    def _ours(self, path: Path) -> Sequence[Path]:
        """Return the files at `path`, but not those in another office's mailbox on a stick."""
        if path.is_file():
            return [path]
        files = list(find_packets(path))
        folders = {file.parent.name for file in files}
        others = {name for name in folders if is_mailbox(name)} - self._mailboxes
        return [file for file in files if file.parent.name not in others]

    def _without_parts(self, files: Sequence[Path]) -> Sequence[Path]:
        """Return the files but the parts of packets that are here, which are for the end."""
        expected = self._parts.expected()
        self._loose += [file for file in files if file.name in expected]
        return [file for file in files if file.name not in expected]

    def _take_parts(self, progress: Progress) -> None:
        """Keep the part files of packets that are here, also of those just taken in."""
        expected = self._parts.expected() if self._loose else {}
        for file in self._loose:
            progress.check_cancelled()
            try:
                sealed = take_file(file)
                owner = expected.get(packet_name(sealed))
                if owner is None:
                    raise PartFileError
                self._parts.take(owner, sealed)
            except IntakeError as error:
                self._refused.append((file.name, error))

    def _look_up(self, files: Sequence[Path]) -> None:
        """Find out which of these are in already, and from whom."""
        with contextlib.suppress(IntakeError):  # locked meanwhile: told of each file that is kept
            self._known_from = self._place.do(partial(_known, files=files))

    def _opened(self, file: Path) -> OpenedPacket | Fingerprint | IntakeError:
        """Return the open packet, who sent it when it is in already, or why it cannot be used."""
        try:
            sealed = take_file(file)  # a changed file under a known name is damaged, not known
            return self._known_from.get(file.name) or self._open(sealed)
        except IntakeError as error:
            return error

    def _open(self, sealed: bytes) -> OpenedPacket:
        """Open a packet to the card we have now, or to one we had before."""
        *others, last = self._own
        for own in others:
            with contextlib.suppress(PacketForOthersError):
                return self._open_as(own, sealed)
        return self._open_as(last, sealed)

    def _open_as(self, own: Fingerprint, sealed: bytes) -> OpenedPacket:
        return open_packet(
            sealed,
            opener=self._place.vault.opener,
            own=own,
            senders=self._senders,
            guard=self._place.guard,
        )

    def _go_on(self, file: Path, opened: OpenedPacket | Fingerprint | IntakeError) -> None:
        """Begin to keep what was opened, or note why there is nothing to keep."""
        if isinstance(opened, PartFileError):
            self._loose.append(file)
        elif isinstance(opened, IntakeError):
            self._refused.append((file.name, opened))
        elif isinstance(opened, str):
            self._note_known(file, opened)
        else:
            record = self._record(file, opened)
            try:
                if isinstance(opened.body, Referral) and opened.body.parts:
                    self._parts.expect(record.id)
                keeping = self._place.store.submit(
                    lambda units: _keep(units, record, opened, self._channels, self._outbox)
                )
            except IntakeError as error:  # the profile was locked meanwhile, or its disk is full
                self._refused.append((file.name, error))
            else:
                self._keeping = file, record, keeping

    def _settle(self) -> None:
        """Wait until the file that is being kept is in, or note why it is not."""
        if self._keeping is None:
            return
        (file, record, keeping), self._keeping = self._keeping, None
        try:
            keeping.result()
        except PacketReplayedError:
            self._note_known(file, record.peer)
        except IntakeError as error:
            self._refused.append((file.name, error))
        else:
            self._taken.append(replace(record, envelope=b"", inner=b""))
            self._numbers.setdefault(record.peer, set()).add(record.seq)

    def _note_known(self, file: Path, sender: Fingerprint) -> None:
        self._known.append(file.name)
        self._numbers.setdefault(sender, set())

    def _record(self, file: Path, opened: OpenedPacket) -> PacketRecord:
        head = opened.head
        return PacketRecord(
            id=head.id,
            direction=Direction.IN,
            kind=head.kind,
            peer=head.sender,
            seq=head.seq,
            prev=head.prev,
            status=Status.ARRIVED,
            manifest_hash=opened.manifest_hash,
            sealed_name=file.name,
            envelope=opened.envelope,
            at=self._place.clock.now(),
            in_reply_to=head.in_reply_to,
            inner=opened.behind(),
        )

    def _report(self) -> ImportReport:
        def work(unit: Unit) -> tuple[ChannelNotice, ...]:
            notices = (notice_of(unit, peer, n) for peer, n in self._numbers.items())
            return tuple(n for n in notices if n.missing or n.repeated)

        return ImportReport(
            taken=tuple(self._taken),
            known=tuple(self._known),
            refused=tuple(self._refused),
            notices=self._place.do(work),
        )


def _known(unit: Unit, files: Sequence[Path]) -> dict[str, Fingerprint]:
    """Return who sent the files that are in already, by their names."""
    senders = {file.name: unit.packets.sender_of(file.name) for file in files}
    return {name: sender for name, sender in senders.items() if sender is not None}


def _keep(
    units: Units,
    record: PacketRecord,
    opened: OpenedPacket,
    channels: dict[Fingerprint, Channel],
    outbox: Outbox,
) -> None:
    """Keep a packet and what it changes, in one unit of work.

    The roster that rode in it is kept even when the packet is refused: it may be what
    says that its signer counts no more. `channels` are those read already: to read one
    anew for each of ten thousand files would take longer than everything else.
    """
    sent = opened.body.envelope if isinstance(opened.body, RosterSent) else b""
    for roster in filter(None, dict.fromkeys((opened.roster, sent))):
        with units.begin() as unit:
            take_roster(unit, roster, sender=record.peer, now=record.at)
    with units.begin() as unit:
        refuse_revoked(unit, record.peer, record.at)
        _refuse_what_is_in(unit, record)
        # Taken out until it is committed: what fails from here on is not in the channel.
        channel = channels.pop(record.peer, None) or channel_from(unit, record.peer)
        link = Link(seq=record.seq, prev=record.prev, manifest_hash=record.manifest_hash)
        channel.check(link)
        unit.audit.append("imported", record.id, {"from": record.peer, "h": record.manifest_hash})
        refuse_unfit(unit, record, opened.body)
        unit.packets.add(record)
        channel.add(link)
        let_count(unit, record, opened.body, channel)
        hand_notice_on(unit, outbox, record)
    channels[record.peer] = channel


def _refuse_what_is_in(unit: Unit, record: PacketRecord) -> None:
    earlier = unit.packets.get(record.id)
    if earlier is None:
        return
    if earlier.manifest_hash == record.manifest_hash:
        raise PacketReplayedError
    raise PacketError(
        M("This file says it is one that is already in, but it says something else."),
        hint=M("Do not use it. Call the office it comes from."),
    )
