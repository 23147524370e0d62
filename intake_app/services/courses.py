"""Where a referral stands, from what is kept of it (`domain.packet_course`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.packet import Direction, PacketKind
from intake_app.domain.packet_course import NOTICES, Fact, Side, course_of
from intake_app.packet.opening import reopen
from intake_app.services.channels import channel_from
from intake_app.services.trust import latest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.packet_course import Course
    from intake_app.domain.repositories import Unit
    from intake_app.packet.channel import Channel


_ANSWERED: Final = NOTICES | {PacketKind.QUESTION}
"""The kinds that are answered themselves."""


class Courses:
    """Where referrals stand, within one unit of work.

    Args:
        unit: The store.
        channels: Those that were read already, by the office.
    """

    def __init__(self, unit: Unit, channels: Mapping[Fingerprint, Channel] | None = None) -> None:
        self._unit = unit
        self._channels = dict(channels or {})
        self._latest: dict[Fingerprint, Fingerprint] = {}

    def of(self, record: PacketRecord) -> Course:
        """Return where a referral or an update stands, ours or theirs."""
        about = self._unit.packets.find(in_reply_to=record.id)
        asked = [one for one in about if one.kind in _ANSWERED]
        further = [each for one in asked for each in self._unit.packets.find(in_reply_to=one.id)]
        facts = self._facts((*about, *further), record)
        return course_of(record.id, record.manifest_hash, facts)

    def is_same_office(self, one: Fingerprint, other: Fingerprint) -> bool:
        """Return whether two cards are of one office, the one in place of the other."""
        return self._latest_of(one) == self._latest_of(other)

    def rank_of(self, peer: Fingerprint, seq: int, manifest_hash: str) -> tuple[int, int, int]:
        """Return where a packet that came in stands among all of its sender's (`Fact.rank`)."""
        if peer not in self._channels:
            self._channels[peer] = channel_from(self._unit, peer)
        is_latest = int(self._latest_of(peer) == peer)
        return is_latest, *self._channels[peer].rank(seq, manifest_hash)

    def _facts(self, found: Iterable[PacketRecord], record: PacketRecord) -> Iterable[Fact]:
        """Yield what these say, but those that were erased, never to leave, or by others."""
        for each in found:
            if not each.envelope or each.is_kept_back:
                continue
            if not self.is_same_office(each.peer, record.peer):
                continue
            is_ours = each.direction is Direction.OUT
            opened = reopen(
                each.envelope,
                sender=None if is_ours else each.peer,
                manifest_hash=each.manifest_hash,
            )
            yield Fact(
                id=each.id,
                kind=each.kind,
                by=Side.SENDER if each.direction is record.direction else Side.DESK,
                rank=self._rank(each),
                manifest_hash=each.manifest_hash,
                body=opened.body,
            )

    def _latest_of(self, card: Fingerprint) -> Fingerprint:
        if card not in self._latest:
            self._latest[card] = latest(self._unit, card)
        return self._latest[card]

    def _rank(self, record: PacketRecord) -> tuple[int, int, int]:
        if record.direction is Direction.OUT:
            return int(self._latest_of(record.peer) == record.peer), 0, record.seq
        return self.rank_of(record.peer, record.seq, record.manifest_hash)
