"""Agreements between organisations to share: with whom, what for, which groups, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime

    from intake_app.domain.ids import Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAgreement:
    """What two organisations signed, as far as the program has to know it.

    Never changed: another one is made, and this one ended.

    Attributes:
        root: The other organisation's root.
        name: Its name at that time.
        purposes: What for, in words; a person reads them, the program does not.
        groups: Codes of the field groups that may be shared.
        starts: The first day it counts.
        until: The last day.
        remind_days: How long before the last day to remind of it.
        document: Where the signed paper is.
        ended_at: When it was ended before its time, or None.
    """

    id: str
    root: Fingerprint
    name: str
    groups: tuple[str, ...]
    starts: date
    until: date
    purposes: tuple[str, ...] = ()
    remind_days: int = 30
    document: str = ""
    ended_at: datetime | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether it counts on a day."""
        return self.ended_at is None and self.starts <= on <= self.until

    def is_to_remind(self, on: date) -> bool:
        """Whether its end is near, or past and nobody ended it."""
        return self.ended_at is None and on >= self.until - timedelta(days=self.remind_days)


def uncovered(
    agreements: Iterable[PartnerAgreement],
    roots: Collection[Fingerprint],
    groups: Collection[str],
    *,
    on: date,
) -> frozenset[str]:
    """Return the groups that no agreement in force with one of the roots lets be shared."""
    covered = {
        group
        for agreement in agreements
        if agreement.root in roots and agreement.is_in_force(on)
        for group in agreement.groups
    }
    return frozenset(groups) - covered


class PartnerAgreements(Protocol):
    """The agreements with other organisations; none is ever changed but by its end."""

    def add(self, agreement: PartnerAgreement) -> None:
        """Keep a new one."""
        ...

    def all(self) -> Sequence[PartnerAgreement]:
        """Return all of them, the one that ends first in front."""
        ...

    def end(self, agreement_id: str, at: datetime) -> None:
        """End one before its time; one that has ended stays as it is."""
        ...
