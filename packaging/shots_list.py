"""Every screen by name: a module ``shots_*.py`` here joins by the `SCREENS` it has."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from shots_world import ShotWorld

    Make: TypeAlias = Callable[[ShotWorld], QWidget]


def screens() -> dict[str, Make]:
    """Return how each screen is made, by its name, in the order of modules and of their lists.

    Raises:
        ValueError: Two screens have the same name.
    """
    found: dict[str, Make] = {}
    for path in sorted(Path(__file__).parent.glob("shots_*.py")):
        here: dict[str, Make] = getattr(import_module(path.stem), "SCREENS", {})
        if twice := found.keys() & here.keys():
            raise ValueError(f"{path.name}: {', '.join(sorted(twice))}: the name is taken")
        found.update(here)
    return found
