"""Lock by successor: the process that held the key ends (architecture, "Lock").

Python cannot wipe what it has held. So the lock saves, checkpoints and closes,
starts a successor that has never held a key, waits for its first paint, and
ends this process without running anything more.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from intake_app.guard.successor import start_successor, tell_ready

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.services.profiles import OpenProfile

log = logging.getLogger(__name__)

FIRST_PAINT_S = 15.0


class Successors:
    """Starts the locked program that takes this one's place."""

    def lock(self, profile: OpenProfile, *, language: str) -> None:
        """Close `profile`, hand over to a locked successor, and end this process.

        Does not return, unless closing fails.

        Raises:
            StoreError: The store could not be closed; nothing was handed over,
                and the profile is still open.
        """
        folder: Path = profile.folder
        profile.close()
        log.info("locked")
        try:
            successor = start_successor(
                ["--locked", "--profile", str(folder), "--language", language]
            )
            successor.wait_ready(FIRST_PAINT_S)
        finally:
            os._exit(0)  # also when no successor starts: the key must go

    def tell_ready(self, ready_fd: int) -> None:
        """Tell the process that this one takes the place of that it has painted; once."""
        tell_ready(ready_fd)
