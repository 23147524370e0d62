"""What an office publishes to those who work with it: its directory, its forms, its roster.

A publication has a version that only grows; of what came from one office the
highest counts, in whatever order it came. Nothing is changed here by itself: the
files are handed to those who look at them before they are used.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import PUBLICATIONS, Blob, BlobRole, Direction, PacketKind
from intake_app.domain.packet_bodies import Publication, PublishedFile, RosterSent
from intake_app.packet.opening import reopen
from intake_app.services.trust import latest, roster_to_send

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.contact import Card
    from intake_app.domain.ids import Fingerprint, PacketId
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.repositories import Unit
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The publication of an office that counts.

    Attributes:
        office: The card it came from, as it is now.
        others: Other publications of the same version that say something else: ask the
            office which one counts.
    """

    record: PacketRecord
    office: Fingerprint
    publication: Publication
    others: tuple[PacketId, ...]


class Publications:
    """Publications of one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, outbox: Outbox) -> None:
        self._place = place
        self._outbox = outbox

    def publish(
        self, kind: PacketKind, files: Sequence[tuple[str, bytes]], receiver: Card
    ) -> PacketRecord:
        """Make a publication for one office; it leaves with the next stick.

        The same files keep their version, whoever they are for; other files get the next.

        Args:
            kind: A directory, which is one file, or forms.
            files: The name and the contents of each.
            receiver: The card it is sealed to.

        Raises:
            PacketError: There is no file, too many, or together they are too long.
            CardError: The receiver cannot be sealed to.
        """
        if kind not in PUBLICATIONS:
            raise ValueError("not a publication")
        role = BlobRole.DIRECTORY if kind is PacketKind.DIRECTORY else BlobRole.FORM
        blobs = tuple(Blob(role=role, data=data) for _, data in files)
        named = tuple(
            PublishedFile(name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
            for name, data in files
        )

        def work(unit: Unit) -> PacketRecord:
            body = Publication(version=_version(unit, kind, named), files=named)
            return self._outbox.seal_within(unit, kind, body, receiver, blobs=blobs)

        return self._place.do(work)

    def send_roster(self, receiver: Card) -> PacketRecord:
        """Make a packet that brings our organisation's roster and nothing else.

        Raises:
            PacketError: There is no roster of ours.
            CardError: The receiver cannot be sealed to.
        """

        def work(unit: Unit) -> PacketRecord:
            envelope = roster_to_send(unit)
            if not envelope:
                raise PacketError(M("There is no roster of your organisation here."), hint=None)
            body = RosterSent(envelope=envelope)
            return self._outbox.seal_within(unit, PacketKind.ROSTER, body, receiver)

        return self._place.do(work)

    def came(self, kind: PacketKind) -> Sequence[Published]:
        """Return for each office the publication that counts, the newest first."""

        def work(unit: Unit) -> Sequence[Published]:
            highest: dict[Fingerprint, list[tuple[PacketRecord, Publication]]] = {}
            for record in unit.packets.find(direction=Direction.IN, kind=kind):
                one = record, _read(record)
                held = highest.setdefault(latest(unit, record.peer), [one])
                if one[1].version > held[0][1].version:
                    held[:] = [one]
                elif one[1].version == held[0][1].version and one[1].files != held[0][1].files:
                    held.append(one)
            return [
                Published(
                    record=held[0][0],
                    office=office,
                    publication=held[0][1],
                    others=tuple(record.id for record, _ in held[1:]),
                )
                for office, held in highest.items()
            ]

        return self._place.do(work)

    def files(self, packet_id: PacketId) -> Mapping[str, bytes]:
        """Return the files of a publication that came in, by their names; bytes from outside.

        Raises:
            PacketError: There is no such publication, or it is not as it was kept.
        """
        record = self._place.do(lambda unit: unit.packets.get(packet_id))
        if record is None or record.kind not in PUBLICATIONS:
            raise PacketError(M("This is no longer here."), hint=None)
        found: dict[str, bytes] = {}
        start = 0
        for file in _read(record).files:
            data = record.inner[start : start + file.size]
            start += file.size
            if hashlib.sha256(data).hexdigest() != file.sha256:
                raise PacketError
            found[file.name] = data
        return found


def _read(record: PacketRecord) -> Publication:
    body = reopen(record.envelope, sender=record.peer, manifest_hash=record.manifest_hash).body
    if not isinstance(body, Publication):
        raise PacketError
    return body


def _version(unit: Unit, kind: PacketKind, files: Sequence[PublishedFile]) -> int:
    """Return the version of these files: the last one when they are the same, else the next."""
    name = f"published.{kind.value}"
    version, _, last = unit.settings.get(name, "0 ").partition(" ")
    now = hashlib.sha256("".join(f"{f.sha256}{f.name}\n" for f in files).encode()).hexdigest()
    if now == last:
        return int(version)
    unit.settings.put(name, f"{int(version) + 1} {now}")
    return int(version) + 1
