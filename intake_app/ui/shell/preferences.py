"""What a worker prefers, kept inside the profile and applied once it is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.ui.palette import DARK, HIGH_CONTRAST, LIGHT
from intake_app.ui.style import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.palette import Palette

TEXT_SIZE: Final = "text-size"
COLOURS: Final = "colours"
PIN_OFFERED: Final = "pin-offered"
WORK: Final = "work"
"""What the worker does here; only orders the doors of the day."""
MEETING: Final = "meet"
AT_A_DESK: Final = "desk"

PALETTES: Final[Mapping[str, Palette]] = {
    "light": LIGHT,
    "dark": DARK,
    "contrast": HIGH_CONTRAST,
}
SIZES: Final[Mapping[str, float]] = {"100": 1.0, "125": 1.25, "150": 1.5, "200": 2.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a worker prefers.

    Attributes:
        size: Text size in per cent, a key of `SIZES`.
        colours: A key of `PALETTES`.
        work: What the worker does here.
        pin_offered: Whether choosing a PIN was offered already; it is offered once.
    """

    size: str = "100"
    colours: str = "light"
    work: str = MEETING
    pin_offered: bool = False

    @property
    def look(self) -> Look:
        """How windows look with these; a setting nobody knows is taken as the usual one."""
        return Look(
            palette=PALETTES.get(self.colours, LIGHT), scale=SIZES.get(self.size, SIZES["100"])
        )


def preferences_of(profile: OpenProfile) -> Preferences:
    """Return what is kept in the profile; blocks, so not on the screen's thread."""
    return Preferences(
        size=profile.setting(TEXT_SIZE, "100"),
        colours=profile.setting(COLOURS, "light"),
        work=profile.setting(WORK, MEETING),
        pin_offered=bool(profile.setting(PIN_OFFERED)),
    )
