"""Agreements with other organisations: keeping them, minding their end, and obeying them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.domain.errors import PartnershipError
from intake_app.domain.ids import new_id
from intake_app.domain.message import M
from intake_app.domain.partnership import PartnerAgreement, uncovered
from intake_app.domain.referral import SharingBasis
from intake_app.domain.trust import RootTrust

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.referral import Referral
    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace

REQUIRED = "agreements.required"
MAX_LINE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgreement:
    """What is filled in of an agreement that counts from today.

    Attributes:
        days: How long it counts.
    """

    root: Fingerprint
    groups: tuple[str, ...]
    days: int
    remind_days: int = 30
    purposes: tuple[str, ...] = ()
    document: str = ""


class Partnerships:
    """The agreements of one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def today(self) -> date:
        """Return the day it is here."""
        return self._place.clock.now().astimezone(ZoneInfo(self._place.timezone)).date()

    def all(self) -> Sequence[PartnerAgreement]:
        """Return all agreements that nobody has ended, the one that ends first in front."""
        kept = self._place.do(lambda unit: unit.partner_agreements.all())
        return [agreement for agreement in kept if agreement.ended_at is None]

    def partners(self) -> Mapping[Fingerprint, str]:
        """Return the organisations an agreement can be with: checked, and not our own."""

        def work(unit: Unit) -> Mapping[Fingerprint, str]:
            own = unit.rosters.own()
            named = {p.root: p.name for p in own.roster.partners} if own is not None else {}
            compared = {
                held.root: held.roster.org
                for held in unit.rosters.all()
                if held.trust is RootTrust.COMPARED
            }
            return {**named, **compared}

        return self._place.do(work)

    def add(self, new: NewAgreement) -> PartnerAgreement:
        """Keep an agreement that counts from today.

        Raises:
            PartnershipError: No group is named, or the organisation is not known as checked.
        """
        name = self.partners().get(new.root)
        if name is None or not new.groups or new.days <= 0:
            raise PartnershipError(
                M("Say with whom the agreement is, what it is about, and for how long.")
            )
        starts = self.today()
        agreement = PartnerAgreement(
            id=new_id(self._place.random),
            root=new.root,
            name=name,
            groups=new.groups,
            starts=starts,
            until=starts + timedelta(days=new.days),
            purposes=tuple(purpose[:MAX_LINE] for purpose in new.purposes if purpose),
            remind_days=max(0, new.remind_days),
            document=new.document.strip()[:MAX_LINE],
        )

        def work(unit: Unit) -> None:
            unit.audit.append("agreement-made", agreement.id, {"with": agreement.root})
            unit.partner_agreements.add(agreement)

        self._place.do(work)
        return agreement

    def end(self, agreement_id: str) -> None:
        """End an agreement: from now on nothing leaves under it."""
        now = self._place.clock.now()

        def work(unit: Unit) -> None:
            unit.audit.append("agreement-ended", agreement_id)
            unit.partner_agreements.end(agreement_id, now)

        self._place.do(work)

    def to_remind(self) -> Sequence[PartnerAgreement]:
        """Return the agreements whose end is near, or past."""
        today = self.today()
        return [agreement for agreement in self.all() if agreement.is_to_remind(today)]

    def is_required(self) -> bool:
        """Whether referrals to other organisations leave under an agreement only."""
        return self._place.do(lambda unit: unit.settings.get(REQUIRED)) == "yes"

    def set_required(self, *, required: bool) -> None:
        """Let referrals to other organisations leave under an agreement only, or without one."""
        value = "yes" if required else ""

        def work(unit: Unit) -> None:
            unit.audit.append("agreements-required", "settings", {"required": value})
            unit.settings.put(REQUIRED, value)

        self._place.do(work)


def refuse_without_agreement(
    unit: Unit, receiver: Fingerprint, referral: Referral, today: date
) -> None:
    """Refuse a referral to another organisation that no agreement covers, where one is required.

    Within our own organisation none is needed; nor is one to save somebody's life.

    Raises:
        PartnershipError: Nothing in force covers it.
    """
    if unit.settings.get(REQUIRED) != "yes":
        return
    if referral.terms.basis is SharingBasis.VITAL_INTEREST:
        return
    named = [w for w in unit.rosters.words(receiver) if w.member is not None]
    if any(word.trust is RootTrust.OWN for word in named):
        return
    roots = {word.root for word in named if word.trust.is_checked}
    kept = [a for a in unit.partner_agreements.all() if a.root in roots and a.is_in_force(today)]
    groups = {group.group for group in referral.groups}
    if not kept or uncovered(kept, roots, groups, on=today):
        raise PartnershipError
