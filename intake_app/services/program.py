"""What the windows, the commands and the demo are given: the whole program, built once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.domain.ports import Clock, Random
    from intake_app.guard.process import Guard
    from intake_app.services.forms import FormLibrary
    from intake_app.services.locking import Successors
    from intake_app.services.unlocking import Profiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Every object made in `bootstrap`, for those who may import services only.

    Attributes:
        languages: Tags of the interface languages offered.
        default_profile: The folder used when none is named.
        work_factor: log2 of what a guess at a root key costs, or None for the usual.
    """

    clock: Clock
    random: Random
    guard: Guard
    forms: FormLibrary
    profiles: Profiles
    successors: Successors
    languages: Sequence[str]
    default_profile: Path
    work_factor: int | None = None
