"""Part files that come in: kept as they are, sealed, until the packet that names them is accepted.

A folder of the profile stands for each packet that has parts. It is made before
the packet is kept, so that a part is never turned away because the program was
killed in between; one without a packet is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.ids import PacketId
from intake_app.domain.referral import Referral
from intake_app.exchange.folder import FolderMailbox
from intake_app.exchange.names import is_mailbox
from intake_app.packet.opening import reopen
from intake_app.packet.sealing import SUFFIX, packet_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace

FOLDER = "parts"


class PartsIn:
    """The part files that one open profile waits for, and those it has."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def expect(self, packet_id: PacketId) -> None:
        """Make ready for the parts of a packet that is about to be kept.

        Raises:
            FolderReadOnlyError: The profile's folder cannot be written to.
            DiskFullError: There is no room.
        """
        root = self._root()
        root.mkdir(mode=0o700, exist_ok=True)
        (root / packet_id).mkdir(mode=0o700, exist_ok=True)

    def expected(self) -> Mapping[str, PacketId]:
        """Return the names of the part files of packets that are here, and whose they are."""
        root = self._root()
        if not root.is_dir():
            return {}
        known = [PacketId(each.name) for each in root.iterdir() if is_mailbox(each.name)]

        def work(unit: Unit) -> Mapping[str, PacketId]:
            return {
                name + SUFFIX: packet_id
                for packet_id in known
                for name in self.names_of(unit, packet_id)
            }

        return self._place.do(work)

    def held(self, packet_id: PacketId) -> frozenset[str]:
        """Return the names of a packet's parts that are here, without their ending."""
        names = FolderMailbox(self._root(), packet_id).names()
        return frozenset(name.removesuffix(SUFFIX) for name in names)

    def are_held(self) -> bool:
        """Whether any part is here: only the key that it was sealed to opens it."""
        root = self._root()
        return root.is_dir() and any(root.glob("*/*" + SUFFIX))

    def names_of(self, unit: Unit, packet_id: PacketId) -> tuple[str, ...]:
        """Return the names of a packet's parts, without their ending; none when it is gone."""
        record = unit.packets.get(packet_id)
        if record is None or not record.envelope:
            return ()
        body = reopen(record.envelope, sender=None, manifest_hash=record.manifest_hash).body
        return body.parts if isinstance(body, Referral) else ()

    def take(self, packet_id: PacketId, sealed: bytes) -> None:
        """Keep a part as it came; again is no error.

        Raises:
            FolderReadOnlyError: The profile's folder cannot be written to.
            DiskFullError: There is no room.
        """
        FolderMailbox(self._root(), packet_id).put(packet_name(sealed), sealed)

    def read(self, packet_id: PacketId, name: str) -> bytes:
        """Return a part as it came.

        Raises:
            OutsideFileError: It is not here, or damaged.
        """
        return FolderMailbox(self._root(), packet_id).take(name + SUFFIX)

    def drop(self, packet_id: PacketId) -> None:
        """Delete all parts of a packet; again is no error.

        Raises:
            FolderReadOnlyError: The profile's folder cannot be written to.
        """
        box = FolderMailbox(self._root(), packet_id)
        for name in box.names():
            box.drop(name)

    def _root(self) -> Path:
        return self._place.folder / FOLDER
