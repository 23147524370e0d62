"""Hints that two referrals may be about one person; people decide, and nothing is merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.message import M
from intake_app.domain.same_person import CameIn, PairWord, Sign, alike, may_be_compared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.ids import PacketId
    from intake_app.domain.message import Message
    from intake_app.domain.repositories import Unit
    from intake_app.services.inbox import Arrived
    from intake_app.services.workplace import Workplace

SIGNS: Final[Mapping[Sign, Message]] = {
    # Translators: what two files have in common; parts of one list.
    Sign.NUMBER: M("the same number"),
    Sign.LANGUAGES: M("the same languages"),
    Sign.AGE: M("the same age group"),
    Sign.NEED: M("a need in common"),
    Sign.PEOPLE: M("as many adults and children"),
    Sign.REGION: M("the same area"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Another referral that may be about the same person.

    Attributes:
        office: Who sent it.
        signs: What is alike.
        is_same: Whether people have found out that it is one person.
    """

    other: PacketId
    office: str
    signs: tuple[Sign, ...]
    is_same: bool


class SamePerson:
    """Hints in one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def hints(self, packet_id: PacketId, arrived: Sequence[Arrived]) -> Sequence[Hint]:
        """Return the other referrals that may be about the same person as one of them.

        None for what was taken back, for a sender whose card is gone, and for pairs
        that people have said are two.

        Args:
            packet_id: The one that is looked at.
            arrived: All that came in.
        """
        one = next((each for each in arrived if each.record.id == packet_id), None)
        if one is None or not _is_open(one):
            return ()
        now = self._place.clock.now()
        found: list[tuple[Arrived, tuple[Sign, ...]]] = []
        for other in arrived:
            if other is one or not _is_open(other):
                continue
            if may_be_compared(_came_in(one), _came_in(other), now=now):
                signs = alike(one.referral, other.referral)
                if signs:
                    found.append((other, signs))

        def work(unit: Unit) -> list[Hint]:
            hints: list[Hint] = []
            for other, signs in found:
                word = unit.settings.get(_name(packet_id, other.record.id))
                if word != PairWord.APART and other.sender is not None:
                    hints.append(
                        Hint(
                            other=other.record.id,
                            office=other.sender.card.name,
                            signs=signs,
                            is_same=word == PairWord.SAME,
                        )
                    )
            return hints

        return self._place.do(work)

    def say(self, one: PacketId, other: PacketId, word: PairWord | None) -> None:
        """Keep what people have found out about two referrals; None takes it back.

        Neither of them changes, and nothing of one goes into the other.
        """
        said = word.value if word is not None else "nothing"

        def work(unit: Unit) -> None:
            unit.audit.append("two-files-compared", min(one, other), {
                "other": max(one, other), "word": said,
            })  # fmt: skip
            unit.settings.put(_name(one, other), word.value if word is not None else "")

        self._place.do(work)


def _is_open(arrived: Arrived) -> bool:
    return arrived.sender is not None and not arrived.is_taken_back


def _came_in(arrived: Arrived) -> CameIn:
    return CameIn(referral=arrived.referral, sender=arrived.record.peer, at=arrived.record.at)


def _name(one: PacketId, other: PacketId) -> str:
    return f"one-person:{min(one, other)}:{max(one, other)}"
