"""A colleague's computer is gone: whom it concerns, as far as it is known here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.packet import LEFT, Direction
from intake_app.domain.referral import Referral
from intake_app.packet.opening import reopen
from intake_app.services.trust import latest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Whose answers lay on that computer: the codes spoken on the phone, each once.

    Attributes:
        sent: Of the people whose referrals went there from here.
        came: Of those who were referred here from there.
    """

    sent: tuple[str, ...] = ()
    came: tuple[str, ...] = ()


def concerned_by(place: Workplace, card: Fingerprint) -> Concerned:
    """Return whom it concerns that the computer with this card is gone.

    Blocks. People whose referrals never went through this profile are not known
    here; the colleague, or their coordinator, has to say who else there was.
    """

    def work(unit: Unit) -> Concerned:
        office = latest(unit, card)
        records = [r for r in unit.packets.find() if latest(unit, r.peer) == office]
        out = (r for r in records if r.direction is Direction.OUT and r.status in LEFT)
        cases = (unit.cases.get(r.case_id) for r in out if r.case_id is not None)
        return Concerned(
            sent=_each_once(case.code for case in cases if case is not None),
            came=_each_once(_reference(r) for r in records if r.direction is Direction.IN),
        )

    return place.do(work)


def _reference(record: PacketRecord) -> str:
    if not record.envelope:  # its person was erased
        return ""
    said = reopen(record.envelope, sender=record.peer, manifest_hash=record.manifest_hash).body
    return said.reference if isinstance(said, Referral) else ""


def _each_once(codes: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code))
