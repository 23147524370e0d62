"""Pictures of reading another office's square code, with invented offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

from shots_shell import at_home

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from shots_world import ShotWorld


def code_shown(world: ShotWorld) -> QWidget:
    """Show the question whether a code was shown in person."""
    home = at_home(world, world.worker, "contacts")
    unchecked = world.worker.contacts.all()[0]
    home.contacts.code._on_found(unchecked)  # noqa: SLF001 - as if it had been read
    world.settle()
    return home


def code_camera(world: ShotWorld) -> QWidget:
    """Show what the camera sees before a code is in it."""
    home = at_home(world, world.worker, "contacts")
    seen = QImage(640, 480, QImage.Format.Format_RGB32)
    seen.fill(QColor("slategray"))
    home.contacts.code.view.show_image(seen)
    home.contacts.code.view.show()
    world.settle()
    return home


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "code-shown": code_shown,
    "code-camera": code_camera,
}
