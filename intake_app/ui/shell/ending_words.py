"""What is brought to mind under Today of what organisations agreed: its end, near or past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import MN, M

if TYPE_CHECKING:
    from datetime import date, datetime

    from intake_app.domain.message import Message
    from intake_app.domain.partnership import PartnerAgreement
    from intake_app.domain.trust import HeldRoster


def roster_words(held: HeldRoster, now: datetime) -> Message:
    """Return what to bring to mind of a roster whose end is near, or past."""
    if held.roster.is_expired(now):
        return M("The roster of {name} is out of date: ask the office", name=held.roster.org)
    left = (held.roster.expires - now).days
    return MN(
        "The roster of {name} ends in {count} day: ask the office for the next one",
        "The roster of {name} ends in {count} days: ask the office for the next one",
        left,
        name=held.roster.org,
    )


def ends_words(agreement: PartnerAgreement, today: date, until: str) -> Message:
    """Return what to bring to mind of an agreement whose end is near, or past."""
    left = (agreement.until - today).days
    if left < 0:
        return M("The agreement with {name} ended {date}", name=agreement.name, date=until)
    return MN(
        "The agreement with {name} ends in {count} day",
        "The agreement with {name} ends in {count} days",
        left,
        name=agreement.name,
    )
