"""What anyone can see of a referral file without a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.exchange.reading import take_file
from intake_app.packet.opening import inspect

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.packet.opening import OutsideView


def inspect_file(path: Path) -> OutsideView:
    """Return what an outsider may know of the file at `path`.

    Raises:
        OutsideFileError: It cannot be read, is damaged, or is far too large.
        NotAPacketError: It is no age file.
    """
    return inspect(take_file(path))
