"""What stands in the inbox, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.ui.shell.inbox_rows import first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.packet import ChannelNotice
    from intake_app.services.inbox import Arrived
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.recalling import Notified


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in.

    Attributes:
        arrived: Referrals; those that wait stand first.
        unsent: How many answers have not left.
        alone: Notices about what is not here.
        missing: Whose files follow on others that are not here.
    """

    arrived: Sequence[Arrived] = ()
    unsent: int = 0
    alone: Sequence[Notified] = ()
    missing: Sequence[ChannelNotice] = ()


def read_contents(profile: OpenProfile) -> Contents:
    """Read what is in; blocks."""
    arrived = sorted(profile.inbox.arrived(), key=first)  # those alike stay newest first
    here = {one.record.id for one in arrived}
    return Contents(
        arrived=arrived,
        unsent=profile.inbox.unsent(),
        alone=[
            notice
            for notice in profile.recalling.notices()
            if notice.answered is None and notice.stands_under not in here
        ],
        missing=profile.inbox.missing(),
    )
