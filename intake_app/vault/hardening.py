"""Keeping the process's memory and files away from others on the same computer.

Best effort, and said to be: only full-disk encryption helps against swap and
hibernation (security notes of the manual).
"""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from typing import Final

PRIVATE_UMASK: Final = 0o077
_PR_SET_DUMPABLE: Final = 4
"""Linux, include/uapi/linux/prctl.h."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardening:
    """What could be had on this system; `doctor` tells of what could not.

    Attributes:
        no_core: A crash writes no memory to disk.
        not_dumpable: Other programs of the same user cannot read the memory (Linux).
        private_files: New files are the owner's alone.
    """

    no_core: bool
    not_dumpable: bool
    private_files: bool


def harden_process() -> Hardening:
    """Protect this process; called once, before any secret is in it."""
    os.umask(PRIVATE_UMASK)
    return Hardening(
        no_core=_without_core(),
        not_dumpable=_not_dumpable(),
        private_files=os.name == "posix",
    )


def _without_core() -> bool:
    if sys.platform == "win32":
        return False
    import resource  # noqa: PLC0415 - Windows has no such module

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def _not_dumpable() -> bool:
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
