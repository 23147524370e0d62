"""What a worker wants to know before leaving the house: only what the computer can tell."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from intake_app.domain.message import MN, M

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.message import Message
    from intake_app.i18n.formats import Formats
    from intake_app.services.directory import DirectoryAge

POWER: Final = Path("/sys/class/power_supply")
"""Where Linux says how full batteries are; other systems have no such folder."""

_GIB: Final = 1 << 30
_FULL: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What was read.

    Attributes:
        free: Free bytes where the profile lies, or None when nobody says.
        battery: How full the battery is, in percent, or None without one.
        directory: How old the service directory is.
        offered: How many directories other offices offer that nobody has dealt with.
    """

    free: int | None
    battery: int | None
    directory: DirectoryAge | None = None
    offered: int = 0


def read_readiness(
    folder: Path, power: Path = POWER, *, directory: DirectoryAge | None = None, offered: int = 0
) -> Readiness:
    """Return what the computer says of its disk and battery."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        free = None
    return Readiness(free=free, battery=_battery(power), directory=directory, offered=offered)


def readiness_words(ready: Readiness, now: datetime, formats: Formats) -> list[Message]:
    """Return what to say of it, clock first: a wrong clock spoils every date."""
    said = [M("clock {time}", time=formats.time(now))]
    if ready.battery is not None:
        said.append(M("battery {percent} %", percent=ready.battery))
    if ready.free is not None:
        gib = round(ready.free / _GIB, 1) if ready.free < 10 * _GIB else ready.free // _GIB
        said.append(M("free disk space {size} GB", size=gib))
    if ready.directory is not None:
        said.append(directory_words(ready.directory))
    if ready.offered:
        said.append(
            MN(
                "another one is offered under Services",
                "{count} others are offered under Services",
                ready.offered,
            )
        )
    return said


def directory_words(age: DirectoryAge) -> Message:
    """Return how old the service directory is."""
    if age.days is None or not age.count:
        return M("no service directory yet")
    if age.days == 0:
        when = M("service directory of today")
    else:
        when = MN(
            "service directory {count} day old", "service directory {count} days old", age.days
        )
    confirmed = M("{fresh} of {all} confirmed lately", fresh=age.fresh, all=age.count)
    # Translators: e.g. "service directory 6 days old (5 of 8 confirmed lately)".
    return M("{when} ({confirmed})", when=when, confirmed=confirmed)


def _battery(power: Path) -> int | None:
    for file in sorted(power.glob("BAT*/capacity")):
        try:
            percent = int(file.read_text(encoding="ascii").strip())
        except (OSError, ValueError):
            continue
        if 0 <= percent <= _FULL:
            return percent
    return None
