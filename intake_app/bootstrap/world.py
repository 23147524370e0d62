"""The real clock, the real chance, and where a profile lies unless told otherwise."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path


class SystemClock:
    """The computer's own clock, in UTC."""

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC)


class SystemRandom:
    """Chance from the operating system."""

    def token(self, size: int) -> bytes:
        """Return `size` random bytes."""
        return secrets.token_bytes(size)

    def below(self, limit: int) -> int:
        """Return a random integer of 0 <= n < limit."""
        return secrets.randbelow(limit)


def local_timezone() -> str:
    """Return the IANA name of the computer's time zone, or UTC when it does not say."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if name:
        return name if _is_timezone(name) else "UTC"
    link = Path("/etc/localtime")
    target = link.resolve() if link.is_symlink() else link
    name = str(target).partition("zoneinfo/")[2]
    return name if name and target.is_file() else "UTC"


def _is_timezone(name: str) -> bool:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - slow to load, and rarely in doubt

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def default_profile() -> Path:
    """Return the profile folder used when none is named; its name says nothing."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return base / "intake"
