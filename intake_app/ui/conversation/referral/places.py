"""What the first page of the referral screen shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from intake_app.domain.contact import Contact
    from intake_app.domain.directory import Service
    from intake_app.domain.handed_over import HandedOver
    from intake_app.domain.ids import CaseId
    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.referrals import Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Whom something can be given to, and what was made and given before.

    Attributes:
        services: The services that can be given a sheet or a call.
        handed: Sheets and calls of this person, newest first.
        today: The day as it is here.
    """

    case_id: CaseId
    code: str
    contacts: Sequence[Contact]
    made: Sequence[Sent]
    services: Sequence[Service]
    handed: Sequence[HandedOver]
    today: date
    now: datetime


def read_places(
    profile: OpenProfile, case_id: CaseId, now: datetime, _progress: Progress
) -> Places:
    """Read it; blocks."""
    lines = profile.conversations.lines()
    return Places(
        case_id=case_id,
        code=next((line.case.code for line in lines if line.case.id == case_id), ""),
        contacts=profile.contacts.all(),
        made=profile.referrals.sent(case_id),
        services=profile.handing_over.receivers(),
        handed=profile.handing_over.of_case(case_id),
        today=profile.directory.now().date(),
        now=now,
    )
