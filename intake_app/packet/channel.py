"""The place of packets in the channel from one office (docs/formats/packet.md, "The channel")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.packet import Link

LONGEST_JUMP = 10_000
"""How far above the highest number held a packet's may be."""


class Channel:
    """What is held of one sender's packets.

    Args:
        links: The places of the packets held, in the order they were taken in.
    """

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self._at: dict[int, dict[str, str]] = {}
        self._place: dict[str, tuple[int, int]] = {}
        self._anew: set[str] = set()
        self._highest = 0
        for link in links:
            self.add(link)

    def check(self, link: Link) -> None:
        """Make sure that a packet which comes in can be where it says it is.

        Raises:
            PacketError: It does not fit the packet it follows, or is too far ahead.
        """
        if link.prev in self._place and link.seq != self._place[link.prev][0] + 1:
            raise PacketError
        if link.seq > self._highest + LONGEST_JUMP:
            raise PacketError(
                M("The number of this file is far above those that came before from its sender."),
                hint=M("Ask them for the files they made before it, then open this one again."),
            )

    def add(self, link: Link) -> None:
        """Count a packet as held, taken in after all others."""
        following = self._at.get(link.seq + 1, {}).values()
        if link.seq in self._at or any(prev not in ("", link.manifest_hash) for prev in following):
            self._anew.add(link.manifest_hash)
        self._at.setdefault(link.seq, {})[link.manifest_hash] = link.prev
        self._place[link.manifest_hash] = link.seq, len(self._place)
        self._highest = max(self._highest, link.seq)

    def missing(self) -> int:
        """Return how many packets are known of only by those that follow on them."""
        count, below = 0, 0
        for seq in sorted(self._at):
            before = self._at.get(seq - 1, {})
            unheld = {prev for prev in self._at[seq].values() if prev not in before}
            if before:
                unheld.discard("")  # what it follows is not known; a packet is there
                count += len(unheld)
            elif seq > 1:
                count += seq - below - 2 + len(unheld)
            below = seq
        return count

    def is_repeated(self, seq: int) -> bool:
        """Return whether several packets have this number."""
        return len(self._at.get(seq, {})) > 1

    def rank(self, seq: int, manifest_hash: str) -> tuple[int, int]:
        """Return where a packet that is held stands: of two answers, the higher one counts.

        How often the channel was started anew before it, then its number.
        """
        place = self._place[manifest_hash][1]
        return sum(self._place[anew][1] <= place for anew in self._anew), seq
