"""How files and folders of ours are called, and what others leave beside them.

docs/formats/packet.md, section 4, "File".
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

SUFFIX: Final = ".age"
TEMPORARY: Final = ".tmp-"
_NAME: Final = re.compile(r"[0-9a-f]{32}\.age")
_MAILBOX: Final = re.compile(r"[a-z2-7]{26}")
_TEMPORARY: Final = re.compile(r"\.tmp-[0-9a-f]{32}")
_SYSTEMS: Final = frozenset(
    {"$recycle.bin", "found.000", "lost+found", "system volume information", "thumbs.db"}
)
_SYNCING: Final = ("~syncthing~", ".sync-conflict-", "(conflicted copy")
"""Of sync programs: half of a file, or one of two that claim the same name."""


def is_mailbox(name: str) -> bool:
    """Whether a folder of this name is some office's mailbox: an id (`ids.new_id`)."""
    return _MAILBOX.fullmatch(name) is not None


def is_packet_name(name: str) -> bool:
    """Whether a file of this name says by it what its bytes are."""
    return _NAME.fullmatch(name) is not None


def is_temporary(name: str) -> bool:
    """Whether this is the name of a file that we had not finished writing."""
    return _TEMPORARY.fullmatch(name) is not None


def is_whole(name: str, sealed: bytes) -> bool:
    """Whether `name` is the one `sealed` has as a packet file."""
    return name == hashlib.sha256(sealed).hexdigest()[:32] + SUFFIX


def is_passed_over(name: str) -> bool:
    """Whether a file or folder found on a stick is no one's to take in.

    Hidden names are (also what macOS leaves beside every file, and files that
    are still being written), what systems keep for themselves (what was thrown
    away lies there), and the copies that sync programs make.
    """
    plain = name.casefold()
    return name.startswith(".") or plain in _SYSTEMS or any(marked in plain for marked in _SYNCING)
