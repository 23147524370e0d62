"""What anyone can see of a referral file without a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import NotAPacketError
from intake_app.domain.message import M
from intake_app.packet.inspecting import inspect

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.packet.inspecting import Outside


def inspect_file(path: Path) -> Outside:
    """Return what an outsider may know of the file at `path`.

    Raises:
        NotAPacketError: It cannot be read, or is no age file.
    """
    try:
        sealed = path.read_bytes()
    except OSError:
        raise NotAPacketError(M("This file cannot be read.")) from None
    return inspect(sealed, name=path.name)
